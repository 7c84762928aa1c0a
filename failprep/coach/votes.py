"""From what the model said, once or several times, to verdicts. Any dissent withholds credit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from failprep.coach.prompting import Found
from failprep.coach.rubric import Verdict, violated
from failprep.domain import AVOIDED, Assessment, Check, Criterion


def combine(check: str, votes: Sequence[Found]) -> Verdict:
    """One verdict from one vote or more.

    Votes that differ on whether credit is due give "cannot tell"; where none gives credit, "no". Either way
    the check is uncertain.
    """
    met = [_met(check, vote) for vote in votes]
    evidence = tuple(sorted({number for vote in votes if vote.said == "yes" for number in vote.evidence}))
    if len(set(met)) == 1:
        return Verdict(met[0], met[0] is None, evidence if met[0] is not None else ())
    return Verdict(None if True in met else False, True, evidence)


def with_offline_veto(verdict: Verdict, offline: Check) -> Verdict:
    """The verdict, with credit withheld where the offline coach would not give it."""
    if verdict.met is not True:
        return verdict
    dissents = violated(offline) if offline.id in AVOIDED else offline.met is not True
    return replace(verdict, met=None, uncertain=True) if dissents else verdict


def add_violations(verdict: Verdict, apart: Found) -> Verdict:
    """The verdict on an avoided check with what sentences read apart do to it: they only take credit away."""
    if apart.swayed:  # what stands in there cannot be known
        return replace(verdict, met=None if verdict.met else verdict.met, uncertain=True)
    if apart.said != "yes":
        return verdict
    kept = verdict.evidence if verdict.met is not True else ()
    return Verdict(False, verdict.uncertain, tuple(sorted({*kept, *apart.evidence})))


def with_labels(offline: Assessment, labels: Mapping[str, Sequence[Found]]) -> tuple[Criterion, ...]:
    """The offline criteria, with a check marked uncertain where any vote of the model speaks against it."""
    return tuple(
        replace(
            criterion, checks=tuple(_labelled(check, labels.get(check.id, ())) for check in criterion.checks)
        )
        for criterion in offline.criteria
    )


def _labelled(check: Check, labels: Sequence[Found]) -> Check:
    offline = "yes" if (violated(check) if check.id in AVOIDED else check.met is True) else "no"
    dissents = any(label.said not in {offline, "cannot_tell"} for label in labels)
    return replace(check, uncertain=True) if dissents else check


def _met(check: str, vote: Found) -> bool | None:
    if vote.said == "cannot_tell":
        return None
    return (vote.said == "yes") != (check in AVOIDED)
