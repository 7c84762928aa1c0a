"""Finding phrases in a transcript's words. Pure functions: no files, no clock, no random numbers."""

from collections.abc import Callable, Collection, Iterator, Sequence

from failprep.domain import SpokenEvent, Word


def vocabulary(text: str) -> frozenset[str]:
    """The words in a string of words."""
    return frozenset(text.split())


def plain(text: str) -> str:
    """A word as it is compared: lower case, no punctuation around it, straight apostrophes."""
    return text.casefold().replace("’", "'").strip(' \t.,;:!?…"“”‘()[]{}—–-*')


def phrases(
    words: Sequence[Word],
    wanted: Collection[tuple[str, ...]],
    fits: Callable[[Sequence[Word], int, int], bool] = lambda words, first, last: True,
) -> Iterator[SpokenEvent]:
    """Every place where one of the wanted phrases is said; the longest wins, none overlap.

    Args:
        words: The transcript's words.
        wanted: Phrases as tuples of plain words.
        fits: Whether the words at ``first`` up to ``last`` mean what is looked for, given all words.
    """
    tokens = [plain(word.text) for word in words]
    lengths = sorted({len(phrase) for phrase in wanted}, reverse=True)
    at = 0
    while at < len(tokens):
        for length in lengths:
            if tuple(tokens[at : at + length]) in wanted and fits(words, at, at + length):
                yield event(words[at : at + length])
                at += length
                break
        else:
            at += 1


def neighbours(words: Sequence[Word], first: int, last: int) -> tuple[str, str]:
    """The plain words before and after; empty at the ends."""
    before = plain(words[first - 1].text) if first else ""
    after = plain(words[last].text) if last < len(words) else ""
    return before, after


def event(words: Sequence[Word]) -> SpokenEvent:
    """These neighbouring words as one event."""
    text = " ".join(plain(word.text) for word in words)
    return SpokenEvent(text, words[0].start_s, words[-1].end_s)
