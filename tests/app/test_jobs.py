"""Jobs: everything comes back on the main thread, in order, once."""

import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Job, Jobs, Latest, Work
from failprep.domain import Cancelled, UserError
from tests.app.held import Held
from tests.app.window import PATIENCE_S


def test_five_hundred_jobs_all_come_back_in_order_on_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    main = threading.get_ident()
    results: list[int] = []
    reports: dict[int, list[object]] = {}
    wrong_thread: list[int] = []

    def work(number: int) -> Callable[[Work], int]:
        def run(work: Work) -> int:
            assert threading.get_ident() != main
            for step in range(20):
                work.report(step)
            return number

        return run

    def note(number: int) -> Callable[[object], None]:
        def progressed(step: object) -> None:
            if threading.get_ident() != main:
                wrong_thread.append(number)
            reports.setdefault(number, []).append(step)

        return progressed

    for number in range(500):
        jobs.start(work(number), on_progress=note(number), on_done=results.append)
    assert not results  # never inside start
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert sorted(results) == list(range(500))
    assert all(steps == list(range(20)) for steps in reports.values())
    assert len(reports) == 500
    assert not wrong_thread


def test_finished_comes_last_whatever_happened(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[str] = []
    job = jobs.start(lambda _: 1, on_done=lambda _: seen.append("done"))
    job.finished.connect(lambda: seen.append("finished"))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["done", "finished"]
    assert not job.running


def succeed(_: Work) -> None:
    pass


def fail(_: Work) -> None:
    raise ZeroDivisionError


def give_up(_: Work) -> None:
    raise Cancelled


@pytest.mark.parametrize("function", [succeed, fail, give_up])
def test_whoever_hears_the_outcome_finds_the_job_ended(
    jobs: Jobs, qtbot: QtBot, function: Callable[[Work], None]
) -> None:
    seen: list[tuple[bool, int]] = []

    def note(*_: object) -> None:
        seen.append((job.running, jobs.running))

    job = jobs.start(function, on_done=note, on_failed=note, on_cancelled=note)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(False, 0)]


def test_a_callback_that_breaks_does_not_keep_the_job_from_finishing(jobs: Jobs, qtbot: QtBot) -> None:
    def broken(_: None) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised, qtbot.waitSignal(jobs.start(succeed, on_done=broken).finished):
        pass
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    assert jobs.running == 0


def test_an_error_goes_to_whoever_asked_for_it(jobs: Jobs, qtbot: QtBot) -> None:
    mended: list[Exception] = []
    everywhere: list[Exception] = []
    jobs.failed.connect(everywhere.append)

    def fail(_: Work) -> None:
        raise UserError("No luck.", "Try again.")

    jobs.start(fail, on_failed=mended.append)
    qtbot.waitUntil(lambda: bool(mended))
    assert not everywhere
    with qtbot.waitSignal(jobs.failed):
        jobs.start(fail)
    assert isinstance(everywhere[0], UserError)


def test_a_bug_comes_back_with_its_trace(jobs: Jobs, qtbot: QtBot) -> None:
    def fail(_: Work) -> None:
        raise ZeroDivisionError("a bug")

    with qtbot.waitSignal(jobs.failed) as blocker:
        jobs.start(fail)
    error = blocker.args[0]
    assert isinstance(error, ZeroDivisionError)
    assert error.__traceback__ is not None


def test_a_cancelled_job_ends_as_cancelled(jobs: Jobs, qtbot: QtBot) -> None:
    running = threading.Event()
    ends: list[str] = []

    def work(work: Work) -> None:
        running.set()
        while not work.cancelled():
            threading.Event().wait(0.005)
        work.check()

    job = jobs.start(
        work, on_done=lambda _: ends.append("done"), on_cancelled=lambda: ends.append("cancelled")
    )
    assert running.wait(PATIENCE_S)
    job.cancel()
    with qtbot.waitSignal(job.finished):
        pass
    assert ends == ["cancelled"]


def test_a_job_cancelled_before_it_began_never_runs(jobs: Jobs, qtbot: QtBot) -> None:
    gate, ran = threading.Event(), []
    for _ in range(4):
        jobs.start(lambda _: gate.wait(PATIENCE_S))
    late = jobs.start(lambda _: ran.append(1))
    late.cancel()
    gate.set()
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert not ran


def test_closing_cancels_waits_and_delivers(qtbot: QtBot) -> None:
    jobs = Jobs()
    ends: list[str] = []
    started = threading.Event()

    def patient(work: Work) -> None:
        started.set()
        while not work.cancelled():
            threading.Event().wait(0.005)
        raise Cancelled

    jobs.start(patient, on_cancelled=lambda: ends.append("patient"))
    waiting = [jobs.start(lambda _: ends.append("never")) for _ in range(3)]
    assert started.wait(PATIENCE_S)
    jobs.close()
    assert "patient" in ends
    assert jobs.running == 0
    assert not any(job.running for job in waiting)
    with pytest.raises(RuntimeError):
        jobs.start(lambda _: None)


def test_what_the_last_callbacks_start_never_begins(qtbot: QtBot) -> None:
    """As when a take was just read while the window closed: showing it starts reading its audio."""
    jobs = Jobs()
    read, ran = threading.Event(), threading.Event()
    started: list[Job] = []
    jobs.start(lambda _: read.set(), on_done=lambda _: started.append(jobs.start(lambda _: ran.set())))
    assert read.wait(PATIENCE_S)
    jobs.close()
    (late,) = started
    assert not late.running
    assert not ran.is_set()


class Reluctant(Executor):
    """One thread that, after each job, is slow to let go of what it was given to run."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self.let_go = threading.Event()

    def submit(self, run: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        def held() -> None:
            run(*given, **named)
            self.let_go.wait(PATIENCE_S)

        return self._pool.submit(held)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.let_go.set()
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


class Starter:
    """As a view model does: its job and its callbacks hold it."""

    def __init__(self, breaks: bool) -> None:
        self.breaks = breaks
        self.ended = False

    def work(self, work: Work) -> None:
        work.report(1)
        if self.breaks:
            raise ZeroDivisionError

    def end(self, _: object) -> None:
        self.ended = True


@pytest.mark.parametrize("breaks", [False, True])
def test_whoever_started_a_job_is_gone_before_the_thread_lets_go(qtbot: QtBot, breaks: bool) -> None:
    reluctant = Reluctant()
    jobs = Jobs(reluctant)
    starter = Starter(breaks)
    alive = weakref.ref(starter)
    jobs.start(starter.work, on_done=starter.end, on_failed=starter.end, on_progress=starter.end)
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert starter.ended
    del starter
    assert alive() is None  # on this thread, while the other still holds its last call
    jobs.close()


class Looks:
    """Looks of which only the latest counts: what was heard of them, and what went to everybody."""

    def __init__(self, jobs: Jobs) -> None:
        self.heard: list[object] = []
        self.told: list[object] = []
        self._latest = Latest(jobs)
        self.drop = self._latest.drop
        jobs.failed.connect(self.told.append)

    def start(self, outcome: str | Exception) -> None:
        def look(_: Work) -> str:
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        self._latest.start(look, on_done=self.heard.append, on_failed=self.heard.append)


@pytest.fixture
def looks(held_jobs: Jobs) -> Looks:
    return Looks(held_jobs)


NO_LUCK = UserError("No luck.", "Try again.")
A_BUG = ZeroDivisionError()


@pytest.mark.parametrize("late", ["old", NO_LUCK])
def test_of_two_looks_only_the_latest_is_heard(looks: Looks, held: Held, late: str | Exception) -> None:
    looks.start(late)
    held.work()  # its outcome is on its way when the next one starts
    looks.start("new")
    held.deliver()
    assert looks.heard == []
    held.run()
    assert (looks.heard, looks.told) == (["new"], [])


def test_a_look_that_had_not_begun_when_the_next_one_started_is_spared(held_jobs: Jobs, held: Held) -> None:
    latest, begun = Latest(held_jobs), []
    latest.start(lambda _: begun.append("old"))
    latest.start(lambda _: begun.append("new"))
    held.run_all()
    assert begun == ["new"]


@pytest.mark.parametrize("outcome", ["found", NO_LUCK, A_BUG])
def test_the_latest_look_is_heard_whatever_came_of_it(
    looks: Looks, held: Held, outcome: str | Exception
) -> None:
    looks.start(outcome)
    held.run()
    assert (looks.heard, looks.told) == ([outcome], [])


def test_a_bug_in_a_look_that_is_passed_over_is_not_lost(looks: Looks, held: Held) -> None:
    looks.start(A_BUG)
    held.work()
    looks.start("new")
    held.run_all()
    assert (looks.heard, looks.told) == (["new"], [A_BUG])


def test_a_failure_of_the_latest_look_that_nobody_takes_goes_to_everybody(
    held_jobs: Jobs, held: Held, qtbot: QtBot
) -> None:
    Latest(held_jobs).start(fail)
    with qtbot.waitSignal(held_jobs.failed):
        held.run()


def test_what_was_dropped_is_not_heard_on_closing_either(looks: Looks, held_jobs: Jobs, held: Held) -> None:
    looks.drop()  # there is none yet
    looks.start("found")
    held.work()
    looks.drop()
    held_jobs.close()
    assert (looks.heard, looks.told) == ([], [])


def test_whoever_hears_the_latest_look_may_start_the_next_one(held_jobs: Jobs, held: Held) -> None:
    latest, heard, running = Latest(held_jobs), [], []

    def found(what: str) -> None:
        heard.append(what)
        running.append(held_jobs.running)
        if what == "first":
            latest.start(lambda _: "second", on_done=found)

    latest.start(lambda _: "first", on_done=found)
    held.run_all()
    assert (heard, running) == (["first", "second"], [0, 0])
