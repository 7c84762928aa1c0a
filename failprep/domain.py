"""The frozen values that travel from the microphone to the screen.

Everything here is plain data: seconds are floats from the start of the recording, character positions count
Python characters of ``Transcript.text``, sentence ids start at 1. The names and shapes of ``Transcript``,
``Delivery``, ``Assessment`` and ``FollowUp`` are the JSON that the command line prints.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

RUBRIC_VERSION = 1

#: Criterion id → its four check ids, in the rubric's order. A contract: stored, printed and evaluated.
RUBRIC: dict[str, tuple[str, str, str, str]] = {
    "real_failure": ("specific_event", "harm_stated", "harm_sized", "not_rebranded"),
    "ownership": ("own_action", "own_judgement", "itemised", "no_blame_shift"),
    "root_cause": ("cause_given", "cause_internal", "deeper_layer", "mechanism"),
    "behaviour_change": ("new_practice", "applied_since", "outcome_shown", "sustained_or_shared"),
    "self_awareness": ("still_a_risk", "trigger_named", "current_guard", "no_cured_claim"),
    "tone": ("plain_admission", "proportionate", "no_defensiveness", "no_self_flagellation"),
}
#: Checks that are met when no sentence violates them; all others are met when a sentence shows them.
AVOIDED = frozenset(
    {"not_rebranded", "no_blame_shift", "no_cured_claim", "no_defensiveness", "no_self_flagellation"}
)
CHECKS: tuple[str, ...] = tuple(check for checks in RUBRIC.values() for check in checks)
CRITERION_OF: dict[str, str] = {check: criterion for criterion, checks in RUBRIC.items() for check in checks}
HEADLINES = ("not_a_failure", "handed_away", "only_said", "changed_thin", "changed")
PARTS = ("setup", "failure", "cause", "change", "since", "other")
INTERVIEWERS = ("warm", "neutral", "sceptic")
#: With fewer words than this, nothing that a coach says of an answer means anything.
FEWEST_WORDS = 15


class UserError(Exception):
    """Something the user can understand and mend. Anything else that is raised is a bug and is logged.

    Args:
        message: One friendly sentence that says what happened.
        way_out: One sentence that says what to do about it; may be empty.
    """

    def __init__(self, message: str, way_out: str = "") -> None:
        super().__init__(f"{message} {way_out}".strip())
        self.message = message
        self.way_out = way_out


class Cancelled(Exception):  # noqa: N818 - a wish granted, not an error
    """The user asked for the work to stop; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to answer aloud."""

    id: str
    text: str
    family: str = ""
    listens_for: str = ""
    level: str = "any"
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished recording on disk (FLAC, or WAV while it is not final)."""

    path: Path
    sample_rate_hz: int
    duration_s: float
    started_at: datetime
    marks_s: tuple[float, ...] = ()
    dropped_samples: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the recording, in seconds."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word with its place in the recording and the recogniser's confidence (0 to 1)."""

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A numbered slice of the transcript. Times are None for a written answer."""

    id: int
    text: str
    start_char: int
    end_char: int
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said. ``text[s.start_char:s.end_char] == s.text`` holds for every sentence ``s``."""

    text: str
    language: str = "en"
    model: str | None = None
    words: tuple[Word, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    @property
    def word_count(self) -> int:
        """How many words it has, written or spoken."""
        return len(self.words) or len(self.text.split())

    @property
    def too_short(self) -> bool:
        """Whether so little was said that no verdict on it would mean anything."""
        return 0 < self.word_count < FEWEST_WORDS


@dataclass(frozen=True, slots=True)
class LiveText:
    """The text of a take under way: what stays, and behind it what may still change; ``words`` holds both."""

    final: str = ""
    tentative: str = ""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class PacePoint:
    """Speaking pace in the window around a moment."""

    at_s: float
    words_per_minute: float


@dataclass(frozen=True, slots=True)
class SpokenEvent:
    """A filler or a hedge: what was heard, and when."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class AgentCounts:
    """How many sentences have each as the one who acts."""

    i: int = 0
    we: int = 0
    they: int = 0
    passive: int = 0


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """A part of the answer: which sentences belong to it and its share (0 to 1) of the speaking time."""

    part: str
    sentences: tuple[int, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it was said: timing, pace, fillers, pauses, who acts, and the shape of the answer."""

    duration_s: float
    time_to_first_word_s: float | None
    words_per_minute: float
    pace: tuple[PacePoint, ...] = ()
    fillers: tuple[SpokenEvent, ...] = ()
    pauses: tuple[Span, ...] = ()
    hedges: tuple[SpokenEvent, ...] = ()
    agents: AgentCounts = AgentCounts()
    parts: tuple[AnswerPart, ...] = ()
    articulation_rate: float | None = None  # words per minute of voiced time
    restarts: tuple[SpokenEvent, ...] = ()  # repeated starts: “I, I was”
    sentence_agents: tuple[str | None, ...] = ()  # who acts in each sentence, as ``SentenceReading.agent``


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What one sentence shows, before any verdict.

    Attributes:
        sentence: The sentence's id.
        shows: Check id → probability (0 to 1) that this sentence shows it (*shown* checks) or violates it
            (*avoided* checks).
        part: One of ``PARTS``.
        agent: Who acts: ``i``, ``we``, ``they``, ``passive``, or None where nobody does.
        to_grader: The sentence talks to whoever grades it, so it can support no *shown* check.
        story: Where it does, what is left of it when that is cut out; may be empty.
        doubtful: It may talk to the grader, though not so plainly that the user should be told. No check is
            met that would not be met without it.
    """

    sentence: int
    shows: dict[str, float]
    part: str = "other"
    agent: str | None = None
    to_grader: bool = False
    story: str = ""
    doubtful: bool = False

    @property
    def trusted(self) -> bool:
        """Whether it is part of the story beyond doubt."""
        return not (self.to_grader or self.doubtful)


@dataclass(frozen=True, slots=True)
class Reading:
    """What each sentence shows, and the whole answer (check id → probability of being met).

    ``answer`` is empty where nothing can be told of it: hardly any of it is in English.
    """

    sentences: tuple[SentenceReading, ...]
    answer: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One yes/no check. ``met`` is None for "cannot tell"; ``evidence`` holds sentence ids.

    For an *avoided* check the evidence lists the offending sentences, and ``met`` is after the rubric's gate.
    """

    id: str
    met: bool | None
    uncertain: bool = False
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the six criteria. ``level`` is the number of checks met, 0 to 4."""

    id: str
    level: int
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The rubric filled in. ``total`` is 0 to 24; ``headline`` is one of ``HEADLINES``."""

    coach: str
    headline: str
    total: int
    criteria: tuple[Criterion, ...]
    next_step: str
    tier: str | None = None
    fallback: str | None = None
    rubric_version: int = RUBRIC_VERSION
    flagged_sentences: tuple[int, ...] = ()
    model: str | None = None  # the language model, where one judged

    def check(self, check_id: str) -> Check:
        """The check with this id. Raises KeyError for an unknown one."""
        for criterion in self.criteria:
            for check in criterion.checks:
                if check.id == check_id:
                    return check
        raise KeyError(check_id)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How an assessment came about; it is no part of the verdict, which is the same however it did.

    Attributes:
        line: One clear line where a language model failed, at the verdicts or at the questions, or had to be
            asked in a plainer form; else "".
        tokens: What a language model's server counted for it, 0 where all was known already; None where no
            model was asked.
    """

    line: str = ""
    tokens: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One spoken question, the check it probes and the sentence it hangs on."""

    question: str
    criterion: str
    check: str
    anchor_sentence: int | None


@dataclass(frozen=True, slots=True)
class Take:
    """One attempt at a prompt, with the newest version of everything known about it."""

    id: int
    prompt_id: str
    prompt: str
    theme: str
    started_at: datetime
    duration_s: float
    recording: Recording | None  # None once the audio was deleted
    title: str = ""
    note: str = ""
    target_s: float | None = None
    self_rating: int | None = None  # the user's own guess of the total, 0 to 24
    reply_to: int | None = None  # the take whose follow-up this answers
    reply_question: str = ""
    reply_check: str = ""
    transcript: Transcript | None = None
    delivery: Delivery | None = None
    assessment: Assessment | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    provenance: Provenance = Provenance()  # of the assessment


@dataclass(frozen=True, slots=True)
class TakeSummary:
    """A row of the history. ``levels`` follow the order of ``RUBRIC``; ``snippet`` shows a search hit."""

    id: int
    prompt_id: str
    prompt: str
    started_at: datetime
    duration_s: float
    has_audio: bool
    title: str = ""
    note: str = ""
    total: int | None = None
    headline: str | None = None
    levels: tuple[int, ...] = ()
    snippet: str = ""
    reply_to: int | None = None
    reply_question: str = ""
    coach: str | None = None
    words: int | None = None
    words_per_minute: float | None = None
    fillers: int | None = None

    @property
    def too_short(self) -> bool:
        """As ``Transcript.too_short``."""
        return self.words is not None and 0 < self.words < FEWEST_WORDS


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A follow-up question that was asked and not answered yet; ``id`` names it to the store."""

    id: int
    take: int
    prompt_id: str
    prompt: str
    started_at: datetime  # of the take
    follow_up: FollowUp
