"""Reads an answer sentence by sentence: what does each one show, and what does the whole amount to?

Talk to the grader is taken out before the answer is read, so that it lends no context and counts for
nothing. Where some is found the answer is read in several ways (without its sentence; with only the story
that was in it) and each check gets the lowest of what they give. Such a sentence can still violate an
*avoided* check.
"""

import threading
from collections.abc import Mapping

from failprep.domain import AVOIDED, CHECKS, Reading, SentenceReading, Transcript
from failprep.reading import agents, grader, language, parts, story
from failprep.reading.encoder import Encoder, Scores
from failprep.reading.whole import ABSENT, Verdicts, lowered

_MOST_CUTS = 6
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
        flagged, told, scores = _sifted(texts, orders, encoder)
        answer = verdicts.answer(scores)
        if flagged:
            answer = self._guarded(
                answer, texts=texts, told=told, flagged=flagged, encoder=encoder, verdicts=verdicts
            )
        shows = {number: verdicts.sentence(row) for number, row in zip(told, scores, strict=True)}
        # to be worth citing takes more than to tell which part of the story this is
        labels = dict(zip(told, parts.label([verdicts.alone(row) for row in scores]), strict=True))
        rows = []
        for sentence in transcript.sentences:
            if sentence.id in shows:
                who = agents.agent(sentence.text)
                rows.append(SentenceReading(sentence.id, shows[sentence.id], labels[sentence.id], who))
            else:
                offences = _offences(texts.get(sentence.id, ""), encoder, verdicts)
                left = flagged.get(sentence.id, "")
                talks = sentence.id in flagged
                rows.append(SentenceReading(sentence.id, offences, to_grader=talks, story=left))
        return Reading(tuple(rows), answer)

    def _loaded(self) -> tuple[Encoder, Verdicts]:
        with self._lock:
            if self._parts is None:
                self._parts = Encoder(), Verdicts.load()
            return self._parts

    def _guarded(
        self,
        answer: Mapping[str, float],
        *,
        texts: Mapping[int, str],
        told: Mapping[int, str],
        flagged: Mapping[int, str],
        encoder: Encoder,
        verdicts: Verdicts,
    ) -> dict[str, float]:
        """The lowest of all readings of an answer in which somebody talks to the grader.

        Where the story had to be put together again from a sentence's rest, a check needs more than the usual
        certainty, since nobody can know how the sentence was meant to run.
        """
        pieces = story.retold([(number, flagged.get(number, text)) for number, text in texts.items()])
        scores = encoder.scores([piece.text for piece in pieces])
        silenced = scores.copy()
        for row, piece in zip(silenced, pieces, strict=True):
            if piece.source in flagged:
                row[_SHOWN] = ABSENT
        suspects = [texts[number] for number in flagged if number in texts]
        offences = verdicts.answer(encoder.scores(suspects)) if suspects else {}
        whole = encoder.scores(list(texts.values()))
        for row, number in zip(whole, texts, strict=True):
            if number in flagged:
                row[_SHOWN] = ABSENT
        readings = [verdicts.answer(rows) for rows in (scores, silenced, whole)]
        if not any(flagged.values()) and [piece.text for piece in pieces] == list(told.values()):
            readings = []  # the story stands as if nobody had said anything else
        lowest = {check: min(value, *(r[check] for r in readings), value) for check, value in answer.items()}
        for check in AVOIDED & offences.keys():
            lowest[check] = min(lowest[check], offences[check])
        return lowered(lowest) if readings else lowest


def _sifted(
    texts: Mapping[int, str], orders: Mapping[int, str], encoder: Encoder
) -> tuple[dict[int, str], dict[int, str], Scores]:
    """The story without the sentences that talk to the grader.

    The plainest is taken out first and the rest is read again: its neighbours look alike in its company.

    Args:
        texts: Sentence id → text.
        orders: Sentences that are known to talk to the grader, and what is left of each.
        encoder: The trained reader.

    Returns:
        What is left of each flagged sentence; the other sentences; and their scores.
    """
    flagged = dict(orders)
    for number, text in texts.items():
        if number not in flagged and grader.crisp(text):
            flagged[number] = _rest(text, encoder)
    told = {number: text for number, text in texts.items() if number not in flagged}
    company: set[int] = set()
    while True:
        scores, aims = encoder.read(list(told.values()))
        found = {
            number: stretch
            for (number, text), aim in zip(told.items(), aims, strict=True)
            if (stretch := grader.stretch(text, aim)) is not None
        }
        if not found:
            # what was alike only in that company stays, unless its own words are about grading
            late = [number for number in company & told.keys() if grader.hints(told[number])]
            if not late:
                return flagged, told, scores
            for number in late:
                flagged[number] = _rest(told.pop(number), encoder)
            continue
        company |= found.keys()
        plainest = max(found, key=lambda number: found[number].strength)
        flagged[plainest] = _rest(told.pop(plainest), encoder)


def _rest(text: str, encoder: Encoder) -> str:
    """What is left of a flagged sentence when everything in it that talks to the grader is cut out."""
    for _ in range(_MOST_CUTS):
        stretch = grader.stretch(text, encoder.read([text])[1][0]) or grader.crisp(text)
        if stretch is None or not text:
            break
        text = story.without(text, stretch.start, stretch.end)
    return text


def _offences(text: str, encoder: Encoder, verdicts: Verdicts) -> dict[str, float]:
    """What a sentence outside the story violates; it shows nothing."""
    if not text:
        return dict.fromkeys(CHECKS, 0.0)
    alone = verdicts.sentence(encoder.scores([text])[0])
    return {check: alone[check] if check in AVOIDED else 0.0 for check in CHECKS}
