"""Makes answers look the way recognisers and nerves leave them, keeping each sentence's labels.

Used to train (so that form moves nothing) and, with other seeds and other word lists' draws, to measure
how much form still moves the result.
"""

import random
import re
from collections.abc import Sequence

from failprep.reading import sentences as cutter

Labelled = tuple[str, frozenset[str]]

FILLERS = (
    "um",
    "uh",
    "er",
    "erm",
    "you know",
    "like",
    "I mean",
    "sort of",
    "kind of",
    "well",
    "right",
    "basically",
)
_HOMOPHONES = {
    "their": "there", "there": "their", "they're": "there",
    "to": "too", "too": "to", "two": "to", "for": "four",
    "knew": "new", "know": "no", "no": "know",
    "right": "write", "write": "right", "hear": "here", "here": "hear",
    "your": "you're", "you're": "your", "its": "it's",
    "it's": "its", "were": "where", "where": "were", "won": "one",
    "one": "won", "week": "weak", "weak": "week", "buy": "by", "by": "buy", "than": "then", "then": "than",
    "passed": "past", "past": "passed", "our": "are",
    "are": "our", "site": "sight", "brake": "break", "break": "brake",
    "piece": "peace", "whole": "hole", "hole": "whole",
    "waste": "waist", "lose": "loose", "of": "have", "an": "and",
    "and": "an", "in": "and", "a": "the", "the": "a",
    "i'd": "i", "i've": "i", "wasn't": "was", "can't": "can",
    "this": "these", "and then": "then", "ask": "asked", "is": "was", "was": "is", "he": "she", "them": "him",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def word_errors(text: str, rate: float, draw: random.Random, vocabulary: Sequence[str]) -> str:
    """About ``rate`` of the words replaced (three in five), dropped (one in four), or a stray one added."""
    out: list[str] = []
    for token in text.split():
        if draw.random() >= rate:
            out.append(token)
            continue
        kind = draw.random()
        if kind < 0.6:
            out.append(_mistaken(token, draw, vocabulary))
        elif kind < 0.85:
            continue
        else:
            out.extend((token, draw.choice(vocabulary)))
    return " ".join(out) or text


def _mistaken(token: str, draw: random.Random, vocabulary: Sequence[str]) -> str:
    match = _WORD.search(token)
    if match is None:
        return token
    word = match.group().lower()
    if word in _HOMOPHONES and draw.random() < 0.7:
        new = _HOMOPHONES[word]
    else:
        alike = [
            other for other in draw.sample(vocabulary, min(60, len(vocabulary))) if other[:1] == word[:1]
        ]
        new = min(alike, key=lambda other: abs(len(other) - len(word)), default=draw.choice(vocabulary))
    return token[: match.start()] + new + token[match.end() :]


def fillers(text: str, rate: float, draw: random.Random) -> str:
    """Fillers put between words, about ``rate`` of the words."""
    out: list[str] = []
    for token in text.split():
        if draw.random() < rate:
            out.append(draw.choice(FILLERS) + ("," if draw.random() < 0.6 else ""))
        out.append(token)
    return " ".join(out)


def bare(text: str) -> str:
    """No punctuation, no capitals: what some recognisers give."""
    return " ".join(re.sub(r"[^\w\s'’%$£€-]", " ", text.lower()).split())


def recut(rows: Sequence[Labelled]) -> list[Labelled]:
    """The answer without punctuation, divided anew; a piece has the labels of what mostly lies in it."""
    texts = [bare(text) for text, _ in rows]
    owner = [index for index, text in enumerate(texts) for _ in text.split()]
    whole = " ".join(texts)
    sizes = [len(text.split()) for text in texts]
    pieces: list[Labelled] = []
    position = 0
    best_piece = [(-1, 0)] * len(rows)
    spans: list[list[int]] = []
    for sentence in cutter.written(whole).sentences:
        count = len(sentence.text.split())
        shares = [0] * len(rows)
        for index in owner[position : position + count]:
            shares[index] += 1
        position += count
        for index, share in enumerate(shares):
            if share > best_piece[index][1]:
                best_piece[index] = (len(spans), share)
        spans.append(shares)
        pieces.append((sentence.text, frozenset()))
    labelled: list[Labelled] = []
    for number, (text, _) in enumerate(pieces):
        labels: frozenset[str] = frozenset()
        for index, share in enumerate(spans[number]):
            if share and (best_piece[index][0] == number or share >= 0.5 * sizes[index]):
                labels |= rows[index][1]
        labelled.append((text, labels))
    return labelled
