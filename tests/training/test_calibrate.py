"""Lines are set where they separate best."""

import numpy as np
import pytest

from failprep.domain import CHECKS
from failprep.reading.whole import Verdicts
from training import calibrate
from training.answers import Answer, verdicts

OWN = CHECKS.index("own_action")


def made(number: int, shown: bool, score: float) -> tuple[Answer, np.ndarray]:
    labels = (frozenset({"own_action"} if shown else ()), frozenset[str]())
    answer = Answer(f"a{number}", "w", "p", "", ("one", "two"), labels, verdicts(labels))
    scores = np.full((2, len(CHECKS) + 1), -5.0)
    scores[0, OWN] = score
    return answer, scores


def test_the_line_moves_to_where_the_answers_divide() -> None:
    # the network is too generous: what is shown scores above 3, what is not scores below 3
    cases = [made(i, score > 3, score) for i, score in enumerate(np.linspace(1, 5, 80))]
    lines = calibrate.fit([answer for answer, _ in cases], {answer.id: scores for answer, scores in cases})
    found = Verdicts(lines)
    assert found.answer(cases[10][1])["own_action"] < 0.5
    assert found.answer(cases[70][1])["own_action"] > 0.5
    assert 2.5 <= lines["own_action"].cite <= 4.6


def test_few_answers_bend_nothing() -> None:
    answer, scores = made(1, shown=True, score=2.0)
    other, low = made(2, shown=False, score=-2.0)
    line = calibrate.fit([answer, other], {answer.id: scores, other.id: low})["own_action"]
    assert line.weights[0] == pytest.approx(1.0, abs=0.3)
