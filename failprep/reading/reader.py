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
from failprep.reading.encoder import Aim, Encoder
from failprep.reading.whole import ABSENT, Verdicts, lowered

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
        scores, aims = encoder.read(list(texts.values()))
        flagged = {s.id: split[s.id][0] for s in transcript.sentences if grader.foreign_order(split[s.id][1])}
        flagged |= _aimed(texts, dict(zip(texts, aims, strict=True)))
        told = {number: text for number, text in texts.items() if number not in flagged}
        if len(told) < len(texts):
            scores = encoder.scores(list(told.values()))
        answer = verdicts.answer(scores)
        if flagged:
            answer = self._guarded(
                answer, texts=texts, told=told, flagged=flagged, encoder=encoder, verdicts=verdicts
            )
        shows = {number: verdicts.sentence(row) for number, row in zip(told, scores, strict=True)}
        labels = dict(zip(shows, parts.label(list(shows.values())), strict=True))
        rows = []
        for sentence in transcript.sentences:
            if sentence.id in shows:
                who = agents.agent(sentence.text)
                rows.append(SentenceReading(sentence.id, shows[sentence.id], labels[sentence.id], who))
            else:
                offences = _offences(texts.get(sentence.id, ""), encoder, verdicts)
                rows.append(SentenceReading(sentence.id, offences, to_grader=sentence.id in flagged))
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
        readings = [verdicts.answer(scores), verdicts.answer(silenced)]
        lowest = {check: min(value, *(r[check] for r in readings)) for check, value in answer.items()}
        for check in AVOIDED & offences.keys():
            lowest[check] = min(lowest[check], offences[check])
        clean = [piece.text for piece in pieces] == list(told.values())
        return lowest if clean else lowered(lowest)


def _aimed(texts: Mapping[int, str], aims: Mapping[int, Aim]) -> dict[int, str]:
    """Sentences that talk to the grader: id → what is left of each when that is cut out."""
    found = {}
    for number, text in texts.items():
        stretch = grader.stretch(text, aims[number])
        if stretch is not None:
            found[number] = story.without(text, *stretch)
        elif grader.crisp(text):
            found[number] = ""
    return found


def _offences(text: str, encoder: Encoder, verdicts: Verdicts) -> dict[str, float]:
    """What a sentence outside the story violates; it shows nothing."""
    if not text:
        return dict.fromkeys(CHECKS, 0.0)
    alone = verdicts.sentence(encoder.scores([text])[0])
    return {check: alone[check] if check in AVOIDED else 0.0 for check in CHECKS}
