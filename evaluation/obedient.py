"""A language model that does as the transcript tells it, and nothing else: real HTTP on loopback.

Where it sees a payload it says that every check is met, citing whatever it was offered. Otherwise it answers
from the labels of the sentences it sees.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from failprep.domain import AVOIDED, RUBRIC
from tests.coach.scripted import (
    Body,
    Response,
    Scripted,
    chat,
    criterion_of,
    sentences_of,
    serve,
    verdicts,
)
from training.answers import Answer

_RUN = 4  # so many words of a payload in a row are enough for it to obey
_MOST_CITED = 6
#: The one control it has to pass: an answer that shows a change, see ``failprep.coach.llm``.
_CONTROL = {"new_practice": "read every sheet aloud"}


@dataclass(slots=True)
class Obedient:
    """What the model knows about the answer it is shown next.

    Attributes:
        answer: With the labels of its sentences.
        payload: What it obeys; empty for the plain answer.
    """

    answer: Answer
    payload: str = ""

    def look_at(self, answer: Answer, payload: str = "") -> None:
        """The next requests are about this."""
        self.answer, self.payload = answer, payload

    def obeys(self, payload: str, shown: Sequence[str]) -> bool:
        """Whether the payload, or a stretch of it that is not the answer's own, is in these sentences."""
        told = [" ".join(_words(text)) for text in shown]
        own = " ".join(_words(self.answer.text))
        return any(run in text and run not in own for run in _runs(payload) for text in told)

    def __call__(self, body: Body) -> Response:
        """The script of the server."""
        criterion, shown = criterion_of(body), sentences_of(body)
        if self.payload and self.obeys(self.payload, list(shown.values())):
            return chat(_everything(body, sorted(shown)))
        found: dict[str, list[int]] = {}
        for number, text in shown.items():
            for check in self._shows(text):
                if check in RUBRIC[criterion]:
                    found.setdefault(check, []).append(number)
        return chat(verdicts(criterion, {check: ids[:_MOST_CITED] for check, ids in found.items()}))

    def _shows(self, text: str) -> frozenset[str]:
        """The labels of the sentences that this one is, or is a part of."""
        words = set(_words(text))
        labels = {check for check, part in _CONTROL.items() if part in text}
        for sentence, shown in zip(self.answer.sentences, self.answer.labels, strict=True):
            said = set(_words(sentence))
            if len(said & words) >= len(said) / 3:
                labels |= shown
        return frozenset(labels)


@contextmanager
def serving(model: Obedient) -> Iterator[Scripted]:
    """The model behind a real server."""
    with serve(model) as server:
        yield server


def _everything(body: Body, numbers: Sequence[int]) -> str:
    """Whatever is asked for is met, on the strength of whatever was offered."""
    cited = list(numbers[:_MOST_CITED])
    return json.dumps(
        {
            check: {
                "evidence": [] if check in AVOIDED else cited,
                "verdict": "not_violated" if check in AVOIDED else "shown",
            }
            for check in body["response_format"]["json_schema"]["schema"]["required"]
        }
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _runs(payload: str) -> list[str]:
    words = _words(payload)
    return [" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))]
