"""The candidate's own words, ready to be said back: a short clause of a sentence, turned from "I" to "you".

There is no parser here. A clause is taken between natural breaks, kept only when it begins with a subject
and has room for a verb, and cut back to a length that can be spoken. Where none qualifies, the words are
quoted as they are.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MOST_WORDS = 12
_FEWEST_WORDS, _FEWEST_QUOTED = 3, 4

_BREAK = re.compile(
    r"[,;:.!?…()\"“”—–]+|\s-\s|\s(?=(?:and|but|so|because|cause|which|although|though|whereas|then)\s)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:um+|uh+|er+|erm+|eh|hmm|you know|i mean|sort of|kind of|kinda|basically|like i said|to be honest|"
    r"honestly|if i'm honest|how do you say|i suppose|i guess|i think|actually|literally|obviously|really|"
    r"just)\b,?\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:so|and|but|well|yeah|yes|no|okay|ok|right|now|then|anyway|because|cause|'cause|look|see|listen|like|"
    r"also|plus|although|though|which|or|oh|that)\s+)+",
    re.IGNORECASE,
)
_SUBJECTS = _set(
    """
    i i'm i'd i've i'll we we're we'd we've he he's he'd she she's she'd they they're they'd they've it
    it's there there's the my our his her their nobody somebody everybody this that's these those a an
    people every each all nothing everything everyone
    """
)
_DETERMINERS = _set("the my our his her their this these those a an")
_ACTORS = _set("i i'm i'd i've we we'd we've he she they")
_CUT_BEFORE = _set(
    """
    in into on at with without where before after until since when while because so and but which if during
    """
)
_NOT_LAST = _set(
    """
    the a an my your our his her their to of in on at for with into from by and but or so if when that
    which who is was were are be been am do did had have has not very i we he she they it you as than
    about like because would could should will can don't didn't wasn't isn't couldn't wouldn't it's i'm he's
    she's they're there's what how why where
    """
)
_EMPTY_FRAMES = frozenset(
    {
        "i think",
        "i guess",
        "i mean",
        "i suppose",
        "i don't know",
        "it's fine",
        "i remember",
        "that's it",
        "that's all",
    }
)
_ADDRESSED = _set("you your you're you've you'd you'll yourself yours")
_SAYING = (["i", "said"], ["i", "say"], ["we", "said"])
_SHIFTS = {
    "i": "you", "i'm": "you're", "i've": "you've",
    "i'd": "you'd", "i'll": "you'll", "me": "you", "my": "your",
    "mine": "yours", "myself": "yourself", "we": "you", "we're": "you're", "we've": "you've", "we'd": "you'd",
    "we'll": "you'll", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves", "am": "are",
    "meself": "yourself",
}  # fmt: skip
_STOP = _set(
    """
    i me my we our us you your he him his she her it its they them their the a an and or but so if then
    than that this these those there here is am are was were be been being do does did done have has had
    having will would can could should shall may might must not no nor of to in on at by for from with
    without into about over under out up down off as when while because since until after before again
    once just very really too also only even still now what which who whom whose where why how all any
    both each few more most other some such own same s t don didn doesn isn wasn i'm i've i'd i'll it's
    that's there's he's she's they're we're you're don't didn't wasn't isn't couldn't wouldn't can't
    won't hadn't haven't yeah um uh well okay like know mean think thing things get got go went going
    come came say said one something anything everything nothing somebody anybody everybody nobody lot
    bit way kind sort yes time
    """
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to say back. ``clause`` completes "You said …"; ``quoted`` says they are verbatim."""

    text: str
    quoted: bool
    weight: float


def content_words(text: str) -> list[str]:
    """The words that carry meaning, lower-case, in order."""
    return [word for word in _words(text) if word not in _STOP and (len(word) > 2 or word.isdigit())]


def said_back(sentence: str, rarity: dict[str, float]) -> Phrase | None:
    """The most telling short clause of a sentence, or None when nothing in it can be said back."""
    candidates = [
        phrase for clause in _clauses(sentence) if (phrase := _reported(clause, rarity)) is not None
    ]
    candidates = candidates or [
        phrase for clause in _clauses(sentence) if (phrase := _quoted(clause, rarity)) is not None
    ]
    return max(candidates, key=lambda phrase: phrase.weight, default=None)


def rarity(sentences: Iterable[str]) -> dict[str, float]:
    """Content word → weight: words said often in this answer name what it is about, up to a point."""
    counts = Counter(word for sentence in sentences for word in set(content_words(sentence)))
    return {word: 1.0 + 0.3 * log(count) + 0.08 * min(len(word), 9) for word, count in counts.items()}


def you_said(phrase: Phrase, *, sceptic: bool = False) -> str:
    """The opening of a question: "You said you copied the file." or, verbatim, "You said “five weeks”."."""
    verb = "say" if sceptic else "said"
    return f"You {verb}: “{phrase.text}”." if phrase.quoted else f"You {verb} {phrase.text}."


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _clauses(sentence: str) -> list[str]:
    text = _FILLER.sub("", sentence.replace("’", "'"))
    pieces = [_LEAD.sub("", " ".join(piece.split())) for piece in _BREAK.split(text)]
    split: list[str] = []
    for piece in pieces:
        split.extend(_at_subjects(piece))
    return [piece for piece in split if piece]


def _at_subjects(piece: str) -> list[str]:
    """An unpunctuated stretch, divided where a new "I …" begins without a word that introduces it."""
    tokens = piece.split()
    if len(tokens) <= MOST_WORDS:
        return [piece]
    parts: list[list[str]] = [[]]
    for index, token in enumerate(tokens):
        fresh = token.lower() in {
            "i",
            "i'm",
            "i've",
            "i'd",
            "we",
            "he",
            "she",
            "they",
            "it's",
            "that's",
            "there's",
        }
        introduced = index and tokens[index - 1].lower() in _INTRODUCES
        if fresh and len(parts[-1]) >= 4 and not introduced:
            parts.append([])
        parts[-1].append(token)
    return [_LEAD.sub("", " ".join(part)) for part in parts]


_INTRODUCES = _set(
    """
    that what how why if when because cause where who which than as thing way think know knew said say
    thought felt until before after since while time whatever like sure figured assumed believe reckon
    and or
    """
)


def _reported(clause: str, rarity: dict[str, float]) -> Phrase | None:
    tokens = clause.split()
    while len(tokens) > 4 and [token.lower() for token in tokens[:2]] in _SAYING:
        tokens = tokens[2:]  # "You said you said …" is one too many
    if not tokens or tokens[0].lower() not in _SUBJECTS or " ".join(tokens).lower() in _EMPTY_FRAMES:
        return None
    if tokens[0].lower() in _DETERMINERS and (
        len(tokens) < 4 or _ACTORS & {token.lower() for token in tokens[2:5]}
    ):
        return None  # "a list I caught myself …": who acts comes later, and so does the sentence
    tokens = _shorten(tokens)
    if len(tokens) < _FEWEST_WORDS or tokens[-1].lower() in _NOT_LAST:
        return None
    lower = [token.lower() for token in tokens]
    if _ADDRESSED & set(lower) or "mine" in lower[:-1]:
        return None  # "you won't catch me", "the right mine set": turned round it would say something else
    weight = _weight(tokens, rarity) * (
        1.35 if tokens[0].lower() in {"i", "i'd", "i've", "i'm", "we"} else 1.0
    )
    if weight <= 0:
        return None
    return Phrase(_to_you(tokens), False, weight)


def _quoted(clause: str, rarity: dict[str, float]) -> Phrase | None:
    tokens = _shorten(clause.split())
    weight = _weight(tokens, rarity)
    if len(tokens) < _FEWEST_QUOTED or weight <= 0 or tokens[-1].lower() in _NOT_LAST:
        return None
    return Phrase(" ".join(tokens), True, 0.5 * weight)


def _shorten(tokens: list[str]) -> list[str]:
    """The clause, cut back before a word that can go with all that follows; empty where none is near.

    Cut anywhere else it would say something else, or nothing.
    """
    if len(tokens) <= MOST_WORDS:
        return tokens
    for end in range(MOST_WORDS, 4, -1):
        if tokens[end].lower() in _CUT_BEFORE and tokens[end - 1].lower() not in _NOT_LAST:
            return tokens[:end]
    return []


def _weight(tokens: list[str], rarity: dict[str, float]) -> float:
    return sum(rarity.get(word, 0.8) for word in set(content_words(" ".join(tokens))))


def _to_you(tokens: list[str]) -> str:
    turned: list[str] = []
    for index, token in enumerate(tokens):
        lower = token.lower()
        before = tokens[index - 1].lower() if index else ""
        after = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
        if lower in {"was", "wasn't"} and (before in {"i", "we"} or after in {"i", "we"}):
            turned.append({"was": "were", "wasn't": "weren't"}[lower])
        elif lower in _SHIFTS:
            turned.append(_SHIFTS[lower])
        else:
            turned.append(lower if index == 0 and not _keeps_capital(token) else token)
    return " ".join(turned)


def _keeps_capital(token: str) -> bool:
    return token.lower() not in _SUBJECTS
