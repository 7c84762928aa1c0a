"""The parts of an answer that is being told, and how long each took so far. Pure functions, no Qt."""

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
            self._known = [known for known in self._known if known[0] < characters] + [left]

    def at(self, character: int) -> float:
        """When the text was this long (seconds of the take)."""
        before = self._known[0]
        for known in self._known:
            if known[0] >= character:
                share = (character - before[0]) / max(1, known[0] - before[0])
                return before[1] + share * (known[1] - before[1])
            before = known
        return before[1]


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
