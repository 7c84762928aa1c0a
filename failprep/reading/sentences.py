"""Cuts a transcript into numbered sentences, with or without punctuation.

Recognisers punctuate unevenly and some not at all. Where there is punctuation it is followed; where a stretch of
words has none, boundaries are chosen where people start a new thought ("so", "and then", "because"), where they
pause, and where a sentence would otherwise grow out of hand. Every sentence is a slice of ``Transcript.text``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from failprep.domain import Sentence, Span, Transcript, Word


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOKEN = re.compile(r"\S+")
_ENDS = re.compile(r"[.!?…。！？]+[\"'”’)\]]*$")
_ABBREVIATIONS = _set(
    "mr. mrs. ms. dr. st. prof. jr. sr. vs. e.g. i.e. etc. approx. no. inc. ltd. co. a.m. p.m. u.s. u.k."
)
#: A punctuated piece longer than this with hardly a comma is a recogniser's run-on: cut it by its words.
_RUN_ON_WORDS = 38
_WORDS_PER_COMMA = 16
_SHORTEST, _LONGEST = 4, 34

#: How strongly each word opens a new sentence in unprepared speech (natural log odds, by hand).
_OPENERS = {
    "so": 2.0, "and": 1.2, "but": 1.7, "because": 0.7, "anyway": 2.2, "then": 0.3, "since": 0.6, "now": 1.0,
    "well": 1.4, "um": 0.8, "uh": 0.6, "okay": 1.6, "yeah": 1.4, "honestly": 1.2, "actually": 0.4, "basically": 0.6,
    "what": 0.5, "why": 0.8, "the": 0.1, "i": 0.5, "i've": 0.7, "i'd": 0.6, "i'm": 0.7, "it's": 0.6, "it": 0.2,
    "we": 0.4, "they": 0.3, "he": 0.3, "she": 0.3, "that's": 0.7, "that": -0.2, "there": 0.3, "there's": 0.5,
    "my": 0.2, "nobody": 0.4, "which": -0.3, "after": 0.3, "before": -0.2, "when": 0.0, "if": 0.1, "these": 0.3,
    "last": 0.2, "every": 0.1, "looking": 0.4, "ever": 0.3, "today": 0.4, "nowadays": 1.0,
}  # fmt: skip
#: Words after which nobody ends a sentence.
_NEVER_LAST = _set("""a an the my your his her our their its of to in on at by for from with into about as than and or but so because
    if when while i we he she they you it's i'm we're he's she's they're i'd i've i'll is are was were be been am do
    does did don't didn't have has had will would can could should must not very really just um uh like that which who
    whose this these those no every some any""")


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
    """Character ranges of the sentences. ``gaps``: seconds of silence after the token that ends at this character."""
    pieces: list[tuple[int, int]] = []
    for tokens in _punctuated(text):
        commas = sum(token.text.endswith((",", ";", ":", "—", "–")) for token in tokens)
        if len(tokens) > _RUN_ON_WORDS and commas * _WORDS_PER_COMMA < len(tokens):
            pieces.extend((part[0].start, part[-1].end) for part in _by_words(tokens, gaps))
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
        if not any(character.isalnum() for character in token.text) and not current:
            if groups:  # stray punctuation belongs to what was said before it
                groups[-1].append(token)
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
    gain = [0.0] * (count + 1)
    for i in range(1, count):
        gain[i] = _boundary(tokens[i - 1], tokens[i], tokens[i + 1] if i + 1 < count else None, gaps)
    best = [float("-inf")] * (count + 1)
    best[0], back = 0.0, [0] * (count + 1)
    for end in range(1, count + 1):
        for start in range(max(0, end - 60), end):
            score = best[start] + _length_score(end - start) + (gain[end] if end < count else 0.0)
            if score > best[end]:
                best[end], back[end] = score, start
    parts: list[list[_Token]] = []
    end = count
    while end:
        parts.append(tokens[back[end] : end])
        end = back[end]
    return parts[::-1]


def _boundary(last: _Token, first: _Token, second: _Token | None, gaps: dict[int, float]) -> float:
    """How much speaks for an end between these two tokens (log odds)."""
    score = -2.2 + _OPENERS.get(first.word, -0.6)
    if last.word in _NEVER_LAST:
        score -= 3.0
    if first.word in {"and", "but", "so"} and second is not None and second.word in _SUBJECTS:
        score += 1.0
    if last.text.endswith((",", ";", ":")):
        score += 0.8
    if first.text[:1].isupper() and first.word not in {"i", "i'm", "i've", "i'd", "i'll"}:
        score += 0.8
    gap = gaps.get(last.end, 0.0)
    return score + min(3.0, 4.0 * max(0.0, gap - 0.15))


_SUBJECTS = _set("i we he she they it you i'd i've i'm we'd the my that nobody it's there then now")


@lru_cache(maxsize=64)
def _length_score(words: int) -> float:
    if words < _SHORTEST:
        return -1.6 * (_SHORTEST - words)
    return -0.35 * max(0, words - _LONGEST) + min(0.0, 0.12 * (words - 9))


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
    for here, following in zip(places, places[1:], strict=False):
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
