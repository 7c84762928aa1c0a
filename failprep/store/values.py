"""Domain values to and from JSON, with the contract's names."""

import json
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from failprep.domain import Take

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Value = TypeVar("Value")


def to_json(value: object, *, indent: int | None = None) -> str:
    """JSON of domain values, alone or in tuples, lists and dicts.

    Raises:
        TypeError: Something in it is neither plain data nor a dataclass.
        ValueError: A number is not finite, which JSON cannot say.
    """
    return json.dumps(
        value,
        default=_plain,
        ensure_ascii=False,
        allow_nan=False,
        indent=indent,
        separators=None if indent else (",", ":"),
    )


def from_json(kind: type[Value], text: str) -> Value:
    """The value of this kind (a domain class or a tuple of them) that ``to_json`` wrote."""
    return _adapter(kind).validate_json(text)


def document(take: Take) -> dict[str, object]:
    """The contract's JSON document of a take, as plain data."""
    return {
        "transcript": _optional(take.transcript),
        "delivery": _optional(take.delivery),
        "assessment": _optional(take.assessment),
        "follow_ups": [_plain(follow_up) for follow_up in take.follow_ups],
    }


def clean(text: str) -> str:
    """``text`` without what SQLite cannot hold: halves of surrogate pairs become question marks, NULs go."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


_adapters: dict[object, "TypeAdapter[object]"] = {}


def _adapter(kind: type[Value]) -> "TypeAdapter[Value]":
    from pydantic import TypeAdapter

    if kind not in _adapters:
        _adapters[kind] = cast("TypeAdapter[object]", TypeAdapter(kind))
    return cast("TypeAdapter[Value]", _adapters[kind])


def _plain(value: object) -> dict[str, object]:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no JSON")


def _optional(value: object | None) -> dict[str, object] | None:
    return None if value is None else _plain(value)
