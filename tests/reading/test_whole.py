"""From sentences to the answer: features and lines."""

import numpy as np
import pytest

from failprep.domain import AVOIDED, CHECKS
from failprep.reading.whole import Line, Verdicts, lowered, smooth_maximum, stretches


def test_the_smooth_maximum_is_at_least_the_maximum() -> None:
    rows = np.array([[-2.0, 3.0], [1.0, -6.0], [0.5, -6.0]])
    found = smooth_maximum(rows)
    assert 1.0 < found[0] < 1.5
    assert found[1] == pytest.approx(3.0)


@pytest.mark.parametrize("length", [1, 7, 8, 31, 32, 33, 200])
def test_stretches_cover_every_word(length: int) -> None:
    starts, ends = stretches(length)
    assert (starts < ends).all()
    assert ends.max() == length
    covered = np.zeros(length)
    for start, end in zip(starts, ends, strict=True):
        covered[start:end] += 1
    assert covered.min() >= 3  # by one of each length at least
    assert set(ends - starts) == {min(size, length) for size in (8, 16, 32)}


def test_lowering_keeps_only_what_is_quite_certain() -> None:
    found = lowered({"a": 0.5, "b": 0.99, "c": 0.0, "d": 1.0}, by=1.2)
    assert found["a"] < 0.3
    assert found["b"] > 0.9
    assert 0 <= found["c"] < 0.01
    assert found["d"] > 0.99


def test_verdicts_cross_their_lines() -> None:
    lines = {
        check: Line((1.0, *([0.0] * 5 if check == "proportionate" else [])), 0.0, 1.0) for check in CHECKS
    }
    scores = np.full((40, len(CHECKS) + 1), -4.0)
    scores[20:30, CHECKS.index("own_action")] = 2.0
    scores[:10, CHECKS.index("no_blame_shift")] = 3.0
    verdicts = Verdicts(lines)
    answer = verdicts.answer(np.split(scores, 4))
    assert answer["own_action"] > 0.8
    assert answer["own_judgement"] < 0.1
    assert answer["no_blame_shift"] < 0.1
    assert answer["no_cured_claim"] > 0.9
    assert verdicts.alone(scores[20:30])["own_action"] > 0.85
    assert verdicts.alone(scores[:10])["own_action"] < 0.1
    assert verdicts.sentence(scores[20])["own_action"] == pytest.approx(1 / (1 + np.exp(-1.0)))


def test_an_answer_without_sentences_shows_and_violates_nothing() -> None:
    answer = Verdicts.load().answer([])
    assert answer == {check: float(check in AVOIDED) for check in CHECKS}


def test_neutral_talk_adds_next_to_nothing() -> None:
    scores = np.full((60, len(CHECKS) + 1), -4.0)
    scores[20:40, CHECKS.index("own_action")] = 0.4
    verdicts = Verdicts.load()
    padded = np.vstack([scores, np.full((200, len(CHECKS) + 1), -4.0)])
    before, after = (verdicts.answer(np.split(rows, len(rows) // 20)) for rows in (scores, padded))
    assert after["own_action"] == pytest.approx(before["own_action"], abs=0.01)
