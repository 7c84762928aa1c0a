"""How an answer was said: timing, pace, fillers, pauses, hedges, who acts, and its shape.

Pure functions over the transcript, the voiced stretches and the reading. Pauses come from the voice
detector, not from gaps between words, whose times swallow silence.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from failprep.domain import (
    PARTS,
    AgentCounts,
    AnswerPart,
    Delivery,
    PacePoint,
    Reading,
    Sentence,
    Span,
    SpokenEvent,
    Transcript,
    Word,
)
from failprep.reading.counting import plain
from failprep.reading.fillers import HESITATIONS, fillers, restarts
from failprep.reading.hedges import hedges

PAUSE_S = 0.5  # a silence of this length and more is a pause
_EDGE_S = 0.02  # the voice detector's edges are not known better: so much short of a pause is one
PACE_WINDOW_S = 20.0
PACE_STEP_S = 5.0
_SHORTEST_WINDOW_S = 8.0  # a pace over less speech says nothing
_SAME_FILLER_S = 0.15  # two findings of one filler lie closer than this


def measure(
    transcript: Transcript,
    voiced: Sequence[Span],
    duration_s: float,
    reading: Reading,
    hesitations: Sequence[SpokenEvent] = (),
) -> Delivery:
    """Everything the delivery page shows.

    Args:
        transcript: Words with times, and sentences.
        voiced: Stretches in which somebody speaks, in order.
        duration_s: Length of the recording.
        reading: Part and agent of each sentence.
        hesitations: “um”s that were heard in the sound, whether or not a word stands for them.

    ``words_per_minute`` counts words (hesitation sounds left out) from the first word to the last, pauses
    included; ``articulation_rate`` counts them over voiced time alone (de Jong and Wempe, 2009).
    """
    words = [word for word in transcript.words if plain(word.text) not in HESITATIONS]
    counts = Counter(sentence.agent for sentence in reading.sentences)
    begin, end = _speaking(words, voiced)
    return Delivery(
        duration_s=round(duration_s, 3),
        time_to_first_word_s=round(begin, 3) if words else None,
        words_per_minute=_per_minute(len(words), end - begin),
        pace=pace(words, begin, end),
        fillers=all_fillers(transcript.words, hesitations),
        pauses=pauses(voiced),
        hedges=hedges(transcript.words),
        agents=AgentCounts(counts["i"], counts["we"], counts["they"], counts["passive"]),
        parts=parts(transcript, reading),
        articulation_rate=_per_minute(len(words), _voiced_s(voiced, begin, end)) or None,
        restarts=restarts(transcript.words),
        sentence_agents=tuple(sentence.agent for sentence in reading.sentences),
    )


def pauses(voiced: Sequence[Span], at_least_s: float = PAUSE_S) -> tuple[Span, ...]:
    """The silences between voiced stretches that last at least so long, to the precision of their edges."""
    return tuple(
        Span(round(before.end_s, 3), round(after.start_s, 3))
        for before, after in pairwise(voiced)
        if after.start_s - before.end_s >= at_least_s - _EDGE_S
    )


def pace(words: Sequence[Word], begin_s: float, end_s: float) -> tuple[PacePoint, ...]:
    """Words per minute in a window of 20 s, every 5 s; at the ends the window is cut to the speech."""
    points = []
    middle = begin_s + PACE_STEP_S
    while middle < end_s:
        first, last = max(begin_s, middle - PACE_WINDOW_S / 2), min(end_s, middle + PACE_WINDOW_S / 2)
        if last - first >= _SHORTEST_WINDOW_S:
            inside = sum(first <= (word.start_s + word.end_s) / 2 < last for word in words)
            points.append(PacePoint(round(middle, 2), _per_minute(inside, last - first)))
        middle += PACE_STEP_S
    return tuple(points)


def parts(transcript: Transcript, reading: Reading) -> tuple[AnswerPart, ...]:
    """The answer's shape: each part that occurs, in the rubric's order, with its share of the speaking time.

    Where there are no times (a written answer) the share is of the words.
    """
    sizes = {sentence.id: _size(sentence) for sentence in transcript.sentences}
    timed = all(sentence.start_s is not None for sentence in transcript.sentences)
    if not timed or not sum(sizes.values()):
        sizes = {sentence.id: float(len(sentence.text.split())) for sentence in transcript.sentences}
    total = sum(sizes.values()) or 1.0
    members: dict[str, list[int]] = {part: [] for part in PARTS}
    for sentence in reading.sentences:
        if sentence.sentence in sizes:
            members[sentence.part].append(sentence.sentence)
    return tuple(
        AnswerPart(part, tuple(ids), round(sum(sizes[one] for one in ids) / total, 4))
        for part, ids in members.items()
        if ids
    )


def _size(sentence: Sentence) -> float:
    if sentence.start_s is None or sentence.end_s is None:
        return 0.0
    return max(0.0, sentence.end_s - sentence.start_s)


def _speaking(words: Sequence[Word], voiced: Sequence[Span]) -> tuple[float, float]:
    """When the first word begins and the last one ends, both put right by the voice detector.

    A recogniser's first word may begin early, in silence, and its last one end late.
    """
    if not words:
        return 0.0, 0.0
    first, last = words[0], words[-1]
    begins = next((span for span in voiced if span.end_s > first.start_s), None)
    ends = next((span for span in reversed(voiced) if span.start_s < last.end_s), None)
    begin = first.start_s if begins is None else max(first.start_s, begins.start_s)
    if begins and begins.start_s < first.start_s < begins.end_s and first.start_s - begins.start_s < 0.5:
        begin = begins.start_s
    end = last.end_s if ends is None else min(last.end_s, ends.end_s)
    return begin, max(begin, end)


def _voiced_s(voiced: Sequence[Span], begin_s: float, end_s: float) -> float:
    return sum(max(0.0, min(span.end_s, end_s) - max(span.start_s, begin_s)) for span in voiced)


def _per_minute(count: int, seconds: float) -> float:
    return round(60.0 * count / seconds, 1) if seconds > 0.2 else 0.0


def all_fillers(words: Sequence[Word], heard: Sequence[SpokenEvent]) -> tuple[SpokenEvent, ...]:
    """Fillers from words and sound, each one once: the sound knows when it was, the word which one."""
    read = fillers(words)
    kept = [one for one in read if not any(_same(one, other) for other in heard)]
    named = [
        replace(one, text=next((word.text for word in read if _same(word, one)), one.text)) for one in heard
    ]
    return tuple(sorted([*kept, *named], key=lambda one: (one.start_s, one.end_s)))


def _same(read: SpokenEvent, heard: SpokenEvent) -> bool:
    near = read.start_s < heard.end_s + _SAME_FILLER_S and heard.start_s < read.end_s + _SAME_FILLER_S
    return near and read.text in HESITATIONS
