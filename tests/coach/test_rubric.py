"""The gates, prerequisites and headline of the rubric, one rule a test."""

import pytest

from failprep.coach.rubric import PREREQUISITE, Verdict, grade, headline, violated, waits
from failprep.domain import AVOIDED, CHECKS, RUBRIC, Assessment, Check, Criterion

YES = Verdict(True, evidence=(1,))
NO = Verdict(False)
EVERYTHING = {check: Verdict(True) if check in AVOIDED else YES for check in CHECKS}


def checks(criteria: tuple[Criterion, ...]) -> dict[str, Check]:
    return {check.id: check for criterion in criteria for check in criterion.checks}


def test_everything_met_is_twenty_four_and_changed() -> None:
    criteria = grade(EVERYTHING)
    assert [criterion.level for criterion in criteria] == [4] * 6
    assert headline(criteria) == "changed"


def test_nothing_said_earns_nothing() -> None:
    criteria = grade({})
    assert [criterion.level for criterion in criteria] == [0] * 6
    assert headline(criteria) == "not_a_failure"


def test_silence_earns_no_avoided_check() -> None:
    found = checks(grade({check: Verdict(True) for check in AVOIDED}))
    assert not any(check.met for check in found.values())


@pytest.mark.parametrize("check", sorted(PREREQUISITE))
def test_no_check_without_the_one_it_stands_on(check: str) -> None:
    found = checks(grade({**EVERYTHING, PREREQUISITE[check]: NO}))
    assert found[check].met is False
    assert found[check].evidence == ()


@pytest.mark.parametrize("check", sorted(PREREQUISITE))
def test_cannot_tell_opens_no_gate(check: str) -> None:
    found = checks(grade({**EVERYTHING, PREREQUISITE[check]: Verdict(None)}))
    assert found[PREREQUISITE[check]].met is None
    assert found[PREREQUISITE[check]].uncertain
    assert found[check].met is False


@pytest.mark.parametrize("check", [check for check in CHECKS if check not in AVOIDED])
def test_no_sentence_no_credit(check: str) -> None:
    assert checks(grade({**EVERYTHING, check: Verdict(True)}))[check].met is False


def test_an_avoided_check_needs_something_shown_beside_it() -> None:
    ownership = {check: NO for check in RUBRIC["ownership"] if check not in AVOIDED}
    assert checks(grade({**EVERYTHING, **ownership}))["no_blame_shift"].met is False


def test_a_check_that_only_waits_is_told_from_one_that_somebody_offends_against() -> None:
    risk = {check: NO for check in RUBRIC["self_awareness"] if check not in AVOIDED}

    def found(**other: Verdict) -> tuple[bool, bool]:
        criteria = grade({**EVERYTHING, **risk, **other})
        assessment = Assessment("offline", headline(criteria), 0, criteria, "")
        check = assessment.check("no_cured_claim")
        return check.met is True, waits(check, assessment)

    assert found() == (False, True)
    assert found(still_a_risk=YES) == (True, False)
    assert found(no_cured_claim=Verdict(False, evidence=(2,))) == (False, False)
    assert found(still_a_risk=YES, no_cured_claim=Verdict(False)) == (False, False)


def test_tone_waits_for_an_event() -> None:
    found = checks(grade({**EVERYTHING, "specific_event": NO}))
    assert found["no_defensiveness"].met is False
    assert found["no_self_flagellation"].met is False
    assert found["plain_admission"].met is True


def test_an_offence_is_kept_as_evidence_even_where_the_gate_is_shut() -> None:
    verdicts = {"no_blame_shift": Verdict(False, evidence=(3,))}
    check = checks(grade(verdicts))["no_blame_shift"]
    assert check.met is False
    assert check.evidence == (3,)
    assert violated(check)


def test_a_coach_cannot_call_an_offence_met() -> None:
    assert checks(grade({**EVERYTHING, "no_cured_claim": YES}))["no_cured_claim"].met is False


def test_met_avoided_checks_cite_nothing() -> None:
    assert checks(grade(EVERYTHING))["no_cured_claim"].evidence == ()


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        (("specific_event",), "not_a_failure"),
        (("not_rebranded",), "not_a_failure"),
        (("no_blame_shift",), "handed_away"),
        (("new_practice",), "only_said"),
        (("applied_since", "outcome_shown", "sustained_or_shared"), "only_said"),
        (("outcome_shown", "sustained_or_shared"), "changed_thin"),
        (("sustained_or_shared",), "changed"),
        (("not_rebranded", "no_blame_shift", "new_practice"), "not_a_failure"),
        (("no_blame_shift", "new_practice"), "handed_away"),
    ],
)
def test_headline(missing: tuple[str, ...], expected: str) -> None:
    gone = {check: Verdict(False, evidence=(2,) if check in AVOIDED else ()) for check in missing}
    assert headline(grade({**EVERYTHING, **gone})) == expected
