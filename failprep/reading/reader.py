"""Reads an answer sentence by sentence: what does each one show, and what does the whole amount to?

Mere talk is passed over, by what its own words say. Talk to the grader is taken out before the answer is
read, so that it lends no context and counts for nothing. Where some is found the answer is read in several
ways (without its sentence; with only the story that was in it; with all of it, silenced) and each check gets
the lowest of what they give. Such a sentence can still violate an *avoided* check.

A sentence that may be such talk, though nobody could say so, stays in the answer unmarked; but no check is
met that would not be met without it.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from failprep.domain import AVOIDED, CHECKS, Reading, SentenceReading, Transcript
from failprep.reading import agents, grader, language, parts, plain, story
from failprep.reading.encoder import Encoder, Heard, Scores
from failprep.reading.whole import ABSENT, Verdicts, lowered

#: Words that may be meant for a grader (log odds below the line): seven in ten of sly ones, one honest
#: sentence in a hundred.
_DOUBT = -2.0
#: What is taken off where somebody talks to the grader (log odds): some for what such talk displaces, more
#: where it is mixed with the story.
_LESS_APART, _LESS = 0.35, 1.2
_MOST_CUTS = 6
#: Words beside talk to the grader that are nothing of a story.
_STRAY = frozenset(
    {"so", "and", "but", "or", "well", "oh", "ok", "okay", "now", "right", "yes", "no", "please", "also"}
)
_NOTHING: dict[str, float] = dict.fromkeys(CHECKS, 0.0)
_SHOWN = [i for i, check in enumerate(CHECKS) if check not in AVOIDED]


class Reader:
    """What each sentence shows. ``load`` once; ``read`` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._parts: tuple[Encoder, Verdicts] | None = None

    def load(self) -> None:
        """Load the network and its vocabulary (some tenths of a second); ``read`` does it when nobody did."""
        self._loaded()

    def read(self, transcript: Transcript) -> Reading:
        """Read all sentences of a transcript. The same text always gives the same reading."""
        encoder, verdicts = self._loaded()
        split = {s.id: language.split(s.text) for s in transcript.sentences}
        texts = {number: english for number, (english, _) in split.items() if english}
        orders = {
            number: english for number, (english, other) in split.items() if grader.foreign_order(other)
        }
        by_words = {number: encoder.by_words(text) for number, text in texts.items()}
        talk = _neutral(texts, orders, by_words)
        texts = {number: text for number, text in texts.items() if number not in talk}
        flagged, heard = _addressed(texts, orders, by_words, encoder)
        answer = verdicts.answer(_tokens(heard.values()))
        doubts = {n for n in heard if by_words[n]["addressed"] > _DOUBT or grader.doubtful(heard[n])}
        if doubts:
            beyond_doubt = [texts[number] for number in heard if number not in doubts]
            answer = self._without(answer, beyond_doubt)
        if flagged:
            answer = self._guarded(answer, texts, flagged, certain=not doubts)
        shows = {number: verdicts.sentence(found.row) for number, found in heard.items()}
        # to be worth citing takes more than to tell which part of the story this is
        tells = {number: verdicts.alone(found.tokens) for number, found in heard.items()} | talk
        labels = dict(zip(sorted(tells), parts.label([tells[n] for n in sorted(tells)]), strict=True))
        rows = []
        for sentence in transcript.sentences:
            if sentence.id in labels:
                who = agents.agent(sentence.text)
                found = shows.get(sentence.id, _NOTHING)
                rows.append(
                    SentenceReading(
                        sentence.id, found, labels[sentence.id], who, doubtful=sentence.id in doubts
                    )
                )
            else:
                offences = _offences(texts.get(sentence.id, ""), encoder, verdicts)
                left = flagged.get(sentence.id, "")
                talks = sentence.id in flagged
                rows.append(SentenceReading(sentence.id, offences, to_grader=talks, story=left))
        return Reading(tuple(rows), answer if language.is_english(transcript.text) else {})

    def _loaded(self) -> tuple[Encoder, Verdicts]:
        with self._lock:
            if self._parts is None:
                self._parts = Encoder(), Verdicts.load()
            return self._parts

    def _without(self, answer: Mapping[str, float], texts: Sequence[str]) -> dict[str, float]:
        """The lower of what the answer amounts to and what these sentences alone amount to."""
        encoder, verdicts = self._loaded()
        left = verdicts.answer(_tokens(encoder.read(texts)))
        return {check: min(value, left[check]) for check, value in answer.items()}

    def _guarded(
        self,
        answer: Mapping[str, float],
        texts: Mapping[int, str],
        flagged: Mapping[int, str],
        *,
        certain: bool,
    ) -> dict[str, float]:
        """The lowest of all readings of an answer in which somebody talks to the grader.

        A check needs more than the usual certainty, all the more where it is mixed with the story, or nobody
        is ``certain`` that it was all found (some of it may hang on a neighbour).
        """
        encoder, verdicts = self._loaded()
        pieces = story.retold([(number, flagged.get(number, text)) for number, text in texts.items()])
        pieces = [piece for piece in pieces if encoder.by_words(piece.text)["neutral"] <= 0]
        again = encoder.read([piece.text for piece in pieces])
        silenced = [_silent(h) if p.source in flagged else h for h, p in zip(again, pieces, strict=True)]
        entire = encoder.read(list(texts.values()))
        whole = [_silent(h) if n in flagged else h for h, n in zip(entire, texts, strict=True)]
        suspects = encoder.read([texts[number] for number in flagged if number in texts])
        readings = [verdicts.answer(_tokens(found)) for found in (again, silenced, whole)]
        lowest = {check: min(value, *(r[check] for r in readings)) for check, value in answer.items()}
        offences = verdicts.answer(_tokens(suspects))
        for check in AVOIDED:
            lowest[check] = min(lowest[check], offences[check])
        apart = certain and all(_alone(texts[number], encoder) for number in flagged if number in texts)
        return lowered(lowest, by=_LESS_APART if apart else _LESS)


def _tokens(heard: Iterable[Heard]) -> list[Scores]:
    return [found.tokens for found in heard]


def _silent(heard: Heard) -> Heard:
    """The sentence as if it showed nothing; what it violates stays."""
    tokens = heard.tokens.copy()
    tokens[:, _SHOWN] = ABSENT
    return replace(heard, tokens=tokens)


def _neutral(
    texts: Mapping[int, str], orders: Mapping[int, str], by_words: Mapping[int, Mapping[str, float]]
) -> dict[int, dict[str, float]]:
    """Sentences that are mere talk, whatever stands beside them, and that they show nothing."""
    return {
        number: _NOTHING
        for number, text in texts.items()
        if number not in orders and not grader.hints(text) and by_words[number]["neutral"] > 0
    }


def _addressed(
    texts: Mapping[int, str],
    orders: Mapping[int, str],
    by_words: Mapping[int, Mapping[str, float]],
    encoder: Encoder,
) -> tuple[dict[int, str], dict[int, Heard]]:
    """Find the sentences that talk to the grader: the plainest one at a time, then read the rest again.

    Reading again matters, since such talk makes its innocent neighbours look alike.

    Args:
        texts: Sentence id → text.
        orders: Sentences that are known to talk to the grader, and what is left of each.
        by_words: What each sentence tells by itself.
        encoder: The trained reader.

    Returns:
        What is left of each flagged sentence; and the other sentences as they were heard.
    """
    flagged = dict(orders)
    for number, text in texts.items():
        if number not in flagged and (grader.crisp(text) or by_words[number]["addressed"] > 0):
            flagged[number] = _rest(text, encoder)
    told = {number: text for number, text in texts.items() if number not in flagged}
    company: set[int] = set()
    while True:
        heard = dict(zip(told, encoder.read(list(told.values())), strict=True))
        found = {
            number: stretch
            for number, text in told.items()
            if (stretch := grader.stretch(text, heard[number])) is not None
        }
        if not found:
            # what was alike only in that company stays, unless its own words are about grading
            late = [number for number in company & told.keys() if grader.hints(told[number])]
            if not late:
                return flagged, heard
            for number in late:
                flagged[number] = _rest(told.pop(number), encoder)
            continue
        company |= found.keys()
        plainest = max(found, key=lambda number: found[number].strength)
        flagged[plainest] = _rest(told.pop(plainest), encoder)


def _alone(text: str, encoder: Encoder) -> bool:
    """Whether a flagged sentence is nothing but talk to the grader."""
    found = [s for s in (grader.stretch(text, encoder.read([text])[0]), grader.crisp(text)) if s is not None]
    if not found:
        return False
    outside = f"{text[: min(s.start for s in found)]} {text[max(s.end for s in found) :]}"
    return all(word.text in _STRAY for word in plain.words(outside))


def _rest(text: str, encoder: Encoder) -> str:
    """What is left of a flagged sentence when everything in it that talks to the grader is cut out."""
    for cuts in range(_MOST_CUTS):
        stretch = grader.stretch(text, encoder.read([text])[0]) or grader.crisp(text)
        if stretch is None or not text:
            return text if cuts else ""  # nobody can tell where in the sentence it stands
        text = story.without(text, stretch.start, stretch.end)
    return text


def _offences(text: str, encoder: Encoder, verdicts: Verdicts) -> dict[str, float]:
    """What a sentence outside the story violates; it shows nothing."""
    if not text:
        return _NOTHING
    alone = verdicts.sentence(encoder.read([text])[0].row)
    return {check: alone[check] if check in AVOIDED else 0.0 for check in CHECKS}
