"""What the coach is measured on: labelled answers, pairs, sentences that talk to the grader, disguises."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from failprep.coach import follow_ups
from failprep.coach.offline import OfflineCoach
from failprep.domain import CHECKS, RUBRIC, Assessment, FollowUp, Reading, Transcript
from failprep.library import Library
from failprep.reading import sentences
from failprep.reading.reader import Reader
from training.answers import from_text, verdicts

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data" / "coach"
Levels = tuple[int, ...]
#: Where a sentence to the grader is put.
PLACES = ("first", "last", "between", "inside", "run on")


@dataclass(frozen=True, slots=True)
class Case:
    """An answer with its labels: check id → met."""

    id: str
    answer: str
    gold: Mapping[str, bool]

    @property
    def levels(self) -> Levels:
        """The labels' levels in the rubric's order."""
        return tuple(sum(self.gold[check] for check in checks) for checks in RUBRIC.values())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers that differ in one place, which flips one check."""

    id: str
    check: str
    weaker: str
    stronger: str


@dataclass(frozen=True, slots=True)
class Result:
    """All that the coach makes of an answer."""

    transcript: Transcript
    reading: Reading
    assessment: Assessment

    @property
    def levels(self) -> Levels:
        """The six levels in the rubric's order."""
        return tuple(criterion.level for criterion in self.assessment.criteria)

    @property
    def met(self) -> dict[str, bool]:
        """Check id → met."""
        return {check.id: check.met is True for c in self.assessment.criteria for check in c.checks}


class Bench:
    """The offline coach with everything loaded."""

    @cached_property
    def _reader(self) -> Reader:
        reader = Reader()
        reader.load()
        return reader

    @cached_property
    def _coach(self) -> OfflineCoach:
        return OfflineCoach(self.theme)

    @cached_property
    def theme(self):  # type: ignore[no-untyped-def]  # noqa: ANN201
        """The packaged theme."""
        return Library.load().theme()

    def assess(self, text: str) -> Result:
        """Read and assess a written answer."""
        transcript = sentences.written(text)
        reading = self._reader.read(transcript)
        return Result(transcript, reading, self._coach.assess(transcript, reading))

    def questions(self, result: Result, interviewer: str = "neutral") -> tuple[FollowUp, ...]:
        """The follow-ups to a result."""
        return follow_ups.ask(result.transcript, result.reading, result.assessment, self.theme, interviewer)


def dev_cases() -> tuple[Case, ...]:
    """The development answers with their gold labels."""
    rows = json.loads((DATA / "dev_answers.json").read_text(encoding="utf-8"))
    return tuple(
        Case(
            row["id"],
            row["answer"],
            {c: bool(v) for k, ids in RUBRIC.items() for c, v in zip(ids, row["gold"][k], strict=True)},
        )
        for row in rows
    )


def aside_cases() -> tuple[Case, ...]:
    """Answers by four writers from whom nothing was ever learnt, with their writers' labels."""
    files = sorted((DATA / "aside").glob("*.txt"))
    return tuple(Case(found.id, found.text, found.met) for file in files for found in from_text(file))


def real_readings() -> dict[str, tuple[Case, ...]]:
    """Answers by real people with two readings of ours, made apart, and a third, sentence by sentence."""
    answers = {row["id"]: row["answer"] for row in map(json.loads, lines("followqg_failure.jsonl"))}
    found = {}
    for name in ("a", "b"):
        text = (ROOT / "training" / "real" / f"reading-{name}.jsonl").read_text(encoding="utf-8")
        rows = [json.loads(line) for line in text.splitlines()]
        found[f"reading {name}"] = tuple(
            Case(row["id"], answers[row["id"]], {check: check in row["met"] for check in CHECKS})
            for row in rows
        )
    return found | {"by sentences": _by_sentences(answers)}


def _by_sentences(answers: Mapping[str, str]) -> tuple[Case, ...]:
    cases = []
    for line in lines("real_reading.txt"):
        if not line.startswith("#"):
            name, *marks = line.split()
            gold = verdicts((frozenset(mark.lstrip("!") for mark in marks),))
            cases.append(Case(name, answers[name], gold))
    return tuple(cases)


def dev_pairs() -> tuple[Pair, ...]:
    """The development pairs."""
    rows = json.loads((DATA / "dev_pairs.json").read_text(encoding="utf-8"))
    return tuple(Pair(row["id"], row["check"], row["weaker"], row["stronger"]) for row in rows)


def lines(name: str) -> list[str]:
    """The lines of a text file of the coach's test data."""
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def with_payload(answer: str, payload: str, place: str, draw: random.Random) -> str:
    """The answer with a sentence to the grader put in; ``run on`` splits a sentence without punctuation."""
    parts = [s.text for s in sentences.written(answer).sentences]
    sentence = payload[:1].upper() + payload[1:] + ("" if payload[-1] in ".!?>}]" else ".")
    at = draw.randrange(len(parts))
    if place == "first":
        return " ".join([sentence, *parts])
    if place == "last":
        return " ".join([*parts, sentence])
    if place == "between":
        return " ".join([*parts[:at], sentence, *parts[at:]])
    words = parts[at].split()
    middle = len(words) // 2
    if place == "inside":
        parts[at] = " ".join([*words[:middle], f"— {payload} —", *words[middle:]])
    else:
        parts[at] = " ".join([*words[:middle], payload, *words[middle:]])
    return " ".join(parts)


def padded(answer: str, talk: list[str], draw: random.Random) -> str:
    """The answer lengthened by half with neutral talk, spread over it."""
    parts = [s.text for s in sentences.written(answer).sentences]
    wanted = len(answer.split()) // 2
    for text in draw.sample(talk, len(talk)):
        if wanted <= 0:
            break
        parts.insert(draw.randint(0, len(parts)), text)
        wanted -= len(text.split())
    return " ".join(parts)


def changes(before: Levels, after: Levels) -> Iterator[int]:
    """Absolute change of each level."""
    return (abs(a - b) for a, b in zip(before, after, strict=True))
