"""The story that is left when talk to the grader is taken out of an answer.

A sentence to the grader may stand alone or be hidden inside a sentence of the story. The shortest stretch
that carries it is cut out, and what is left is divided into sentences as if nothing had ever stood
between.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from failprep.domain import Sentence
from failprep.reading import sentences as cutter

_SEAM = re.compile(
    r"[,;:.!?…—–()\[\]\n]+\s*|\s-+\s|\s(?=(?:and|so|but|which|because|please|by the way|just|now|for)\b)",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
_MOST_PIECES = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of the story. ``source`` is the id of the sentence most of it comes from."""

    text: str
    source: int


def without(text: str, aimed: Callable[[Sequence[str]], Sequence[bool]]) -> str:
    """A flagged sentence without the shortest stretch that talks to the grader; "" when nothing is left.

    Args:
        text: The sentence.
        aimed: Says of each text whether it talks to the grader.
    """
    cuts = [0, *(match.end() for match in _SEAM.finditer(text) if match.end() < len(text)), len(text)]
    cuts = sorted(set(cuts))
    if len(cuts) > _MOST_PIECES + 1:
        step = -(-(len(cuts) - 1) // _MOST_PIECES)
        cuts = [*cuts[:-1:step], cuts[-1]]
    runs = sorted(
        ((a, b) for i, a in enumerate(cuts) for b in cuts[i + 1 :] if (a, b) != (0, len(text))),
        key=lambda run: (run[1] - run[0], run[0]),
    )
    rests = [_joined(text[:a], text[b:]) for a, b in runs]
    rests = [rest for rest in rests if len(rest.split()) >= _FEWEST_WORDS]
    return next((rest for rest, still in zip(rests, aimed(rests), strict=True) if not still), "")


def _joined(before: str, after: str) -> str:
    before, after = before.rstrip(" ,;:—–-("), after.lstrip(" ,;:—–-)")
    return f"{before} {after}".strip()


def retold(parts: Sequence[tuple[int, str]]) -> list[Piece]:
    """The story divided anew.

    Args:
        parts: What is left of each sentence, with its id, in order; empty texts are passed over.
    """
    text, owners = "", []
    for number, part in parts:
        if part.strip():
            text += part.strip() + " "
            owners.extend([number] * (len(part.strip()) + 1))
    pieces = []
    for sentence in cutter.written(text).sentences:
        mine = owners[sentence.start_char : sentence.end_char]
        pieces.append(Piece(sentence.text, max(dict.fromkeys(mine), key=mine.count)))
    return pieces


def as_told(sentences: Sequence[Sentence]) -> list[Piece]:
    """The sentences as they are."""
    return [Piece(sentence.text, sentence.id) for sentence in sentences]
