"""From checks to levels and the headline: the rubric's gates, prerequisites and counting, and nothing else.

A coach says for each check yes, no or cannot tell and points at sentences; here is decided what that is
worth. Both coaches go through ``grade``, so no coach can write a level.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from failprep.domain import AVOIDED, CHECKS, CRITERION_OF, RUBRIC, Assessment, Check, Criterion

#: No check without the one it stands on.
PREREQUISITE: dict[str, str] = {
    "harm_sized": "harm_stated",
    "itemised": "own_action",
    "cause_internal": "cause_given",
    "deeper_layer": "cause_given",
    "mechanism": "cause_given",
    "applied_since": "new_practice",
    "outcome_shown": "new_practice",
    "sustained_or_shared": "new_practice",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A coach's answer to one check.

    Attributes:
        met: Shown checks: a sentence shows it. Avoided checks: no sentence violates it. None is "cannot
        tell". uncertain: Close to the line, or the votes were split. evidence: Ids of the showing (or the
        violating) sentences.
    """

    met: bool | None
    uncertain: bool = False
    evidence: tuple[int, ...] = ()


def grade(verdicts: Mapping[str, Verdict]) -> tuple[Criterion, ...]:
    """The six criteria with gates applied and levels counted. No verdict counts as not shown."""
    shown = {check: _shown(check, verdicts) for check in CHECKS if check not in AVOIDED}
    criteria = []
    for criterion, ids in RUBRIC.items():
        checks = tuple(shown[check] if check in shown else _avoided(check, verdicts, shown) for check in ids)
        criteria.append(Criterion(criterion, sum(check.met is True for check in checks), checks))
    return tuple(criteria)


def headline(criteria: tuple[Criterion, ...]) -> str:
    """The one thing an interviewer takes away; see ``HEADLINES``. The order of the tests is the rubric's.

    An avoided check that is not met counts as violated, whether a sentence offends or nothing was shown
    beside it: who shows no part of their own in a failure has handed it away as well.
    """
    checks = {check.id: check for criterion in criteria for check in criterion.checks}
    levels = {criterion.id: criterion.level for criterion in criteria}
    if checks["specific_event"].met is not True or checks["not_rebranded"].met is False:
        return "not_a_failure"
    if checks["no_blame_shift"].met is False:
        return "handed_away"
    if levels["behaviour_change"] <= 1:
        return "only_said"
    return "changed_thin" if levels["behaviour_change"] == 2 else "changed"


def violated(check: Check) -> bool:
    """Whether a sentence offends against this avoided check (an unmet gate alone is not an offence)."""
    return check.id in AVOIDED and check.met is not True and bool(check.evidence)


def waits(check: Check, assessment: Assessment) -> bool:
    """Whether an avoided check is not met only because nothing is shown beside it; nothing offends."""
    if check.id not in AVOIDED or check.met is not False or check.evidence:
        return False
    return not _gate_open(check.id, {other: assessment.check(other) for other in CHECKS})


def _shown(check: str, verdicts: Mapping[str, Verdict]) -> Check:
    verdict = verdicts.get(check, Verdict(False))
    met = verdict.met
    if met is True and not verdict.evidence:
        met = False  # no sentence, no credit
    before = PREREQUISITE.get(check)
    if before is not None and met is not False and _shown(before, verdicts).met is not True:
        return Check(check, False)
    return Check(check, met, verdict.uncertain or met is None, verdict.evidence if met is not False else ())


def _avoided(check: str, verdicts: Mapping[str, Verdict], shown: Mapping[str, Check]) -> Check:
    verdict = verdicts.get(check, Verdict(None))
    met = False if verdict.evidence and verdict.met is True else verdict.met
    evidence = () if met is True else verdict.evidence
    if not _gate_open(check, shown):
        return Check(check, False, False, evidence)
    return Check(check, met, verdict.uncertain or met is None, evidence)


def _gate_open(check: str, shown: Mapping[str, Check]) -> bool:
    """Silence earns nothing: an avoided check counts only beside something shown."""
    criterion = CRITERION_OF[check]
    if criterion == "tone":
        return shown["specific_event"].met is True
    return any(shown[other].met is True for other in RUBRIC[criterion] if other in shown)
