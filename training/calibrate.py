"""Sets the line that each check has to cross, from scores of networks that never saw the answer's writer.

Per check a small logistic regression over ``whole.features`` with a ridge towards "take the strongest
stretch as it is", so that few answers cannot bend it far; and per check the score from which a sentence
is worth citing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from failprep.domain import CHECKS
from failprep.reading.whole import BESIDE, Line, features
from training.answers import Answer

Floats = NDArray[np.float64]
#: Strength of the pull towards the plain maximum.
_RIDGE = 2.0
#: Cited sentences should be right this often; the line lies at most at this quantile of the right ones.
_PRECISION, _REACH = 0.9, 0.85
_COLUMN = {check: i for i, check in enumerate(CHECKS)}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a network saw in an answer: features of the whole, (outputs,), and rows of its sentences."""

    whole: Floats
    sentences: Floats

    @classmethod
    def of(cls, tokens: Sequence[Floats]) -> "Seen":
        """From each sentence's tokens, (tokens, outputs) log odds."""
        return cls(features(tokens), np.array([rows.mean(0) for rows in tokens]))

    @classmethod
    def load(cls, path: Path) -> dict[str, "Seen"]:
        """All that ``keep`` wrote, by the answers' ids."""
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: cls(np.array(row[0], dtype=float), np.array(row[1:], dtype=float))
            for name, row in rows.items()
        }


def keep(seen: Mapping[str, Seen], path: Path) -> None:
    """Write what was seen as ``Seen.load`` reads it, an answer a line."""
    lines = []
    for name in sorted(seen):
        rows = np.vstack([seen[name].whole, seen[name].sentences])
        kept = [[round(float(x), 2) for x in row] for row in rows]
        lines.append(f"{json.dumps(name)}: {json.dumps(kept, separators=(',', ':'))}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def fit(answers: Sequence[Answer], scores: Mapping[str, Seen]) -> dict[str, Line]:
    """One line per check.

    Args:
        answers: Labelled answers.
        scores: Answer id → what a network saw in it that did not learn from it.
    """
    return {check: _line(check, answers, scores) for check in CHECKS}


def save(lines: Mapping[str, Line], path: Path) -> None:
    """Write the lines as ``whole.Verdicts.load`` reads them."""
    rows = {
        check: {
            "weights": [round(w, 4) for w in line.weights],
            "bias": round(line.bias, 4),
            "cite": round(line.cite, 4),
        }
        for check, line in lines.items()
    }
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _line(check: str, answers: Sequence[Answer], scores: Mapping[str, Seen]) -> Line:
    columns = [_COLUMN[name] for name in (check, *BESIDE.get(check, ()))]
    found = np.array([scores[a.id].whole[columns] for a in answers])
    truth = np.array([float(bool(a.evidence(check))) for a in answers])
    prior = np.zeros(found.shape[1] + 1)
    prior[0] = 1.0
    weights = _logistic(np.hstack([found, np.ones((len(found), 1))]), truth, prior)
    return Line(tuple(float(w) for w in weights[:-1]), float(weights[-1]), _cite(check, answers, scores))


def _logistic(found: Floats, truth: Floats, prior: Floats) -> Floats:
    """Ridge towards ``prior`` (hardly any on the last column), by Newton's method with halved steps."""
    ridge = np.full(len(prior), _RIDGE)
    ridge[-1] = 0.05

    def loss(weights: Floats) -> float:
        odds = found @ weights
        return float(np.logaddexp(0, odds).sum() - odds @ truth + 0.5 * ridge @ (weights - prior) ** 2)

    weights = prior.copy()
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-np.clip(found @ weights, -30, 30)))
        slope = found.T @ (chance - truth) + ridge * (weights - prior)
        curve = (found * (chance * (1 - chance))[:, None]).T @ found + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        while loss(weights - step) > loss(weights) and np.abs(step).max() > 1e-9:
            step /= 2
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _cite(check: str, answers: Sequence[Answer], scores: Mapping[str, Seen]) -> float:
    """The lowest score above which cited sentences are right often enough, in reach of most right ones."""
    column = np.concatenate([scores[a.id].sentences[:, _COLUMN[check]] for a in answers])
    truth = np.concatenate([[check in labels for labels in a.labels] for a in answers])
    order = np.argsort(-column, kind="stable")
    right = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right >= _PRECISION)
    reach = float(np.quantile(column[truth], _REACH)) if truth.any() else 6.0
    return min(reach, float(column[order[enough[-1]]])) if len(enough) else reach
