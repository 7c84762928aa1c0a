"""The story that is left when talk to the grader is taken out of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from failprep.reading import sentences as cutter

_SEAMS = " ,;:—–-("
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of the story. ``source`` is the id of the sentence most of it comes from."""

    text: str
    source: int


def without(text: str, start: int, end: int) -> str:
    """A sentence without the characters from ``start`` to ``end``; "" when hardly anything is left."""
    before, after = text[:start].rstrip(_SEAMS), text[end:].lstrip(_SEAMS + ")")
    seam = "" if after[:1] in {".", "!", "?"} else " "
    rest = f"{before}{seam}{after}".strip()
    return (
        rest if len([word for word in rest.split() if any(map(str.isalnum, word))]) >= _FEWEST_WORDS else ""
    )


def retold(parts: Sequence[tuple[int, str]]) -> list[Piece]:
    """The story divided anew, as if nothing had ever stood between.

    Args:
        parts: What is left of each sentence, with its id, in order; empty texts are passed over.
    """
    text, owners = "", list[int]()
    for number, part in parts:
        if part.strip():
            text += part.strip() + " "
            owners.extend([number] * (len(part.strip()) + 1))
    pieces = []
    for sentence in cutter.written(text).sentences:
        mine = owners[sentence.start_char : sentence.end_char]
        pieces.append(Piece(sentence.text, max(dict.fromkeys(mine), key=mine.count)))
    return pieces
