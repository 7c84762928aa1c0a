"""What the pipeline reports on its way, and what it gives."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from failprep.domain import Assessment, Delivery, FollowUp, Provenance, Span, Transcript

Step = Literal["listening", "transcribing", "reading", "assessing", "asking"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the work is: ``fraction`` is 0 to 1, None where nobody can know; ``note`` says what it is at."""

    step: Step
    fraction: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """All that is made of one answer. ``delivery`` is None for a written one."""

    transcript: Transcript
    delivery: Delivery | None
    assessment: Assessment
    follow_ups: tuple[FollowUp, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Judged:
    """What a coach made of a transcript."""

    assessment: Assessment
    follow_ups: tuple[FollowUp, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ReplyCheck:
    """Whether a reply to a follow-up closes the check that was probed.

    Attributes:
        check: The check that the question probed.
        met: As ``Check.met``, for the first answer and the reply read together.
        uncertain: As ``Check.uncertain``.
        evidence: Sentence ids of the reply.
    """

    check: str
    met: bool | None
    uncertain: bool
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LiveTimes:
    """Audio time at which each sentence became final; wall clock from the last sample to the final text."""

    sentences_final_at_s: tuple[float, ...]
    tail_compute_s: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said, and where there was a voice; ``compute_s`` is wall clock spent decoding."""

    transcript: Transcript
    voiced: tuple[Span, ...]
    duration_s: float
    compute_s: float
    live: LiveTimes | None = None


Report = Callable[[Progress], None]
IsCancelled = Callable[[], bool]


def quiet(_: Progress) -> None:
    """Report to nobody."""


def never() -> bool:
    """Never cancelled."""
    return False
