"""The JSON that the command line prints. Its names and types are a contract."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from failprep.domain import Take, TakeSummary, Transcript
from failprep.practice import Review
from failprep.store import HIT_END, HIT_START

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from failprep.coach.judge_check import Agreement, JudgeCheck

Json = dict[str, "Json"] | list["Json"] | str | float | int | bool | None


def plain(value: object) -> Json:
    """Values of ``domain`` as JSON types; seconds and shares to a thousandth."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 3)
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def _fields(value: "DataclassInstance") -> dict[str, Json]:
    return {key: plain(item) for key, item in asdict(value).items()}


def transcript(value: Transcript) -> dict[str, Json]:
    """The ``transcript`` object."""
    return _fields(value)


def review(value: Review) -> dict[str, Json]:
    """The whole document of ``analyse`` and ``assess``."""
    return {
        "transcript": transcript(value.transcript),
        "delivery": _fields(value.delivery) if value.delivery else None,
        "assessment": _fields(value.assessment),
        "follow_ups": [_fields(follow_up) for follow_up in value.follow_ups],
    }


def take(value: Take) -> dict[str, Json]:
    """A kept take: what it is, and the parts of ``review`` that are known."""
    document = _fields(value)
    document["started_at"] = value.started_at.isoformat()
    document["recording"] = str(value.recording.path) if value.recording else None
    return document


def summary(value: TakeSummary) -> dict[str, Json]:
    """A row of the history; what was found in it is told without the marks around the hits."""
    found = value.snippet.replace(HIT_START, "").replace(HIT_END, "")
    return {**_fields(value), "started_at": value.started_at.isoformat(), "snippet": found}


def judge_check(value: "JudgeCheck") -> dict[str, Json]:
    """Agreement of a coach with the reference answers: checks agreed on, and of how many."""

    def share(agreement: "Agreement") -> Json:
        return {"agreed": agreement.agreed, "of": agreement.of}

    return {
        "coach": value.coach,
        "tier": value.tier,
        "answers": value.answers,
        "total": share(value.total),
        "criteria": {criterion: share(agreement) for criterion, agreement in value.criteria.items()},
        "traps": share(value.traps),
        "met": share(value.met),
        "unmet": share(value.unmet),
    }


def dump(value: Json, *, one_line: bool = False) -> str:
    """JSON text; readable, or on one line."""
    return json.dumps(value, ensure_ascii=False, indent=None if one_line else 1)
