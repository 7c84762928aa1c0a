"""The parts of an answer that is being told, and how long each took so far. Pure functions, no Qt."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


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
    """When each character of the live words was said, as far as that can be told from when words came.

    The screen knows no word times while somebody speaks, only how much text there was at each moment. Between
    two such moments the characters are spread evenly; that is right to a second or two.
    """

    def __init__(self) -> None:
        self._known: list[tuple[int, float]] = [(0, 0.0)]

    def heard(self, characters: int, at_s: float) -> None:
        """At this moment (seconds of the take) the text was so long."""
        longest, _ = self._known[-1]
        if characters > longest:
            self._known.append((characters, at_s))
        elif characters < longest:  # words were taken back: what is left keeps its times
            left = (characters, self.at(characters))
            del self._known[self._place(characters) :]
            self._known.append(left)

    def at(self, character: int) -> float:
        """When the text was this long (seconds of the take)."""
        place = self._place(character)
        if place == 0:
            return self._known[0][1]
        if place == len(self._known):
            return self._known[-1][1]
        (before, from_s), (after, to_s) = self._known[place - 1 : place + 1]
        return from_s + (character - before) / (after - before) * (to_s - from_s)

    def _place(self, character: int) -> int:
        """The first known moment at which the text was at least so long."""
        return bisect_left(self._known, character, key=lambda known: known[0])


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
