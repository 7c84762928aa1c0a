"""The work on takes: which are being reviewed, how far each is, and what went wrong.

It goes on when the user looks at something else; the review screen shows the state of the take it has open.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from failprep.app.jobs import Job, Jobs, Work
from failprep.app.language_models import goes_to
from failprep.domain import Assessment, Take, Transcript, UserError
from failprep.practice import Progress, ReplyCheck, Step
from failprep.settings import Settings

STEPS: dict[Step, str] = {
    "listening": "Listening for your voice",
    "transcribing": "Writing down what you said",
    "reading": "Reading it sentence by sentence",
    "assessing": "Holding it against the rubric",
    "asking": "Thinking of what they would ask next",
}
_A_BUG = UserError(
    "Something went wrong on failprep's side while reviewing this take.",
    "Try again; if it stays, the log says more, and Settings opens it.",
)


class Reviewer(Protocol):
    """What the pipeline does for a kept take; see ``Practice``."""

    def review(
        self,
        take_id: int,
        report: Callable[[Progress], None] = ...,
        cancelled: Callable[[], bool] = ...,
        *,
        heard: Transcript | None = None,
    ) -> Take:
        """Transcribe, measure and assess; each step is saved as it is done."""

    def reassess(
        self,
        take_id: int,
        report: Callable[[Progress], None] = ...,
        cancelled: Callable[[], bool] = ...,
        *,
        settings: Settings | None = None,
    ) -> Take:
        """Assess again from the transcript, as a new version."""

    def ask_again(
        self,
        take_id: int,
        report: Callable[[Progress], None] = ...,
        cancelled: Callable[[], bool] = ...,
        *,
        settings: Settings | None = None,
    ) -> Take:
        """Ask its questions anew, as a new version; what was judged stays."""

    def compare(self, take_id: int) -> Assessment:
        """What the offline coach says of it."""

    def reply_check(self, take_id: int) -> ReplyCheck | None:
        """Whether it closes the check it was asked for; None if it is no reply."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step. ``fraction`` is 0 to 1, below 0 where nobody can know; ``note`` says what it is at."""

    title: str
    phase: str  # "done", "now" or "later"
    fraction: float
    note: str = ""


@dataclass(slots=True)
class _Review:
    job: Job
    steps: tuple[StepRow, ...]
    sends_to: str


class ReviewWork(QObject):
    """Reviews takes beside the window."""

    progressed = Signal(int)
    reviewed = Signal(object)  #: the ``Take`` with all that is now known
    stopped = Signal(int)  #: cancelled or failed; ``failure`` tells which

    def __init__(self, reviewer: Reviewer, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reviewer = reviewer
        self._jobs = jobs
        self._reviews: dict[int, _Review] = {}
        self._failures: dict[int, UserError] = {}

    def start(self, take_id: int, heard: Transcript | None = None) -> None:
        """Review a kept take; what is being reviewed already is left alone."""
        self._run(
            take_id, lambda work: self._reviewer.review(take_id, work.report, work.cancelled, heard=heard)
        )

    def reassess(self, take_id: int, settings: Settings) -> None:
        """Assess a kept take again, by these settings; what is under way already is left alone."""
        self._run(
            take_id,
            lambda work: self._reviewer.reassess(take_id, work.report, work.cancelled, settings=settings),
            goes_to(settings),
        )

    def ask_again(self, take_id: int, settings: Settings) -> None:
        """Ask a judged take's questions anew, by these settings; what is under way already is left alone."""
        self._run(
            take_id,
            lambda work: self._reviewer.ask_again(take_id, work.report, work.cancelled, settings=settings),
            goes_to(settings),
        )

    def cancel(self, take_id: int) -> None:
        """Stop reviewing this take; it stays as it was."""
        if take_id in self._reviews:
            self._reviews[take_id].job.cancel()

    @property
    def busy(self) -> bool:
        """Whether any take is being reviewed."""
        return bool(self._reviews)

    @property
    def sends_to(self) -> str:
        """A host that a take is sent to this once, whatever Settings say; empty while there is none."""
        return next((review.sends_to for review in self._reviews.values() if review.sends_to), "")

    def steps(self, take_id: int) -> tuple[StepRow, ...]:
        """The steps of a review under way; empty when there is none."""
        review = self._reviews.get(take_id)
        return review.steps if review else ()

    def failure(self, take_id: int) -> UserError | None:
        """Why the last review of this take failed, if it did."""
        return self._failures.get(take_id)

    def _run(self, take_id: int, review: Callable[[Work], Take], sends_to: str = "") -> None:
        if take_id in self._reviews:
            return
        self._failures.pop(take_id, None)
        job = self._jobs.start(
            review,
            on_done=self._done,
            on_progress=lambda progress: self._progress(take_id, progress),
            on_failed=lambda error: self._failed(take_id, error),
            on_cancelled=lambda: self._stop(take_id),
        )
        steps = tuple(StepRow(title, "later", 0.0) for title in STEPS.values())
        self._reviews[take_id] = _Review(job, steps, sends_to)
        self.progressed.emit(take_id)

    def _progress(self, take_id: int, progress: Progress) -> None:
        review = self._reviews[take_id]
        review.steps = advanced(review.steps, progress)
        self.progressed.emit(take_id)

    def _done(self, take: Take) -> None:
        del self._reviews[take.id]
        self.reviewed.emit(take)

    def _failed(self, take_id: int, error: Exception) -> None:
        self._failures[take_id] = error if isinstance(error, UserError) else _A_BUG
        self._stop(take_id)
        if not isinstance(error, UserError):
            self._jobs.failed.emit(error)

    def _stop(self, take_id: int) -> None:
        del self._reviews[take_id]
        self.stopped.emit(take_id)


def advanced(steps: tuple[StepRow, ...], progress: Progress) -> tuple[StepRow, ...]:
    """The steps after this report: what comes before it is done, or was not needed."""
    now = list(STEPS).index(progress.step)
    fraction = -1.0 if progress.fraction is None else progress.fraction
    phases = [("done", 1.0, "")] * now + [("now", fraction, progress.note)]
    phases += [("later", 0.0, "")] * (len(steps) - now - 1)
    return tuple(
        replace(step, phase=phase, fraction=done, note=note)
        for step, (phase, done, note) in zip(steps, phases, strict=True)
    )
