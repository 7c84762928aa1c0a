"""Lines are set where they separate best."""

from pathlib import Path

import numpy as np
import pytest

from failprep.domain import CHECKS
from failprep.reading.whole import Verdicts
from training import calibrate
from training.answers import Answer, verdicts
from training.calibrate import Seen

OWN = CHECKS.index("own_action")


def made(number: int, shown: bool, score: float) -> tuple[Answer, Seen]:
    labels = (frozenset({"own_action"} if shown else ()), frozenset[str]())
    answer = Answer(f"a{number}", "w", "p", "", ("one", "two"), labels, verdicts(labels))
    rows = np.full((2, len(CHECKS) + 1), -5.0)
    rows[0, OWN] = score
    return answer, Seen(rows.max(0), rows)


def test_the_line_moves_to_where_the_answers_divide() -> None:
    # the network is too generous: what is shown scores above 3, what is not scores below 3
    cases = [made(i, score > 3, score) for i, score in enumerate(np.linspace(1, 5, 80))]
    lines = calibrate.fit([answer for answer, _ in cases], {answer.id: scores for answer, scores in cases})
    found = Verdicts(lines)
    assert found.decide(cases[10][1].whole)["own_action"] < 0.5
    assert found.decide(cases[70][1].whole)["own_action"] > 0.5
    assert 2.5 <= lines["own_action"].cite <= 4.6


def test_few_answers_bend_nothing() -> None:
    answer, scores = made(1, shown=True, score=2.0)
    other, low = made(2, shown=False, score=-2.0)
    line = calibrate.fit([answer, other], {answer.id: scores, other.id: low})["own_action"]
    assert line.weights[0] == pytest.approx(1.0, abs=0.3)


def test_what_was_seen_is_kept(tmp_path: Path) -> None:
    draw = np.random.default_rng(1)
    tokens = [draw.normal(size=(length, 25)) for length in (4, 9)]
    seen = Seen.of(tokens)
    assert seen.sentences == pytest.approx(np.array([rows.mean(0) for rows in tokens]))
    calibrate.keep({"b": seen, "a": seen}, tmp_path / "kept.json")
    again = Seen.load(tmp_path / "kept.json")
    assert list(again) == ["a", "b"]
    assert again["b"].whole == pytest.approx(seen.whole, abs=0.006)
    assert again["b"].sentences == pytest.approx(seen.sentences, abs=0.006)
