"""Makes sure that what was said was written: a recogniser may skip a whole sentence behind a longer pause.

Skipped speech shows: too much voiced time for too few words, either between two words or inside words that
are stretched over it. Then the sound is cut at a pause there and each side is decoded alone.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from failprep.domain import Span, Word
from failprep.speech.samples import RATE_HZ, Samples

_UNHEARD_S = 1.2  # voiced time without words that is more than an “um”
_WORD_S, _LETTER_S = 0.3, 0.09  # a slowly spoken word takes this and so much for each letter
_SHORTEST_CUT_S = 0.2  # a silence of this length can be cut in
_REACH_S = 1.0  # how far from the unheard stretch the silence may be
_DEEPEST = 3
_BLOCK_S = 25.0
_MARGIN_S = 0.2


def heard_fully(
    decode: Callable[[Samples], Sequence[Word]], sound: Samples, voiced: Sequence[Span], *, depth: int = 0
) -> tuple[Word, ...]:
    """The words of the sound, with stretches that were skipped at first.

    Args:
        decode: Gives the words of a stretch, with times from its start.
        sound: At most one window of the recogniser.
        voiced: Where somebody speaks in it.
        depth: How often it was cut already.
    """
    words = tuple(decode(sound))
    unheard = longest_unheard(words, voiced)
    cut_s = _cut(unheard, voiced) if unheard and depth < _DEEPEST else None
    if cut_s is None:
        return words
    at = round(cut_s * RATE_HZ)
    before = [span for span in voiced if span.end_s <= cut_s]
    after = _moved_spans([span for span in voiced if span.start_s >= cut_s], -cut_s)
    first = heard_fully(decode, sound[:at], before, depth=depth + 1)
    second = heard_fully(decode, sound[at:], after, depth=depth + 1)
    return (*first, *_moved(second, cut_s))


def repaired(
    words: Sequence[Word], decode: Callable[[Samples], Sequence[Word]], sound: Samples, voiced: Sequence[Span]
) -> tuple[Word, ...]:
    """The words of a whole recording, with stretches that were skipped; arguments as in ``heard_fully``."""
    out: list[Word] = []
    left = list(words)
    for number, block in enumerate(blocks := list(_blocks(voiced))):
        until_s = _between(block, blocks[number + 1]) if number + 1 < len(blocks) else math.inf
        inside = [word for word in left if (word.start_s + word.end_s) / 2 < until_s]
        left = left[len(inside) :]
        if longest_unheard(inside, block):
            begin_s = max(0.0, block[0].start_s - _MARGIN_S)
            stretch = sound[round(begin_s * RATE_HZ) : round((block[-1].end_s + _MARGIN_S) * RATE_HZ)]
            again = _moved(heard_fully(decode, stretch, _moved_spans(block, -begin_s)), begin_s)
            inside = list(again) if len(again) > len(inside) else inside
        out += inside
    return (*out, *left)


def longest_unheard(words: Sequence[Word], voiced: Sequence[Span]) -> Span | None:
    """The stretch with the most voiced time beyond what its words need, if that is more than a hesitation.

    Words and the gaps between them are a row of numbers: the voiced time of each, less what a word needs. The
    stretch is the part of the row with the largest sum (Kadane's algorithm).
    """
    row: list[tuple[float, Span]] = []
    at_s = 0.0
    for word in words:
        row.append((_voiced_s(voiced, at_s, word.start_s), Span(at_s, word.start_s)))
        needs_s = _WORD_S + _LETTER_S * len(word.text)
        row.append((_voiced_s(voiced, word.start_s, word.end_s) - needs_s, Span(word.start_s, word.end_s)))
        at_s = max(at_s, word.end_s)
    end_s = voiced[-1].end_s if voiced else 0.0
    row.append((_voiced_s(voiced, at_s, end_s), Span(at_s, max(at_s, end_s))))
    best_s, best = 0.0, None
    sum_s, begin_s = 0.0, 0.0
    for excess_s, span in row:
        if sum_s <= 0:
            sum_s, begin_s = 0.0, span.start_s
        sum_s += excess_s
        if sum_s > best_s:
            best_s, best = sum_s, Span(begin_s, span.end_s)
    return best if best_s >= _UNHEARD_S else None


def _cut(unheard: Span, voiced: Sequence[Span]) -> float | None:
    """The middle of the longest silence in or beside the stretch; None where there is none to cut in."""
    silences = [
        Span(before.end_s, after.start_s)
        for before, after in pairwise(voiced)
        if after.start_s - before.end_s >= _SHORTEST_CUT_S
        and after.start_s > unheard.start_s - _REACH_S
        and before.end_s < unheard.end_s + _REACH_S
    ]
    if not silences:
        return None
    longest = max(silences, key=lambda one: one.end_s - one.start_s)
    return (longest.start_s + longest.end_s) / 2


def _blocks(voiced: Sequence[Span]) -> Iterator[list[Span]]:
    """Neighbouring voiced stretches that fit a window together."""
    block: list[Span] = []
    for span in voiced:
        if block and span.end_s - block[0].start_s > _BLOCK_S:
            yield block
            block = []
        block.append(span)
    if block:
        yield block


def _between(block: Sequence[Span], following: Sequence[Span]) -> float:
    return (block[-1].end_s + following[0].start_s) / 2


def _moved(words: Iterable[Word], by_s: float) -> tuple[Word, ...]:
    return tuple(replace(word, start_s=word.start_s + by_s, end_s=word.end_s + by_s) for word in words)


def _moved_spans(spans: Iterable[Span], by_s: float) -> list[Span]:
    return [Span(span.start_s + by_s, span.end_s + by_s) for span in spans]


def _voiced_s(voiced: Sequence[Span], start_s: float, end_s: float) -> float:
    return sum(max(0.0, min(span.end_s, end_s) - max(span.start_s, start_s)) for span in voiced)
