"""The candidate's own words, ready to be said back: a clause turned from "I" to "you", with a weight.

Where no clause can be turned, one is quoted as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile
from math import log
from typing import Literal

from failprep.coach import turns
from failprep.coach.clauses import MOST_WORDS, NUMBERS, SUBJECTS, Clause, clauses, punctuated, words

#: What the question is about: what was done then, what is done today, the reason, who keeps watch, what
#: went wrong, or anything.
When = Literal["then", "now", "why", "watch", "fault", ""]
_FEWEST_WORDS, _FEWEST_QUOTED = 3, 4
_DETERMINERS = words("the my our his her their this these those a an every each all")
_ACTORS = words("i i'm i'd i've we we'd we've he she they")
_SPEAKER = words("i i'm i'd i've i'll we we're we'd we've we'll")
_RELATIVE = words("who which that whose")
_RULE = words("nobody every each everything nothing all")
_VAGUE = words("it it's there there's this that that's these those")
_POINTS = words("it that this these those")
_ADDRESSED = words("you your you're you've you'd you'll yourself yours")
_SAYING = (("i", "said"), ("i", "say"), ("we", "said"))
_SHIFTS = {
    "i": "you", "i'm": "you're", "i've": "you've",
    "i'd": "you'd", "i'll": "you'll", "me": "you", "my": "your",
    "mine": "yours", "myself": "yourself", "we": "you", "we're": "you're", "we've": "you've", "we'd": "you'd",
    "we'll": "you'll", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves", "am": "are",
    "meself": "yourself",
}  # fmt: skip
_STOP = words(
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
    bit way kind sort yes time already ago back anyway quite much many such
    """
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEAST_QUOTED = 0.05
_ENOUGH = 5.0  # of weight: three or four words of meaning


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to say back; ``text`` completes "You said …".

    Attributes:
        quoted: They are verbatim.
        weight: How well they would do, 0 to 1.
        own: The speaker is who acts in them.
        deed: They tell what the speaker did at some moment.
        once: What they tell is over, and nothing of it goes on.
    """

    text: str
    quoted: bool
    weight: float
    own: bool = False
    deed: bool = False
    once: bool = False

    @property
    def failing(self) -> bool:
        """Whether it can be something that went wrong: not a remedy, a virtue or a step in a career."""
        return not turns.NO_FAILING.search(self.text)

    @property
    def vague(self) -> bool:
        """Whether its subject is only pointed at."""
        return self.text.split()[0].lower() in _VAGUE

    @property
    def hollow(self) -> bool:
        """Whether it only points at what was done: "you've done that on every job"."""
        rest = self.text.split()[1:]
        return bool(_POINTS & set(rest)) and len(set(content_words(" ".join(rest))) - _RULE) <= 1

    @property
    def chosen(self) -> bool:
        """Whether somebody may have decided on it."""
        return not turns.UNCHOSEN.search(self.text)

    @property
    def fault(self) -> bool:
        """Whether the words themselves speak of something that is not as it should be."""
        return turns.FAULT.search(self.text) is not None


def content_words(text: str) -> list[str]:
    """The words that carry meaning, lower-case, in order."""
    return [word for word in _words(text) if word not in _STOP and (len(word) > 2 or word.isdigit())]


def options(sentence: str, rarity: dict[str, float], when: When = "") -> list[Phrase]:
    """The clauses of a sentence that can be said back, the most telling first."""
    found = [clause for clause in clauses(sentence) if punctuated(sentence) or not _repeats(clause)]
    reported = [
        replace(
            phrase, weight=phrase.weight * (_later(place, len(found)) if when in {"then", "why"} else 1.0)
        )
        for place, clause in enumerate(found)
        if (phrase := _reported(clause, rarity, when)) is not None
    ]
    if not (reported or when or sentence.rstrip().endswith("?")) and punctuated(sentence):
        reported = [phrase for clause in found if (phrase := _quoted(clause, rarity)) is not None]
    return sorted(reported, key=lambda phrase: -phrase.weight)


def said_back(sentence: str, rarity: dict[str, float], when: When = "") -> Phrase | None:
    """The most telling clause, or None when nothing in it can be said back."""
    return next(iter(options(sentence, rarity, when)), None)


def _later(place: int, count: int) -> float:
    """Who tells what happened sets the scene first: later clauses count a little more."""
    return 0.75 + 0.25 * (place + 1) / count


def rarity(sentences: Iterable[str]) -> dict[str, float]:
    """Content word → weight: words said often in this answer name what it is about, up to a point."""
    counts = Counter(word for sentence in sentences for word in set(content_words(sentence)))
    return {word: 1.0 + 0.3 * log(count) + 0.08 * min(len(word), 9) for word, count in counts.items()}


def you_said(phrase: Phrase, *, sceptic: bool = False) -> str:
    """The opening of a question: "You said you copied the file." or, verbatim, "You said: “five weeks”."."""
    verb = "say" if sceptic else "said"
    return f"You {verb}: “{phrase.text}”." if phrase.quoted else f"You {verb} {phrase.text}."


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _reported(clause: Clause, rarity: dict[str, float], when: When) -> Phrase | None:
    tokens, lower = clause.tokens, clause.lower
    while len(tokens) > 4 and lower[:2] in _SAYING:
        tokens, lower = tokens[2:], lower[2:]  # "You said you said …" is one too many
    text = " ".join(lower)
    if len(tokens) < _FEWEST_WORDS or not _stands(lower, text) or not _is_about(text, when):
        return None
    weight = _fullness(tokens, rarity) * _aptness(lower, text, when) * (0.7 if clause.cut else 1.0)
    own = lower[0] in _SPEAKER | _RULE
    deed = lower[0] in {"i", "we"} and _is_past(lower) and not turns.NO_DEED.search(text)
    once = _is_past(lower) and not {"i've", "we've", "have", "has"} & set(lower[:3])
    once = once and not turns.LASTING.search(text)
    return Phrase(_to_you(tokens), False, weight, own, deed, once) if weight > 0 else None


def _stands(lower: tuple[str, ...], text: str) -> bool:
    """Whether it is a clause of the story that can be turned round and says the same then."""
    if (
        lower[0] not in SUBJECTS
        or turns.TALK.match(text)
        or turns.SPEECH.search(text)
        or turns.CLASH.search(text)
        or turns.AWKWARD.search(text)
    ):
        return False
    if lower[-1] in NUMBERS and lower[-2] in turns.BE:
        return False  # "people were forty, fifty pounds short"
    if lower[0] in _DETERMINERS and (len(lower) < 4 or _ACTORS & set(lower[2:5])):
        return False  # "a list I caught myself …": who acts comes later, and so does the sentence
    main = list(takewhile(lambda word: word not in _RELATIVE, lower[1:]))
    if lower[0] in turns.OTHERS and not any(map(turns.finite, main)):
        return False  # "the six hundred euro", "a woman who left": nothing happens in it
    if lower[0] in _SPEAKER and {"us", "me"} & set(lower[1:4]):
        return False  # "I'd set us a target": both would be "you"
    # "you won't catch me", "the right mine set": turned round it would say something else
    return not (_ADDRESSED & set(lower) or "mine" in lower[:-1])


def _is_about(text: str, when: When) -> bool:
    needed = {"why": turns.INNER, "watch": turns.WATCH, "fault": turns.FAULT}.get(when)
    return needed is None or needed.search(text) is not None


def _quoted(clause: Clause, rarity: dict[str, float]) -> Phrase | None:
    text, first = " ".join(clause.lower), clause.lower[0]
    if len(clause.tokens) < _FEWEST_QUOTED or clause.cut or first in turns.HANGS_ON or turns.finite(first):
        return None
    if turns.TALK.match(text) or turns.CLASH.search(text):
        return None
    weight = 0.35 * _fullness(clause.tokens, rarity) * (1.0 if any(map(turns.finite, clause.lower)) else 0.4)
    return Phrase(" ".join(clause.tokens), True, weight) if weight >= _LEAST_QUOTED else None


def _fullness(tokens: Iterable[str], rarity: dict[str, float]) -> float:
    """How much is said, 0 to 1."""
    meaning = set(content_words(" ".join(tokens)))
    return min(1.0, sum(rarity.get(word, 1.3) for word in meaning) / _ENOUGH)


def _aptness(lower: tuple[str, ...], text: str, when: When) -> float:
    """How well the clause says what the speaker did, or does, 0 to 1."""
    apt = 1.0 if lower[0] in _SPEAKER else 0.35 if lower[0] in _VAGUE else 0.7
    if turns.SCENE.match(text):
        apt *= 0.22
    if len(lower) <= 5 and {"it", "that", "this", "them"} & set(lower[1:]):
        apt *= 0.6
    past = _is_past(lower)
    if (when == "then" and not past) or (when == "now" and past):
        apt *= 0.6
    return apt


def _is_past(lower: tuple[str, ...]) -> bool:
    return lower[0].endswith("'d") or any(map(turns.past, lower[1:5]))


def _repeats(clause: Clause) -> bool:
    """Two thoughts run into one, where nothing divides them: "a ten minute rule ten minutes stuck"."""
    meaning = [word.rstrip("s") for word in content_words(" ".join(clause.tokens))]
    return len(set(meaning)) < len(meaning)


def _to_you(tokens: tuple[str, ...]) -> str:
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
            turned.append(lower if index == 0 and lower in SUBJECTS else token)
    return " ".join(turned)


__all__ = ["MOST_WORDS", "Phrase", "When", "content_words", "rarity", "said_back", "you_said"]
