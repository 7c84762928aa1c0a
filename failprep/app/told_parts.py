"""The parts of an answer that is being told, and how long each took so far. Pure functions, no Qt."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from failprep.domain import Word


class ToldPart(Protocol):
    """A sentence told so far."""

    @property
    def part(self) -> str:
        """One of ``PARTS``."""

    @property
    def start_char(self) -> int:
        """Where it begins in the words heard."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the take in which one part is told, in seconds; ``now`` for the one that goes on."""

    part: str
    start_s: float
    end_s: float
    now: bool = False


class SpokenTimes:
    """When each character of the live words was said: with the word it belongs to.

    Args:
        words: The words of the text, which is their texts with single spaces between.
    """

    def __init__(self, words: Iterable[Word] = ()) -> None:
        self._characters: list[int] = []
        self._times: list[float] = []
        length = 0
        for word in words:
            self._characters.append(length)
            self._times.append(max(word.start_s, self._times[-1] if self._times else 0.0))
            length += len(word.text) + 1

    def at(self, character: int) -> float:
        """When the word began that this character belongs to (seconds of the take); 0 without words."""
        place = bisect_right(self._characters, character)
        return self._times[place - 1] if place else 0.0


def stretches(told: Sequence[ToldPart], times: SpokenTimes, elapsed_s: float) -> list[Stretch]:
    """The take in stretches, from its beginning to now; the last part told goes on until there is another."""
    begins: list[tuple[str, float]] = []
    for sentence in told:
        if not begins:
            begins.append((sentence.part, 0.0))
        elif sentence.part != begins[-1][0]:
            begins.append((sentence.part, min(times.at(sentence.start_char), elapsed_s)))
    ends = [start for _, start in begins[1:]] + [elapsed_s] * bool(begins)
    last = len(begins) - 1
    return [
        Stretch(part, start, max(start, end), number == last)
        for number, ((part, start), end) in enumerate(zip(begins, ends, strict=True))
    ]


def seconds(part: str, told: Iterable[Stretch]) -> float:
    """How long this part took so far, all its stretches together."""
    return sum(stretch.end_s - stretch.start_s for stretch in told if stretch.part == part)
