"""The words of a text as the reader takes them: no punctuation, no capitals, no fillers.

Recognisers punctuate unevenly, and nerves put a "you know" anywhere; neither says anything about what was
shown. What is never read cannot move a verdict.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[\w'’%$£€]*\w[\w'’%$£€]*")
_SOUNDS = frozenset({"um", "umm", "uh", "uhh", "er", "err", "erm", "hmm", "hm", "mm", "mhm", "ah", "eh"})
_PHRASES = frozenset({("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of")})
#: Fillers that are words as well, and the words after which they mean something.
_VERBS = ("feel", "feels", "felt", "look", "looks", "looked", "sound", "sounds", "sounded")
_AFTER: dict[str, frozenset[str]] = {
    "like": frozenset({*_VERBS, "would", "i'd", "you'd", "they'd"}),
    "well": frozenset(
        {"go", "goes", "going", "gone", "went", "do", "did", "done", "very", "really", "worked"}
    ),
    "right": frozenset(),
    "basically": frozenset(),
}


@dataclass(frozen=True, slots=True)
class PlainWord:
    """One word, lower case, and the characters of the text that it stands for."""

    text: str
    start: int
    end: int


def words(text: str) -> list[PlainWord]:
    """The words of a text without fillers, in order."""
    found = [
        PlainWord(match.group().lower().replace("’", "'").strip("'"), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]
    found = [word for word in found if word.text and word.text not in _SOUNDS]
    kept: list[PlainWord] = []
    for word in found:
        if kept and (kept[-1].text, word.text) in _PHRASES:
            kept.pop()
        elif word.text not in _AFTER or (kept and kept[-1].text in _AFTER[word.text]):
            kept.append(word)
    return kept
