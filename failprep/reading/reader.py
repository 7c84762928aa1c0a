"""Reads an answer sentence by sentence: what does each one show, and what does the whole amount to?

Sentences that talk to the grader are taken out before the answer is read, so they lend no context, count for nothing
and raise nothing: where one is found the answer is read in several ways (without the sentence; with only the story
that was in it) and each check gets the lowest of what they give. They can still violate an *avoided* check.
"""

import threading
from collections.abc import Sequence

import numpy as np

from failprep.domain import AVOIDED, CHECKS, Reading, SentenceReading, Transcript
from failprep.reading import agents, grader, language, parts, story
from failprep.reading.encoder import Encoder, Scores
from failprep.reading.whole import ABSENT, Verdicts

_SHOWN = [i for i, check in enumerate(CHECKS) if check not in AVOIDED]


class Reader:
    """What each sentence shows. ``load`` once; ``read`` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._parts: tuple[Encoder, Verdicts] | None = None

    def load(self) -> None:
        """Load the network and its vocabulary (a few tenths of a second); ``read`` does it when nobody did."""
        self._loaded()

    def read(self, transcript: Transcript) -> Reading:
        """Read all sentences of a transcript. The same text always gives the same reading."""
        encoder, verdicts = self._loaded()
        split = {s.id: language.split(s.text) for s in transcript.sentences}
        texts = {number: english for number, (english, _) in split.items() if english}
        found = self._score(texts, encoder)
        flagged = {
            s.id
            for s in transcript.sentences
            if grader.crisp(s.text)
            or grader.foreign_order(split[s.id][1])
            or (s.id in found and self._aimed(texts[s.id], found[s.id], encoder))
        }
        told = {number: text for number, text in texts.items() if number not in flagged}
        if len(told) < len(texts):
            found = self._score(told, encoder)
        answer = verdicts.answer(_stacked(found, encoder))
        if flagged:
            for other in self._other_readings(texts, flagged, encoder, verdicts):
                answer = {check: min(value, other.get(check, value)) for check, value in answer.items()}
        shows = {number: verdicts.sentence(row) for number, row in found.items()}
        labels = dict(zip(shows, parts.label(list(shows.values())), strict=True))
        rows = []
        for sentence in transcript.sentences:
            if sentence.id in shows:
                who = agents.agent(sentence.text)
                rows.append(SentenceReading(sentence.id, shows[sentence.id], labels[sentence.id], who))
            else:
                offences = self._offences(texts.get(sentence.id, ""), encoder, verdicts)
                rows.append(SentenceReading(sentence.id, offences, to_grader=sentence.id in flagged))
        return Reading(tuple(rows), answer)

    def _loaded(self) -> tuple[Encoder, Verdicts]:
        with self._lock:
            if self._parts is None:
                self._parts = Encoder(), Verdicts.load()
            return self._parts

    def _score(self, texts: dict[int, str], encoder: Encoder) -> dict[int, Scores]:
        return dict(zip(texts, encoder.scores(list(texts.values())), strict=True))

    def _aimed(self, text: str, row: Scores, encoder: Encoder) -> bool:
        return grader.to_grader(text, float(row[encoder.outputs.index(grader.OUTPUT)]))

    def _offences(self, text: str, encoder: Encoder, verdicts: Verdicts) -> dict[str, float]:
        """What a sentence outside the story violates; it shows nothing."""
        if not text:
            return dict.fromkeys(CHECKS, 0.0)
        alone = verdicts.sentence(encoder.scores([text])[0])
        return {check: alone[check] if check in AVOIDED else 0.0 for check in CHECKS}

    def _other_readings(
        self, texts: dict[int, str], flagged: set[int], encoder: Encoder, verdicts: Verdicts
    ) -> list[dict[str, float]]:
        """What the answer shows when the story inside the flagged sentences is left in, and what those violate."""

        def aimed(candidates: Sequence[str]) -> list[bool]:
            return [self._aimed(text, encoder.scores([text])[0], encoder) for text in candidates]

        kept = [(n, story.without(text, aimed) if n in flagged else text) for n, text in texts.items()]
        pieces = story.retold(kept)
        scores = encoder.scores([piece.text for piece in pieces])
        silenced = scores.copy()
        for row, piece in zip(silenced, pieces, strict=True):
            if piece.source in flagged:
                row[_SHOWN] = ABSENT
        suspects = [text for n, text in texts.items() if n in flagged]
        alone = verdicts.answer(encoder.scores(suspects))
        violated = {check: value for check, value in alone.items() if check in AVOIDED}
        return [verdicts.answer(scores), verdicts.answer(silenced), violated]


def _stacked(found: dict[int, Scores], encoder: Encoder) -> Scores:
    return np.array(list(found.values())).reshape(len(found), len(encoder.outputs))
