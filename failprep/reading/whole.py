"""From what the sentences show to what the answer shows, check by check.

Each check's log odds are a weighted sum of a few plain features of its sentences' scores: the strongest
(as a smooth maximum), the second strongest, the average, and the strongest of the checks it hangs
together with. The weights come from validation by left-out writers (``training/calibrate.py``), so 0.5 is
the line to cross, for an answer as for a sentence that is cited.
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
_LESS = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """How one check is decided: weights of its ``features``, and the score that a cited sentence needs."""

    weights: tuple[float, ...]
    bias: float
    cite: float


def features(scores: Scores, check: int, beside: Sequence[int]) -> Scores:
    """Features of one check for a whole answer.

    Args:
        scores: (sentences, outputs) log odds.
        check: The check's column.
        beside: Columns of the checks that speak for or against it.
    """
    if not len(scores):
        return np.full(3 + len(beside), ABSENT)
    column = np.clip(scores[:, check], ABSENT, 6.0)
    ordered = np.sort(column)[::-1]
    second = ordered[1] if len(ordered) > 1 else ABSENT
    return np.array(
        [smooth_maximum(column), second, column.mean(), *(smooth_maximum(scores[:, b]) for b in beside)]
    )


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
#: Lower check → the checks that stand on it (the rubric's prerequisites).
_STANDS_ON: dict[str, tuple[str, ...]] = {
    "harm_stated": ("harm_sized",),
    "own_action": ("itemised",),
    "cause_given": ("cause_internal", "deeper_layer", "mechanism"),
    "new_practice": ("applied_since", "outcome_shown", "sustained_or_shared"),
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
            return coherent({check: float(check in AVOIDED) for check in CHECKS})
        result = {}
        for check in CHECKS:
            line = self._lines[check]
            beside = [self._columns[name] for name in BESIDE.get(check, ())]
            found = features(scores, self._columns[check], beside)
            probability = _probability(float(np.dot(found, line.weights)) + line.bias)
            result[check] = 1.0 - probability if check in AVOIDED else probability
        return coherent(result)

    def sentence(self, row: Scores) -> dict[str, float]:
        """Check id → probability that a sentence is worth citing for it, from its scores (outputs,)."""
        return {
            check: _probability(float(row[column]) - self._lines[check].cite)
            for check, column in self._columns.items()
        }


def coherent(chances: Mapping[str, float]) -> dict[str, float]:
    """The same probabilities, given that no check can be met without the one it stands on.

    With ``p`` for the lower check and ``q`` for those that stand on it, "none of them" has the weight
    ``(1 - p)·Π(1 - q)`` and "the lower one, with or without the others" has ``p``; nothing else is possible.
    """
    result = dict(chances)
    for lower, upper in _STANDS_ON.items():
        nothing = (1.0 - chances[lower]) * float(np.prod([1.0 - chances[check] for check in upper]))
        whole = chances[lower] + nothing
        result[lower] = chances[lower] / whole if whole else 0.0
        for check in upper:
            result[check] = chances[check] * result[lower]
    return result


def lowered(chances: Mapping[str, float]) -> dict[str, float]:
    """The same probabilities with less trust in them: only what was quite certain stays met."""
    return {
        check: _probability(float(np.log(p / (1.0 - p))) - _LESS) for check, p in _inside(chances).items()
    }


def _inside(chances: Mapping[str, float]) -> dict[str, float]:
    return {check: min(max(p, 1e-6), 1.0 - 1e-6) for check, p in chances.items()}


def _probability(score: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(score, -30.0, 30.0))))
