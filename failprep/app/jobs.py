"""Work beside the window: the one place in ``app/`` that starts threads.

A job is a plain function that calls no Qt. It gets a ``Work`` to report through and to ask whether it is
still wanted. What it returns, reports or raises comes back to the main thread through one queued signal
and one slot; no other signal ever crosses threads (that has crashed PySide6 programs).

A job's function and callbacks mostly hold the view model that started it. A worker thread only borrows them:
the main thread keeps them until it has been told that the job has ended, so that no view model ever goes with
a worker's last reference, on the wrong thread.
"""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from failprep.domain import Cancelled, UserError

T = TypeVar("T")


def _nothing(_: object) -> None:
    """For a caller who does not want to know."""


class Work:
    """What a running job holds: ``report`` what it is at, ask ``cancelled`` now and then."""

    def __init__(self, report: Callable[["Work", object], None]) -> None:
        self._report = report
        self._cancel = threading.Event()

    def report(self, progress: object) -> None:
        """Hand anything to ``on_progress`` on the main thread."""
        self._report(self, progress)

    def cancelled(self) -> bool:
        """Whether the user no longer wants this."""
        return self._cancel.is_set()

    def check(self) -> None:
        """Raise ``Cancelled`` when the job is no longer wanted."""
        if self.cancelled():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the job to stop; from any thread."""
        self._cancel.set()


class Job(QObject):
    """One piece of work under way, as the main thread sees it.

    When its callback is called it runs no more; ``finished`` comes last, whatever happened.

    Only the main thread holds it, so that it goes there with its last reference. It has no parent and is
    never deleted later: such a deletion, still queued when the parent went, has crashed PySide6.
    """

    finished = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.running = True

    def cancel(self) -> None:
        """Ask it to stop: it ends through ``on_cancelled``, or through ``on_done`` if it was done already."""
        self._work.cancel()


@dataclass(frozen=True, slots=True)
class _Request:
    job: Job
    function: Callable[[Work], Any]
    on_done: Callable[[Any], None]
    on_progress: Callable[[Any], None]
    on_failed: Callable[[Exception], None]
    on_cancelled: Callable[[], None]


class Jobs(QObject):
    """Starts background work and brings its results back to the main thread."""

    failed = Signal(object)  #: an exception that no ``on_failed`` took: show it or log it
    _arrived = Signal()

    def __init__(self, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor or ThreadPoolExecutor(max_workers=4, thread_name_prefix="job")
        self._inbox: deque[Callable[[], object]] = deque()
        self._running: dict[Work, _Request] = {}
        self._outcomes: dict[Work, Callable[[], object]] = {}
        self._closing = self._closed = False
        self._arrived.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        function: Callable[[Work], T],
        *,
        on_done: Callable[[T], None] = _nothing,
        on_progress: Callable[[Any], None] = _nothing,
        on_failed: Callable[[Exception], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
    ) -> Job:
        """Run ``function`` on another thread. Callbacks run on the main thread, in order, never in this call.

        Args:
            function: The work; it may raise ``UserError``, ``Cancelled`` or, as a bug, anything else.
            on_done: Gets what it returned.
            on_progress: Gets what it reported.
            on_failed: Gets what it raised; without it ``failed`` is emitted.
            on_cancelled: Called when it raised ``Cancelled``.

        Raises:
            RuntimeError: ``close`` was called before.
        """
        if self._closed:
            raise RuntimeError("the jobs are closed")
        work = Work(self._progressed)
        job = Job(work)
        self._running[work] = _Request(
            job, function, on_done, on_progress, on_failed or self.failed.emit, on_cancelled or (lambda: None)
        )
        if not self._closing:
            self._executor.submit(self._run, work)
        return job

    def cancel_all(self) -> None:
        """Ask everything that runs to stop."""
        for work in self._running:
            work.cancel()

    @property
    def running(self) -> int:
        """How many jobs have not finished."""
        return len(self._running)

    def close(self) -> None:
        """Cancel everything, wait for it, deliver what arrived. Nothing can be started afterwards.

        What the last callbacks start never begins.
        """
        self._closing = True
        self.cancel_all()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._drain()
        while self._running:  # those that never began
            self._end(next(iter(self._running)))
        self._closed = True

    def _run(self, work: Work) -> None:
        """On a worker thread. No local holds anything of the request: see the top of this file."""
        try:
            work.check()
            self._outcomes[work] = partial(self._running[work].on_done, self._running[work].function(work))
        except Cancelled:
            self._outcomes[work] = self._running[work].on_cancelled
        except Exception as error:  # carried to the main thread whole, not swallowed
            self._outcomes[work] = partial(self._running[work].on_failed, error)
        self._post(partial(self._end, work))

    def _progressed(self, work: Work, progress: object) -> None:
        self._post(partial(self._progress, work, progress))

    def _post(self, call: Callable[[], object]) -> None:
        self._inbox.append(call)
        self._arrived.emit()

    @Slot()
    def _drain(self) -> None:
        while self._inbox:
            self._inbox.popleft()()

    def _progress(self, work: Work, progress: object) -> None:
        if work in self._running:
            self._running[work].on_progress(progress)

    def _end(self, work: Work) -> None:
        """In one step: nobody ever sees a job whose outcome is known and that still runs."""
        request = self._running.pop(work, None)
        if request is None:
            return
        request.job.running = False
        try:
            self._outcomes.pop(work, lambda: None)()  # a job that never began has none
        finally:
            request.job.finished.emit()


class Latest:
    """Starts jobs of which only the latest counts, such as looks at what may have changed since.

    A callback is called only while its job is still the latest: no newer one was started, and it was not
    dropped. That is asked on the main thread when the outcome is delivered, so an outcome that is on its way
    already is passed over like one that does not exist yet. It arrives as one with the job's end: a job that
    is heard has ended, and a callback may start the next one.

    A job that is passed over is asked to stop too; what it does outside until it stops is not undone.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._job: Job | None = None

    def start(
        self,
        function: Callable[[Work], T],
        *,
        on_done: Callable[[T], None] = _nothing,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``function`` as the latest job; see ``Jobs.start``.

        A ``UserError`` that comes late is passed over; a bug that does is not lost, ``Jobs.failed`` has it.
        """

        def done(result: T) -> None:
            if job is self._job:
                on_done(result)

        def failed(error: Exception) -> None:
            if job is self._job and on_failed is not None:
                on_failed(error)
            elif job is self._job or not isinstance(error, UserError):
                self._jobs.failed.emit(error)

        self.drop()
        job = self._job = self._jobs.start(function, on_done=done, on_failed=failed)

    def drop(self) -> None:
        """Pass over the latest job as well, if there is one."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
