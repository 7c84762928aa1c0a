"""Which gap matters most: what the headline names, then change before cause before the rest."""

from failprep.coach.rubric import violated
from failprep.domain import AVOIDED, Assessment, Criterion

#: Criteria in the order of what an interviewer cares for; breaks ties between equal levels.
ORDER = ("behaviour_change", "root_cause", "real_failure", "ownership", "self_awareness", "tone")
#: Within a criterion, the check that opens the others or tells most comes first.
TELLING: dict[str, tuple[str, ...]] = {
    "behaviour_change": ("new_practice", "applied_since", "outcome_shown", "sustained_or_shared"),
    "root_cause": ("cause_given", "cause_internal", "deeper_layer", "mechanism"),
    "real_failure": ("specific_event", "not_rebranded", "harm_stated", "harm_sized"),
    "ownership": ("no_blame_shift", "own_action", "own_judgement", "itemised"),
    "self_awareness": ("no_cured_claim", "still_a_risk", "trigger_named", "current_guard"),
    "tone": ("no_self_flagellation", "no_defensiveness", "plain_admission", "proportionate"),
}
_NAMED_BY_HEADLINE = {
    "not_a_failure": "real_failure",
    "handed_away": "ownership",
    "only_said": "behaviour_change",
    "changed_thin": "behaviour_change",
}


def telling_gap(assessment: Assessment) -> str | None:
    """The unmet check whose gain matters most, or None when everything is met."""
    return next(iter(gaps(assessment)), None)


def gaps(assessment: Assessment) -> tuple[str, ...]:
    """The most telling unmet check of each criterion, the most pressing criterion first."""
    criteria = {criterion.id: criterion for criterion in assessment.criteria}
    found = (_telling(criteria[name]) for name in pressing(assessment))
    return tuple(check for check in found if check is not None)


def pressing(assessment: Assessment) -> tuple[str, ...]:
    """The criteria, the most pressing first."""
    named = _NAMED_BY_HEADLINE.get(assessment.headline)
    criteria = sorted(
        assessment.criteria,
        key=lambda criterion: (criterion.id != named, criterion.level, ORDER.index(criterion.id)),
    )
    return tuple(criterion.id for criterion in criteria)


def _telling(criterion: Criterion) -> str | None:
    checks = {check.id: check for check in criterion.checks}
    for name in TELLING[criterion.id]:
        check = checks[name]
        if check.met is True or (name in AVOIDED and not violated(check)):
            continue  # an avoided check that only waits for its gate is not what to ask about
        return name
    return None
