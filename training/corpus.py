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
    return [*_lines("neutral.txt"), *found]


def payloads() -> list[str]:
    """Sentences that talk to the grader, one a line."""
    return _lines("payloads.txt")


def lookalikes() -> list[str]:
    """Sentences of a story that only look as if they talked to the grader."""
    return _lines("lookalikes.txt")


def _lines(name: str) -> list[str]:
    return (ROOT / "data" / name).read_text(encoding="utf-8").splitlines()
