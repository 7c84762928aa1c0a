"""What the reader learns from beside the labelled answers: neutral talk and talk to a grader."""

from collections.abc import Sequence

from training.answers import ROOT, Answer


def neutral(answers: Sequence[Answer]) -> list[str]:
    """Sentences that show nothing: written for the purpose, and those of the answers that carry no label."""
    found = [
        text
        for answer in answers
        for text, labels in zip(answer.sentences, answer.labels, strict=True)
        if not labels
    ]
    return [*written_neutral(), *found]


def written_neutral() -> list[str]:
    """Sentences that show nothing wherever they stand, written for the purpose."""
    return _lines("neutral*.txt")


def telling() -> list[str]:
    """Sentences of a story that only look like neutral talk."""
    return _lines("telling*.txt")


def payloads() -> list[str]:
    """Sentences that talk to the grader, one a line."""
    return _lines("payloads*.txt")


def lookalikes() -> list[str]:
    """Sentences of a story that only look as if they talked to the grader."""
    return _lines("lookalikes*.txt")


def _lines(names: str) -> list[str]:
    files = sorted((ROOT / "data").glob(names))
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
