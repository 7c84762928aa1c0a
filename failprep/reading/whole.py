"""From what the sentences show to what the answer shows, check by check.

Each check is decided by its strongest sentence and, as far, by its strongest stretch of a fixed length
wherever sentences begin and end, so that a misplaced full stop counts for little. Their log odds are bent to
a line by validation with left-out writers (``training/calibrate.py``), so 0.5 is the line to cross, for an
answer as for a sentence that is cited.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from failprep.domain import AVOIDED, CHECKS
from failprep.resources import resource

Scores = NDArray[np.float64]
Places = NDArray[np.int64]
_FILE = "assets/reader/verdicts.json"
#: Lengths of the stretches, in tokens: a clause, a sentence, a long one.
_SIZES = (8, 16, 32)
#: What a check that is not there looks like (log odds).
ABSENT = -6.0


@dataclass(frozen=True, slots=True)
class Line:
    """How one check is decided: weights of its ``features``, and the score that a cited sentence needs."""

    weights: tuple[float, ...]
    bias: float
    cite: float


def features(sentences: Sequence[Scores]) -> Scores:
    """For each output how strong an answer is where it is strongest, (outputs,).

    Args:
        sentences: For each sentence its tokens' log odds, (tokens, outputs).
    """
    tokens = np.vstack(sentences)
    sums = np.vstack([np.zeros(tokens.shape[1]), tokens.cumsum(0)])
    starts, ends = stretches(len(tokens))
    means = (sums[ends] - sums[starts]) / (ends - starts)[:, None]
    rows = np.array([sentence.mean(0) for sentence in sentences])
    mean: Scores = (smooth_maximum(means) + smooth_maximum(rows)) / 2.0
    return mean


@lru_cache(maxsize=64)
def stretches(length: int) -> tuple[Places, Places]:
    """Where stretches of each of the fixed lengths begin and end, overlapping, in so many tokens."""
    starts: list[int] = []
    ends: list[int] = []
    for size in _SIZES:
        last = max(0, length - size)
        places = [*range(0, last, max(1, size // 4)), last]
        starts.extend(places)
        ends.extend(min(place + size, length) for place in places)
    return np.array(starts), np.array(ends)


def smooth_maximum(rows: Scores) -> Scores:
    """Log-sum-exp over the rows with a slope of 2: the strongest, with something for the others."""
    clipped = np.clip(rows, ABSENT, 6.0)
    top = clipped.max(0)
    result: Scores = top + np.log(np.exp(2.0 * (clipped - top)).sum(0)) / 2.0
    return result


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

    def answer(self, sentences: Sequence[Scores]) -> dict[str, float]:
        """Check id → probability that the answer meets it (*avoided* checks: that nothing violates it).

        Args:
            sentences: For each sentence its tokens' log odds, (tokens, outputs).
        """
        if not sentences:  # nothing was said: nothing is shown, and nothing is violated
            return {check: float(check in AVOIDED) for check in CHECKS}
        return self.decide(features(sentences))

    def decide(self, found: Scores) -> dict[str, float]:
        """The same from the answer's ``features``."""
        result = {}
        for check in CHECKS:
            line = self._lines[check]
            columns = [self._columns[name] for name in (check, *BESIDE.get(check, ()))]
            probability = _probability(float(np.dot(found[columns], line.weights)) + line.bias)
            result[check] = 1.0 - probability if check in AVOIDED else probability
        return result

    def alone(self, tokens: Scores) -> dict[str, float]:
        """Check id → probability that an answer of these words alone would show (or violate) it."""
        found = features([tokens])
        return {
            check: _probability(
                float(found[column]) * self._lines[check].weights[0] + self._lines[check].bias
            )
            for check, column in self._columns.items()
        }

    def sentence(self, row: Scores) -> dict[str, float]:
        """Check id → probability that a sentence is worth citing for it, from its scores (outputs,)."""
        return {
            check: _probability(float(row[column]) - self._lines[check].cite)
            for check, column in self._columns.items()
        }


def lowered(chances: Mapping[str, float], by: float) -> dict[str, float]:
    """The same probabilities with less trust in them (in log odds): only what is certain enough stays met."""
    return {check: _probability(float(np.log(p / (1.0 - p))) - by) for check, p in _inside(chances).items()}


def _inside(chances: Mapping[str, float]) -> dict[str, float]:
    return {check: min(max(p, 1e-6), 1.0 - 1e-6) for check, p in chances.items()}


def _probability(score: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(score, -30.0, 30.0))))
