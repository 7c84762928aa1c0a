"""From sentences to the answer: features, coherence, lines."""

import numpy as np
import pytest

from failprep.domain import AVOIDED, CHECKS
from failprep.reading.whole import ABSENT, Line, Verdicts, coherent, features, lowered, smooth_maximum

EVEN = dict.fromkeys(CHECKS, 0.5)


def test_the_smooth_maximum_is_at_least_the_maximum() -> None:
    column = np.array([-2.0, 1.0, 0.5])
    assert 1.0 < smooth_maximum(column) < 1.5
    assert smooth_maximum(np.array([3.0])) == pytest.approx(3.0)


def test_nobody_stands_on_nothing() -> None:
    found = coherent({**EVEN, "harm_stated": 0.0, "harm_sized": 1.0})
    assert found["harm_sized"] == 0.0
    assert found["harm_stated"] == 0.0


def test_what_stands_on_a_check_speaks_for_it() -> None:
    found = coherent(
        {**EVEN, "cause_given": 0.45, "cause_internal": 0.9, "deeper_layer": 0.6, "mechanism": 0.1}
    )
    assert found["cause_given"] > 0.9
    assert found["cause_internal"] > 0.8
    alone = coherent({**EVEN, "cause_given": 0.45, "cause_internal": 0, "deeper_layer": 0, "mechanism": 0})
    assert alone["cause_given"] == pytest.approx(0.45)


def test_checks_without_prerequisites_are_left_alone() -> None:
    assert coherent(EVEN)["plain_admission"] == 0.5


def test_lowering_keeps_only_what_is_quite_certain() -> None:
    found = lowered({"a": 0.5, "b": 0.99, "c": 0.0, "d": 1.0})
    assert found["a"] < 0.3
    assert found["b"] > 0.9
    assert 0 <= found["c"] < 0.01
    assert found["d"] > 0.99


def test_verdicts_cross_their_lines() -> None:
    lines = {
        check: Line((1.0, 0.0, 0.0, *([0.0] * 5 if check == "proportionate" else [])), 0.0, 1.0)
        for check in CHECKS
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
    assert verdicts.sentence(scores[1])["own_action"] == pytest.approx(1 / (1 + np.exp(-1.0)))


def test_an_answer_without_sentences_shows_nothing() -> None:
    answer = Verdicts.load().answer(np.zeros((0, len(CHECKS) + 1)))
    assert all(answer[check] < 0.5 for check in CHECKS if check not in AVOIDED)
    assert features(np.zeros((0, 25)), 0, ()).tolist() == [ABSENT] * 3
