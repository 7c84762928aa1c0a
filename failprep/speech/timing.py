"""Puts words where their sound is: a recogniser's word may reach far into the silence beside it."""

from collections.abc import Iterable, Sequence

from failprep.domain import Span, Word

_FAR_S = 0.7  # so far from any voice nobody speaks: recognisers invent "you" and "thank you" out of silence
_NEAR_S = 0.06  # a word's quiet first and last sounds lie so far outside the voiced stretch


def fit_to_voice(words: Iterable[Word], voiced: Sequence[Span]) -> tuple[Word, ...]:
    """The words, each cut to the voiced stretch it shares most time with.

    A word that lies in silence altogether keeps its times where a voice is near, since its sound may have
    been too quiet for the voice detector; far from any voice it is dropped. Order is kept.
    """
    fitted: list[Word] = []
    first = 0
    for word in words:
        while first < len(voiced) and voiced[first].end_s + _NEAR_S <= word.start_s:
            first += 1
        best: Span | None = None
        most_s = 0.0
        for span in voiced[first:]:
            if span.start_s - _NEAR_S >= word.end_s:
                break
            shared_s = min(span.end_s, word.end_s) - max(span.start_s, word.start_s)
            if shared_s > most_s:
                best, most_s = span, shared_s
        if best is None and not any(_near(word, span) for span in voiced):
            continue
        start_s, end_s = word.start_s, word.end_s
        if best:
            start_s = max(start_s, best.start_s - _NEAR_S)
            end_s = min(end_s, best.end_s + _NEAR_S)
        if fitted:
            start_s = max(start_s, fitted[-1].start_s)
        fitted.append(Word(word.text, round(start_s, 3), round(max(start_s, end_s), 3), word.probability))
    return tuple(fitted)


def _near(word: Word, span: Span) -> bool:
    return word.start_s < span.end_s + _FAR_S and word.end_s > span.start_s - _FAR_S
