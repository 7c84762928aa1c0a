"""Cuts a transcript into numbered sentences, with or without punctuation.

Recognisers punctuate unevenly and some not at all. Where there is punctuation it is followed; where a
stretch of words has none, boundaries are chosen where people start a new thought ("so", "and then",
"because"), where they pause, and where a sentence would otherwise grow out of hand. Every sentence is a
slice of ``Transcript.text``.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from failprep.domain import Sentence, Span, Transcript, Word
from failprep.reading import plain
from failprep.resources import resource

#: Words; a full stop without a space after it ("done.Then") ends one too.
_TOKEN = re.compile(r"\S*?[a-z)][.!?](?=[A-Z][a-z' ])|\S+")
_CLOSING = ".,;:!?…\"'”’)]–—-"
#: A sentence ends with its mark, or where something written for a machine does.
_ENDS = re.compile(r"[.!?…。！？]+[\"'”’)\]]*$|[}>]$")
_ABBREVIATIONS = frozenset(
    {
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "st.",
        "prof.",
        "jr.",
        "sr.",
        "vs.",
        "e.g.",
        "i.e.",
        "etc.",
        "approx.",
        "no.",
        "inc.",
        "ltd.",
        "co.",
        "a.m.",
        "p.m.",
        "u.s.",
        "u.k.",
    }
)
#: A punctuated piece longer than this with hardly a comma is a recogniser's run-on: cut it by its words.
_RUN_ON_WORDS = 38
_WORDS_PER_COMMA = 16
_LONGEST = 60
#: What a sentence of so many words costs: neither scraps nor run-ons (log odds).
_LENGTH_SCORE = tuple(
    -0.5 * max(0, 5 - n) - 0.15 * max(0, n - 24) + 0.08 * min(n, 18) for n in range(_LONGEST + 1)
)


def written(text: str) -> Transcript:
    """A typed answer as a transcript: sentences without times, no words."""
    return Transcript(text=text, sentences=tuple(_number(text, _pieces(text, {}))))


def cut(transcript: Transcript, voiced: Sequence[Span] = ()) -> Transcript:
    """The transcript with its sentences numbered and timed.

    Args:
        transcript: Words with times and the text they make up.
        voiced: Stretches with a voice in them; silence between two words counts as a pause.
    """
    places = _place_words(transcript.text, transcript.words)
    gaps = _gaps_after(places, voiced)
    sentences = _number(transcript.text, _pieces(transcript.text, gaps))
    return replace(transcript, sentences=tuple(_timed(sentence, places) for sentence in sentences))


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def word(self) -> str:
        return self.text.lower().strip('.,;:!?…"“”()[]').replace("’", "'")


@dataclass(frozen=True, slots=True)
class _Placed:
    start: int
    end: int
    word: Word


def _pieces(text: str, gaps: dict[int, float]) -> list[tuple[int, int]]:
    """Character ranges of the sentences. ``gaps``: seconds of silence after the token that ends there."""
    pieces: list[tuple[int, int]] = []
    starts = {word.start for word in plain.words(text)}
    for tokens in _punctuated(text):
        # fillers neither make a sentence long nor say where it ends
        told = [token for token in tokens if not starts.isdisjoint(range(token.start, token.end))]
        commas = sum(token.text.endswith((",", ";", ":", "—", "–")) for token in told)
        if len(told) > _RUN_ON_WORDS and commas * _WORDS_PER_COMMA < len(told):
            firsts = [tokens[0].start, *(part[0].start for part in _by_words(told, gaps)[1:]), tokens[-1].end]
            for start, following in pairwise(firsts):
                end = max(token.end for token in tokens if token.start < following)
                pieces.append((start, end))
        else:
            pieces.append((tokens[0].start, tokens[-1].end))
    return pieces


def _punctuated(text: str) -> list[list[_Token]]:
    """Tokens grouped by sentence-final punctuation and paragraph breaks."""
    groups: list[list[_Token]] = []
    current: list[_Token] = []
    for match in _TOKEN.finditer(text):
        if current and "\n\n" in text[current[-1].end : match.start()]:
            groups.append(current)
            current = []
        token = _Token(match.start(), match.end(), match.group())
        if not current and groups and not token.text.strip(_CLOSING):
            groups[-1].append(token)  # a stray quote or dash belongs to what was said before it
            continue
        current.append(token)
        if _ENDS.search(token.text) and not _is_abbreviation(token, text):
            groups.append(current)
            current = []
    if current:
        groups.append(current)
    return groups


def _is_abbreviation(token: _Token, text: str) -> bool:
    lower = token.text.lower()
    following = text[token.end :].lstrip()
    if lower in _ABBREVIATIONS:
        return bool(following)
    if re.fullmatch(r"[A-Z]\.", token.text) and token.text != "I.":
        return bool(following[:1].isupper())
    # "one. two" and "... you know": a lower-case continuation after dots is a pause, not an end
    return token.text.endswith(("...", "…")) and following[:1].islower()


def _by_words(tokens: list[_Token], gaps: dict[int, float]) -> list[list[_Token]]:
    """The best division of an unpunctuated stretch, by dynamic programming over the possible boundaries."""
    count = len(tokens)
    words = [token.word for token in tokens]
    gain = [0.0, *(_boundary(words, tokens, at, gaps) for at in range(1, count)), 0.0]
    best = [0.0] + [float("-inf")] * count
    back = [0] * (count + 1)
    for end in range(1, count + 1):
        for start in range(max(0, end - _LONGEST), end):
            score = best[start] + _LENGTH_SCORE[end - start] + gain[end]
            if score > best[end]:
                best[end], back[end] = score, start
    parts: list[list[_Token]] = []
    end = count
    while end:
        parts.append(tokens[back[end] : end])
        end = back[end]
    return parts[::-1]


def boundary_features(words: Sequence[str], at: int) -> tuple[str, ...]:
    """What stands around the gap before ``words[at]``: the names under which its weights are kept."""
    last, first = words[at - 1], words[at]
    second = words[at + 1] if at + 1 < len(words) else ""
    before = words[at - 2] if at > 1 else ""
    return (
        "*",
        f"{last}|",
        f"|{first}",
        f"|{first} {second}",
        f"{before} {last}|",
        f"{last}|{first}",
        f"|_ {second}",
    )


def _boundary(words: Sequence[str], tokens: Sequence[_Token], at: int, gaps: dict[int, float]) -> float:
    """How much speaks for a sentence's end before token ``at`` (log odds)."""
    weights = _weights()
    score = sum(weights.get(name, 0.0) for name in boundary_features(words, at))
    if tokens[at - 1].text.endswith((",", ";", ":")):
        score += 0.5
    if tokens[at].text[:1].isupper() and not words[at].startswith("i"):
        score += 1.0
    gap = gaps.get(tokens[at - 1].end, 0.0)
    return score + min(3.0, 4.0 * max(0.0, gap - 0.15))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """Learnt by ``training/boundaries.py``."""
    weights: dict[str, float] = json.loads(
        resource("assets/reader/boundaries.json").read_text(encoding="utf-8")
    )
    return weights


def _number(text: str, pieces: list[tuple[int, int]]) -> list[Sentence]:
    return [Sentence(i, text[start:end], start, end) for i, (start, end) in enumerate(pieces, 1)]


def _place_words(text: str, words: Sequence[Word]) -> list[_Placed]:
    """Where each recognised word stands in the text; words that are not in it are passed over."""
    placed: list[_Placed] = []
    cursor = 0
    for word in words:
        bare = word.text.strip()
        start = text.find(bare, cursor) if bare else -1
        if start < 0:
            continue
        cursor = start + len(bare)
        placed.append(_Placed(start, cursor, word))
    return placed


def _gaps_after(places: list[_Placed], voiced: Sequence[Span]) -> dict[int, float]:
    """Seconds of silence after the word that ends at a character; a voice within the gap shortens it."""
    gaps: dict[int, float] = {}
    for here, following in pairwise(places):
        gap = following.word.start_s - here.word.end_s
        if voiced and gap > 0:
            spoken = sum(
                max(0.0, min(span.end_s, following.word.start_s) - max(span.start_s, here.word.end_s))
                for span in voiced
            )
            gap = max(0.0, gap - spoken)
        if gap > 0:
            gaps[here.end] = gap
    return gaps


def _timed(sentence: Sentence, places: list[_Placed]) -> Sentence:
    within = [p.word for p in places if p.start < sentence.end_char and p.end > sentence.start_char]
    if not within:
        return sentence
    return replace(sentence, start_s=within[0].start_s, end_s=within[-1].end_s)
