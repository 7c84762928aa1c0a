"""Labelled answers: the two formats they are kept in, read strictly into one shape.

``data/*.json`` hold sentences and, per check, verdict and evidence. ``answers/*.txt`` are written by hand::

    @ w1-001
    prompt: Tell me about a time you failed.
    speaker: nurse, 44, Cork
    domain: hospital ward
    design: humble brag inside a real episode
    band: trap
    S one spoken sentence | specific_event harm_stated
    A its twin, which might stand in its place | specific_event
    S another sentence |

After the last ``|`` stand the checks that the sentence shows (*shown* checks) or violates (*avoided*
ones). Verdicts follow from them by the rubric's gates. Any choice among an ``S`` line and its ``A`` lines
is an answer too. A file is a writer: validation keeps writers apart.
"""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from failprep.coach.rubric import Verdict, grade
from failprep.domain import AVOIDED, CHECKS

ROOT = Path(__file__).resolve().parent
BANDS = ("strong", "middling", "weak", "trap", "mirror", "ordinary", "empty", "real")
_FIELDS = ("prompt", "speaker", "domain", "design", "band")


class AnswerError(ValueError):
    """A labelled answer that does not hold together; the message names file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One labelled answer.

    Attributes:
        writer: Who wrote it: the name of its file.
        labels: For each sentence the checks it shows or violates.
        met: Check id → the verdict for the whole answer, gates applied.
        twins: Number of a sentence (from 0) → what might stand in its place, with its labels.
    """

    id: str
    writer: str
    prompt: str
    band: str
    sentences: tuple[str, ...]
    labels: tuple[frozenset[str], ...]
    met: dict[str, bool]
    twins: dict[int, tuple[tuple[str, frozenset[str]], ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The answer as it was spoken."""
        return " ".join(self.sentences)

    def retold(self) -> "Answer":
        """A version of the answer in which twins stand for half of what has some; always the same one."""
        draw = random.Random(f"{self.id} 1")
        told = replace(self, id=f"{self.id}~1")
        for place, twins in self.twins.items():
            if draw.random() < 0.5:
                told = replace(
                    told.with_twin(place, draw.randrange(len(twins))), id=told.id, twins=self.twins
                )
        return replace(told, twins={})

    def with_twin(self, number: int, twin: int) -> "Answer":
        """The answer with one of its sentences (from 0) exchanged for its twin."""
        text, labels = self.twins[number][twin]
        sentences = (*self.sentences[:number], text, *self.sentences[number + 1 :])
        rows = (*self.labels[:number], labels, *self.labels[number + 1 :])
        name = f"{self.id}-{number + 1}{'abcdefgh'[twin]}"
        return replace(self, id=name, sentences=sentences, labels=rows, met=verdicts(rows), twins={})

    def evidence(self, check: str) -> tuple[int, ...]:
        """Numbers (from 1) of the sentences that show or violate a check."""
        return tuple(i for i, labels in enumerate(self.labels, 1) if check in labels)


def verdicts(labels: tuple[frozenset[str], ...]) -> dict[str, bool]:
    """What sentence labels amount to once the rubric's prerequisites and gates are applied."""
    answers = {}
    for check in CHECKS:
        found = tuple(i for i, row in enumerate(labels, 1) if check in row)
        answers[check] = Verdict(not found if check in AVOIDED else bool(found), evidence=found)
    return {check.id: check.met is True for criterion in grade(answers) for check in criterion.checks}


def versions(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers and, of those whose sentences have twins, another version each."""
    return tuple(
        version for answer in answers for version in (answer, *((answer.retold(),) if answer.twins else ()))
    )


def everything(root: Path = ROOT) -> tuple[Answer, ...]:
    """All labelled answers in ``data`` and ``answers``, in a fixed order. Raises AnswerError."""
    found: list[Answer] = []
    for path in sorted((root / "data").glob("*.json")):
        found.extend(from_json(path))
    for path in sorted((root / "answers").glob("*.txt")):
        found.extend(from_text(path))
    seen: set[str] = set()
    for answer in found:
        if answer.id in seen:
            raise AnswerError(f"{answer.id} is there twice")
        seen.add(answer.id)
    return tuple(found)


def from_json(path: Path) -> Iterator[Answer]:
    """Answers with evidence per check. Raises AnswerError."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        sentences = tuple(row["sentences"])
        labels: list[set[str]] = [set() for _ in sentences]
        if set(row["checks"]) != set(CHECKS):
            raise AnswerError(f"{path.name}: {row['id']}: not the rubric's checks")
        for check, verdict in row["checks"].items():
            for number in verdict["evidence"]:
                if not 1 <= number <= len(sentences):
                    raise AnswerError(f"{path.name}: {row['id']}: {check} cites sentence {number}")
                labels[number - 1].add(check)
        met = {check: bool(row["checks"][check]["met"]) for check in CHECKS}
        yield Answer(
            row["id"],
            path.stem,
            row["prompt"],
            row.get("meta", {}).get("band", ""),
            sentences,
            tuple(map(frozenset, labels)),
            met,
        )


def from_text(path: Path) -> Iterator[Answer]:
    """Answers written by hand, one block each. Raises AnswerError."""
    for block, first_line in _blocks(path):
        yield _from_block(block, path, first_line)


def _blocks(path: Path) -> Iterator[tuple[list[str], int]]:
    block: list[str] = []
    first = 1
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if line.startswith("@") and block:
            yield block, first
            block = []
        if line.strip():
            if not block:
                first = number
            block.append(line.strip())
        elif block:
            yield block, first
            block = []


def _from_block(block: list[str], path: Path, first_line: int) -> Answer:
    where = f"{path.name}:{first_line}"
    if not block[0].startswith("@ ") or len(block[0].split()) != 2:
        raise AnswerError(f"{where}: expected “@ id”, found “{block[0]}”")
    fields: dict[str, str] = {}
    sentences: list[str] = []
    labels: list[frozenset[str]] = []
    twins: dict[int, tuple[tuple[str, frozenset[str]], ...]] = {}
    for offset, line in enumerate(block[1:], 1):
        here = f"{path.name}:{first_line + offset}"
        if line.startswith("S "):
            text, checks = _sentence(line, here)
            sentences.append(text)
            labels.append(checks)
            continue
        if line.startswith("A "):
            if not sentences:
                raise AnswerError(f"{here}: a twin needs a sentence above it")
            twins[len(sentences) - 1] = (*twins.get(len(sentences) - 1, ()), _sentence(line, here))
            continue
        key, colon, value = line.partition(":")
        if not colon or key not in _FIELDS or key in fields:
            raise AnswerError(f"{here}: “{line}” is neither a field nor a sentence")
        fields[key] = value.strip()
    if not sentences or not fields.get("prompt"):
        raise AnswerError(f"{where}: an answer needs a prompt and sentences")
    if fields.get("band") not in BANDS:
        raise AnswerError(f"{where}: band is “{fields.get('band')}”, not one of {', '.join(BANDS)}")
    rows = tuple(labels)
    return Answer(
        block[0].split()[1],
        path.stem,
        fields["prompt"],
        fields["band"],
        tuple(sentences),
        rows,
        verdicts(rows),
        twins,
    )


def _sentence(line: str, where: str) -> tuple[str, frozenset[str]]:
    """Text and labels of a line ``S text | checks`` or ``A text | checks``. Raises AnswerError."""
    text, bar, names = line[2:].rpartition("|")
    if not bar or not text.strip():
        raise AnswerError(f"{where}: expected “{line[0]} sentence | checks”")
    checks = frozenset(names.split())
    if unknown := checks - set(CHECKS):
        raise AnswerError(f"{where}: no such check: {', '.join(sorted(unknown))}")
    return text.strip(), checks
