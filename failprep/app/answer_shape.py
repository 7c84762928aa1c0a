"""The shape of an answer over time: which part is being told at each moment of the waveform."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from failprep.domain import PARTS, Delivery, Transcript


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the drawn waveform: its amplitude (0 to 1) and the part of the answer it belongs to."""

    amplitude: float
    part: str


@dataclass(frozen=True, slots=True)
class Share:
    """One entry of the legend: a part of the answer and its share of the speaking time (0 to 1)."""

    part: str
    title: str
    share: float


def bars(peaks: Sequence[float], transcript: Transcript | None, delivery: Delivery | None) -> tuple[Bar, ...]:
    """The waveform's bars; heights are scaled so that a quiet recording fills the drawing too.

    Args:
        peaks: Peaks (0 to 1) in equal steps over the whole recording.
        transcript: Gives the sentences their times.
        delivery: Says which sentences make up which part.
    """
    loudest = max(peaks, default=0.0)
    scale = 1 / loudest if loudest > 0.02 else 1.0
    parts = parts_over_time(len(peaks), transcript, delivery)
    return tuple(Bar(peak * scale, part) for peak, part in zip(peaks, parts, strict=True))


def parts_over_time(count: int, transcript: Transcript | None, delivery: Delivery | None) -> tuple[str, ...]:
    """The part told in each of ``count`` equal steps; a silence belongs to what was said before it."""
    if transcript is None or delivery is None or delivery.duration_s <= 0:
        return ("other",) * count
    part_of = {sentence: part.part for part in delivery.parts for sentence in part.sentences}
    begins = [
        (s.start_s, part_of[s.id]) for s in transcript.sentences if s.start_s is not None and s.id in part_of
    ]
    parts, following, part = [], 0, begins[0][1] if begins else "other"
    for step in range(count):
        middle = (step + 0.5) * delivery.duration_s / count
        while following < len(begins) and begins[following][0] <= middle:
            part, following = begins[following][1], following + 1
        parts.append(part)
    return tuple(parts)


def legend(delivery: Delivery | None, titles: Mapping[str, str]) -> tuple[Share, ...]:
    """The parts that occur, in the order of a well-told answer, under their ``titles``."""
    if delivery is None:
        return ()
    shares = {part.part: part.share for part in delivery.parts}
    return tuple(Share(part, titles[part], shares[part]) for part in PARTS if shares.get(part, 0) > 0)
