"""Waiting for the running window, without sleeping: its event loop goes on meanwhile."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

_LOOK_EVERY_MS = 20


def until(condition: Callable[[], bool], what: str, timeout_s: float = 30.0) -> None:
    """Let the app run until ``condition`` holds. Raises AssertionError saying ``what`` did not come."""
    loop, timer = QEventLoop(), QTimer()
    deadline = time.monotonic() + timeout_s

    def look() -> None:
        if condition() or time.monotonic() > deadline:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(_LOOK_EVERY_MS)
    loop.exec()
    timer.stop()
    assert condition(), f"not within {timeout_s:.0f} s: {what}"
