"""The rubric as rows: criteria and checks, what the user sees differently, what the other coach says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from failprep.app.rows import Rows
from failprep.app.wording import clock
from failprep.coach.rubric import waits
from failprep.coach.trust_words import WAITS
from failprep.domain import CRITERION_OF, Assessment, Check, Criterion, Transcript
from failprep.library import Theme

Result = Literal["met", "not_met", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check. ``evidence`` holds the sentences to hear: ``{sentence, label, text}`` each."""

    check_id: str
    title: str
    result: Result
    verdict: str  # in words, for a screen reader
    uncertain: bool
    advice: str  # where it is not met: what meeting it sounds like, or that it only waits for the others
    evidence: tuple[dict[str, object], ...]
    yours: str  # "You see it differently: it counts"; empty where the user agrees
    why: str  # the user's reason, where they gave one
    other: str  # "Offline coach: not heard"; empty where the coaches agree or only one is asked


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion with its checks; ``level`` is 0 to 4."""

    criterion_id: str
    title: str
    question: str
    level: int
    level_title: str
    open: bool
    checks: Rows
    beside: str  # other levels: "you 3", "offline 1"; empty where all agree


@dataclass(frozen=True, slots=True)
class Opinions:
    """What stands beside the coach's verdicts: check id → the user's own, and the offline coach's."""

    yours: Mapping[str, bool]
    other: Assessment | None = None
    whys: Mapping[str, str] = field(default_factory=dict)

    def level(self, criterion: Criterion) -> int:
        """The level with the user's own verdicts in place of the coach's."""
        return sum(self.yours.get(check.id, check.met is True) for check in criterion.checks)

    def total(self, assessment: Assessment) -> int:
        """The total with the user's own verdicts."""
        return sum(self.level(criterion) for criterion in assessment.criteria)


def result(met: bool | None) -> Result:
    """A verdict's id."""
    return "cannot_tell" if met is None else "met" if met else "not_met"


def example(meets: str) -> str:
    """What meeting a check sounds like; somebody else's words are marked as such."""
    return f"For example: {meets}" if meets.startswith("“") else meets


def check_row(
    check: Check, assessment: Assessment, theme: Theme, transcript: Transcript | None, opinions: Opinions
) -> CheckRow:
    """A check as it is shown."""
    text = theme.criteria[CRITERION_OF[check.id]].checks[check.id]
    titles = theme.words.verdicts
    sentences = {s.id: s for s in transcript.sentences} if transcript else {}
    chips = tuple(
        {
            "sentence": s.id,
            "label": f"line {s.id}" if s.start_s is None else clock(s.start_s),
            "text": s.text,
        }
        for s in (sentences[number] for number in check.evidence if number in sentences)
    )
    mine = opinions.yours.get(check.id)
    return CheckRow(
        check_id=check.id,
        title=text.title,
        result=result(check.met),
        verdict=titles[result(check.met)].title,
        uncertain=check.uncertain,
        advice=_advice(check, assessment, text.meets),
        evidence=chips,
        yours="" if mine is None else f"You see it differently: it {'counts' if mine else 'does not count'}",
        why="" if mine is None else opinions.whys.get(check.id, ""),
        other=_other(check, assessment, opinions, theme),
    )


def seen_otherwise(check: Check, offline: Assessment) -> bool:
    """Whether a model that only labels spoke against a check that the offline coach was sure of."""
    return check.uncertain and not offline.check(check.id).uncertain


def _other(check: Check, assessment: Assessment, opinions: Opinions, theme: Theme) -> str:
    if opinions.other is None:
        return ""
    met = opinions.other.check(check.id).met
    if met is not check.met:
        return f"Offline coach: {theme.words.verdicts[result(met)].title.lower()}"
    if assessment.tier == "labels" and seen_otherwise(check, opinions.other):
        return "The model sees it otherwise"
    return ""


def _advice(check: Check, assessment: Assessment, meets: str) -> str:
    if check.met:
        return ""
    return WAITS if waits(check, assessment) else example(meets)


def criterion_row(
    criterion: Criterion, theme: Theme, checks: Rows, opinions: Opinions, *, is_open: bool
) -> CriterionRow:
    """A criterion as it is shown."""
    text = theme.criteria[criterion.id]
    beside = []
    if opinions.other:
        level = next(c.level for c in opinions.other.criteria if c.id == criterion.id)
        beside += [f"offline {level}"] if level != criterion.level else []
    mine = opinions.level(criterion)
    beside += [f"you {mine}"] if mine != criterion.level else []
    return CriterionRow(
        criterion.id,
        text.title,
        text.question,
        criterion.level,
        theme.words.levels[criterion.level].title,
        is_open,
        checks,
        " · ".join(beside),
    )
