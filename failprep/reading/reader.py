"""Reads an answer sentence by sentence: what does each one show, and what does the whole amount to?

Sentences that talk to the grader are taken out before anything else looks at the answer, so they can lend no
context, count for nothing and raise nothing; they are read apart, and only for what they violate.
"""

from failprep.domain import AVOIDED, CHECKS, Reading, Sentence, SentenceReading, Transcript
from failprep.reading import agents, grader, parts, rules


class Reader:
    """What each sentence shows. ``load`` once; ``read`` may be called from any thread."""

    def load(self) -> None:
        """Get ready to read; ``read`` does it when it was not done before."""

    def read(self, transcript: Transcript) -> Reading:
        """Read all sentences of a transcript. The same text always gives the same reading."""
        flagged = {sentence.id for sentence in transcript.sentences if grader.to_grader(sentence.text, -9.0)}
        silent = {s.id for s in transcript.sentences if s.id not in flagged and False}
        told = [s for s in transcript.sentences if s.id not in flagged and s.id not in silent]
        shows = self._shows(told)
        labels = dict(zip((s.id for s in told), parts.label(shows), strict=True))
        read = dict(zip((s.id for s in told), shows, strict=True))
        sentences = tuple(
            SentenceReading(
                sentence.id,
                read.get(sentence.id) or self._offences(sentence),
                labels.get(sentence.id, "other"),
                agents.agent(sentence.text) if sentence.id in read else None,
                sentence.id in flagged,
            )
            for sentence in transcript.sentences
        )
        return Reading(sentences, self._answer(shows))

    def _shows(self, sentences: list[Sentence]) -> list[dict[str, float]]:
        return [rules.shows(sentence.text) for sentence in sentences]

    def _offences(self, sentence: Sentence) -> dict[str, float]:
        """What a sentence outside the story may still violate; it shows nothing."""
        found = self._shows([sentence])[0]
        return {check: found[check] if check in AVOIDED else 0.0 for check in CHECKS}

    def _answer(self, shows: list[dict[str, float]]) -> dict[str, float]:
        """Check id → probability that the check is met (for *avoided* checks: that nothing violates it)."""
        answer = {}
        for check in CHECKS:
            most = max((row[check] for row in shows), default=0.0)
            answer[check] = 1.0 - most if check in AVOIDED else most
        if shows:
            answer["proportionate"] = sum(row["proportionate"] for row in shows) / len(shows)
        return answer
