"""Labelled answers are read strictly."""

from pathlib import Path

import pytest

from failprep.domain import AVOIDED, CHECKS
from training.answers import AnswerError, everything, from_text

GOOD = """# a note
@ x-001
prompt: Tell me about a time you failed.
speaker: nurse
band: ordinary
S I ran the drip at double the rate. | specific_event own_action
S It was the pump's fault. | no_blame_shift
S Anyway. |
"""


def read(tmp_path: Path, text: str) -> list[object]:
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    return list(from_text(path))


def test_a_block_becomes_an_answer_with_verdicts(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(GOOD + "\n" + GOOD.replace("x-001", "x-002"), encoding="utf-8")
    first, second = from_text(path)
    assert (first.id, second.id, first.writer) == ("x-001", "x-002", "x")
    assert first.sentences == ("I ran the drip at double the rate.", "It was the pump's fault.", "Anyway.")
    assert first.evidence("no_blame_shift") == (2,)
    assert first.met["own_action"]
    assert not first.met["no_blame_shift"]
    assert first.met["not_rebranded"]
    assert not first.met["no_cured_claim"]


def test_a_twin_stands_in_its_sentences_place(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(GOOD.replace("S Anyway", "A I left the rate to the pump. | \nS Anyway"), encoding="utf-8")
    (answer,) = from_text(path)
    assert answer.twins == {1: (("I left the rate to the pump.", frozenset()),)}
    other = answer.with_twin(1, 0)
    assert other.sentences == (
        "I ran the drip at double the rate.",
        "I left the rate to the pump.",
        "Anyway.",
    )
    assert other.met["no_blame_shift"]
    assert other.id != answer.id
    assert not answer.met["no_blame_shift"]


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (GOOD.replace("own_action", "own_acton"), "x.txt:6: no such check: own_acton"),
        (GOOD.replace("band: ordinary", "band: odd"), "band is “odd”"),
        (GOOD.replace("@ x-001", "@ x 001"), "expected “@ id”"),
        (GOOD.replace("S Anyway. |", "S Anyway."), "x.txt:8: expected “S sentence | checks”"),
        (GOOD.replace("speaker: nurse", "nurse"), "x.txt:4: “nurse” is neither"),
        (GOOD.replace("prompt: Tell me about a time you failed.\n", ""), "needs a prompt"),
    ],
)
def test_what_does_not_hold_together_is_named(tmp_path: Path, wrong: str, complaint: str) -> None:
    with pytest.raises(AnswerError, match=complaint.replace("|", r"\|")):
        read(tmp_path, wrong)


def test_all_answers_hold_together() -> None:
    answers = everything()
    assert len({answer.id for answer in answers}) == len(answers) >= 450
    for check in CHECKS:
        shown = sum(bool(answer.evidence(check)) for answer in answers)
        assert shown >= (20 if check in AVOIDED else 100), check
