"""Hedges: words that take the edge off a statement (“I guess”, “sort of”, “maybe”)."""

from collections.abc import Sequence
from functools import lru_cache

from failprep.domain import SpokenEvent, Word
from failprep.reading.counting import neighbours, phrases, plain, vocabulary
from failprep.resources import resource

_KINDS = vocabulary("what which this that the a any some every each one another same other these those my")
_COMPARES = vocabulary("more less most very")


def hedges(words: Sequence[Word]) -> tuple[SpokenEvent, ...]:
    """The hedges, in order of time."""
    return tuple(phrases(words, _lexicon(), _hedges_here))


def _hedges_here(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the phrase softens; “what kind of”, “a little while” and “more likely” do not."""
    before, after = neighbours(words, first, last)
    phrase = " ".join(plain(word.text) for word in words[first:last])
    if phrase in {"kind of", "sort of"}:
        return before not in _KINDS
    if phrase in {"a little", "a bit"}:
        return after not in {"while", "later", "boy", "girl", "of", "earlier"} and before not in {
            "not",
            "quite",
        }
    if phrase == "likely":
        return before not in _COMPARES
    if phrase == "i don't know":
        return after not in {"how", "what", "why", "where", "who", "that", "the", "if", "anything"}
    if phrase == "or so":
        return after not in {"that", "i", "we"}
    return True


@lru_cache(maxsize=1)
def _lexicon() -> frozenset[tuple[str, ...]]:
    lines = resource("content/lexicons/hedges.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(tuple(line.split()) for line in lines if line.strip() and not line.startswith("#"))
