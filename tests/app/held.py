"""Background work in the order a test says, for what else goes wrong once in a thousand runs."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication


class Held(Executor):
    """Holds every job until the test lets it run; then it runs at once."""

    def __init__(self) -> None:
        self._held: list[Callable[[], object]] = []

    def submit(self, run: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        self._held.append(partial(run, *given, **named))
        return Future()

    @property
    def count(self) -> int:
        """How many it holds."""
        return len(self._held)

    def work(self, place: int = 0) -> None:
        """Let the job at this place among those held run to its end: 0 is the oldest, -1 the newest."""
        self._held.pop(place)()

    def run(self, place: int = 0) -> None:
        """The same, and deliver what came of it."""
        self.work(place)
        self.deliver()

    def deliver(self) -> None:
        """Deliver what came of the work so far."""
        QCoreApplication.processEvents()

    def run_all(self, place: int = 0) -> None:
        """Let all run, and what they start in turn: the oldest first, or with -1 the newest."""
        self.deliver()
        while self._held:
            self.run(place)
