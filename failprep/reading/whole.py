"""From what the sentences show to what the answer shows, check by check.

Each check is decided by its strongest sentence (as a smooth maximum): its log odds, bent to a line by
validation with left-out writers (``training/calibrate.py``), so 0.5 is the line to cross, for an answer as
for a sentence that is cited.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from failprep.domain import AVOIDED, CHECKS
from failprep.resources import resource

Scores = NDArray[np.float64]
_FILE = "assets/reader/verdicts.json"
#: What a check that is not there looks like (log odds).
ABSENT = -6.0
#: What is taken off an uncertain reading (log odds).
_LESS = 1.2


@dataclass(frozen=True, slots=True)
class Line:
    """How one check is decided: weights of its ``features``, and the score that a cited sentence needs."""

    weights: tuple[float, ...]
    bias: float
    cite: float


def features(scores: Scores, check: int, beside: Sequence[int]) -> Scores:
    """Features of one check for a whole answer: its strongest sentence, and those of the checks beside it.

    Args:
        scores: (sentences, outputs) log odds.
        check: The check's column.
        beside: Columns of the checks that speak for or against it.
    """
    if not len(scores):
        return np.full(1 + len(beside), ABSENT)
    return np.array([smooth_maximum(scores[:, column]) for column in (check, *beside)])


def smooth_maximum(column: Scores) -> float:
    """Log-sum-exp with a slope of 2: the strongest sentence, with something for the others."""
    clipped = np.clip(column, ABSENT, 6.0)
    top = float(clipped.max())
    return top + float(np.log(np.exp(2.0 * (clipped - top)).sum())) / 2.0


#: Checks that help to decide another one.
BESIDE: dict[str, tuple[str, ...]] = {
    "proportionate": (
        "no_defensiveness",
        "no_self_flagellation",
        "no_blame_shift",
        "not_rebranded",
        "own_action",
    ),
}


class Verdicts:
    """The lines to cross, as validation set them."""

    def __init__(self, lines: Mapping[str, Line]) -> None:
        self._lines = dict(lines)
        self._columns = {check: i for i, check in enumerate(CHECKS)}

    @classmethod
    def load(cls) -> "Verdicts":
        """The packaged weights."""
        rows = json.loads(resource(_FILE).read_text(encoding="utf-8"))
        return cls(
            {check: Line(tuple(row["weights"]), row["bias"], row["cite"]) for check, row in rows.items()}
        )

    def answer(self, scores: Scores) -> dict[str, float]:
        """Check id → probability that the answer meets it (*avoided* checks: that nothing violates it)."""
        if not len(scores):  # nothing was said: nothing is shown, and nothing is violated
            return {check: float(check in AVOIDED) for check in CHECKS}
        result = {}
        for check in CHECKS:
            line = self._lines[check]
            beside = [self._columns[name] for name in BESIDE.get(check, ())]
            found = features(scores, self._columns[check], beside)
            probability = _probability(float(np.dot(found, line.weights)) + line.bias)
            result[check] = 1.0 - probability if check in AVOIDED else probability
        return result

    def alone(self, row: Scores) -> dict[str, float]:
        """Check id → probability that an answer of this one sentence would show (or violate) it."""
        return {
            check: _probability(float(row[column]) * self._lines[check].weights[0] + self._lines[check].bias)
            for check, column in self._columns.items()
        }

    def sentence(self, row: Scores) -> dict[str, float]:
        """Check id → probability that a sentence is worth citing for it, from its scores (outputs,)."""
        return {
            check: _probability(float(row[column]) - self._lines[check].cite)
            for check, column in self._columns.items()
        }


def lowered(chances: Mapping[str, float]) -> dict[str, float]:
    """The same probabilities with less trust in them: only what was quite certain stays met."""
    return {
        check: _probability(float(np.log(p / (1.0 - p))) - _LESS) for check, p in _inside(chances).items()
    }


def _inside(chances: Mapping[str, float]) -> dict[str, float]:
    return {check: min(max(p, 1e-6), 1.0 - 1e-6) for check, p in chances.items()}


def _probability(score: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(score, -30.0, 30.0))))
