"""What a theme is made of: prompts, the rubric's wording, sample answers and advice. Plain frozen values."""

from dataclasses import dataclass
from pathlib import Path

from failprep.domain import CRITERION_OF, Prompt, Span

LEVELS = ("early", "mid", "senior", "director", "any")
KINDS = ("strong", "weak")
VERDICTS = ("met", "not_met", "cannot_tell")
#: The id of a prompt in the user's own words.
OWN = "own"


@dataclass(frozen=True, slots=True)
class Wording:
    """A short title and a sentence that explains it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckText:
    """A check in plain words: a positive title, and what meeting and missing it sound like."""

    id: str
    title: str
    meets: str
    misses: str


@dataclass(frozen=True, slots=True)
class CriterionText:
    """A criterion in the user's words. ``checks`` keeps the rubric's order."""

    id: str
    title: str
    question: str
    checks: dict[str, CheckText]


@dataclass(frozen=True, slots=True)
class Question:
    """What an interviewer wants to find out, and the criterion that answers it."""

    criterion: str
    text: str


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of prompt."""

    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a sample: a check, whether it is met there, and the sentences (from 1) it is about."""

    check: str
    met: bool
    sentences: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class SampleCheck:
    """How a sample does on one check; for an *avoided* check the sentences are the offending ones."""

    met: bool
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample answer. ``times`` has the place of each sentence in ``audio``, or is empty."""

    id: str
    title: str
    kind: str
    speaker: str
    prompt: str
    sentences: tuple[str, ...]
    summary: str
    comments: tuple[Comment, ...]
    checks: dict[str, SampleCheck]
    audio: Path | None = None
    times: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join(self.sentences)

    @property
    def met(self) -> frozenset[str]:
        """The checks this answer meets, by a careful reading."""
        return frozenset(check for check, result in self.checks.items() if result.met)


@dataclass(frozen=True, slots=True)
class Pitfall:
    """A common way to lose the interviewer, and the check it costs."""

    title: str
    text: str
    check: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """A usual follow-up question, how to meet it, and the check it probes."""

    question: str
    advice: str
    check: str


@dataclass(frozen=True, slots=True)
class Related:
    """A neighbouring interview theme or a company that asks for this one: ``asked_by`` may be empty."""

    title: str
    asked_by: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the results are called. ``levels`` go by the number of checks met, 0 to 4."""

    headlines: dict[str, Wording]
    levels: tuple[Wording, ...]
    verdicts: dict[str, Wording]  # met, not_met, cannot_tell
    parts: dict[str, Wording]
    interviewers: dict[str, Wording]


@dataclass(frozen=True, slots=True)
class Guide:
    """What to know before answering."""

    pitfalls: tuple[Pitfall, ...]
    strategies: tuple[Strategy, ...]
    related: tuple[Related, ...]
    companies: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. ``prompts`` keep the order of their file, ``criteria`` that of the rubric.

    ``listens_for`` completes "They listen for: …" for a prompt that does not say so itself.
    """

    id: str
    title: str
    about: str
    listens_for: str
    folder: Path
    questions: tuple[Question, ...]
    families: tuple[Family, ...]
    prompts: tuple[Prompt, ...]
    criteria: dict[str, CriterionText]
    words: Words
    guide: Guide
    samples: tuple[Sample, ...]

    @property
    def pitfalls(self) -> tuple[Pitfall, ...]:
        """Common ways to lose the interviewer."""
        return self.guide.pitfalls

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        """How to meet the usual follow-up questions."""
        return self.guide.strategies

    @property
    def related(self) -> tuple[Related, ...]:
        """Neighbouring interview themes."""
        return self.guide.related

    @property
    def companies(self) -> tuple[Related, ...]:
        """Who asks for this theme, and how."""
        return self.guide.companies

    @property
    def headlines(self) -> dict[str, Wording]:
        """Headline id → what it is called and what it means."""
        return self.words.headlines

    @property
    def titles(self) -> dict[str, str]:
        """Criterion, check and headline ids → what the user calls them."""
        criteria = {criterion.id: criterion.title for criterion in self.criteria.values()}
        checks = {c.id: c.title for criterion in self.criteria.values() for c in criterion.checks.values()}
        headlines = {headline: wording.title for headline, wording in self.headlines.items()}
        return criteria | checks | headlines

    @property
    def levels(self) -> tuple[Wording, ...]:
        """What 0, 1, 2, 3 and 4 checks met are called."""
        return self.words.levels

    @property
    def verdicts(self) -> dict[str, Wording]:
        """``met``, ``not_met`` and ``cannot_tell`` → what they are called."""
        return self.words.verdicts

    @property
    def parts(self) -> dict[str, Wording]:
        """Part of an answer → what it is called."""
        return self.words.parts

    @property
    def interviewers(self) -> dict[str, Wording]:
        """Interviewer → what they are called."""
        return self.words.interviewers

    def check(self, check_id: str) -> CheckText:
        """The wording of a check. Raises KeyError for an unknown one."""
        return self.criteria[CRITERION_OF[check_id]].checks[check_id]

    def family(self, family_id: str) -> Family:
        """The kind of prompt with this id. Raises KeyError for an unknown one."""
        for family in self.families:
            if family.id == family_id:
                return family
        raise KeyError(family_id)

    def sample(self, sample_id: str) -> Sample:
        """The sample answer with this id. Raises KeyError for an unknown one."""
        for sample in self.samples:
            if sample.id == sample_id:
                return sample
        raise KeyError(sample_id)
