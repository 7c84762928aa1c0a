"""From sentences to the answer: features and lines."""

import numpy as np
import pytest

from failprep.domain import AVOIDED, CHECKS
from failprep.reading.whole import ABSENT, Line, Verdicts, features, lowered, smooth_maximum


def test_the_smooth_maximum_is_at_least_the_maximum() -> None:
    column = np.array([-2.0, 1.0, 0.5])
    assert 1.0 < smooth_maximum(column) < 1.5
    assert smooth_maximum(np.array([3.0])) == pytest.approx(3.0)


def test_lowering_keeps_only_what_is_quite_certain() -> None:
    found = lowered({"a": 0.5, "b": 0.99, "c": 0.0, "d": 1.0})
    assert found["a"] < 0.3
    assert found["b"] > 0.9
    assert 0 <= found["c"] < 0.01
    assert found["d"] > 0.99


def test_verdicts_cross_their_lines() -> None:
    lines = {
        check: Line((1.0, *([0.0] * 5 if check == "proportionate" else [])), 0.0, 1.0) for check in CHECKS
    }
    scores = np.full((2, len(CHECKS) + 1), -4.0)
    scores[1, CHECKS.index("own_action")] = 2.0
    scores[0, CHECKS.index("no_blame_shift")] = 3.0
    verdicts = Verdicts(lines)
    answer = verdicts.answer(scores)
    assert answer["own_action"] > 0.8
    assert answer["own_judgement"] < 0.1
    assert answer["no_blame_shift"] < 0.1
    assert answer["no_cured_claim"] > 0.9
    assert verdicts.alone(scores[1])["own_action"] == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert verdicts.sentence(scores[1])["own_action"] == pytest.approx(1 / (1 + np.exp(-1.0)))


def test_an_answer_without_sentences_shows_nothing() -> None:
    answer = Verdicts.load().answer(np.zeros((0, len(CHECKS) + 1)))
    assert all(answer[check] < 0.5 for check in CHECKS if check not in AVOIDED)
    assert features(np.zeros((0, 25)), 0, ()).tolist() == [ABSENT]


def test_neutral_talk_adds_next_to_nothing() -> None:
    scores = np.full((4, len(CHECKS) + 1), -4.0)
    scores[1, CHECKS.index("own_action")] = 0.4
    verdicts = Verdicts.load()
    padded = np.vstack([scores, np.full((20, len(CHECKS) + 1), -4.0)])
    before, after = verdicts.answer(scores), verdicts.answer(padded)
    assert after["own_action"] == pytest.approx(before["own_action"], abs=0.01)
