"""Learns where unpunctuated speech can be cut, from the labelled answers with their punctuation removed.

A logistic regression over the two words before and the two words after a gap, by stochastic gradient
descent with AdaGrad. ``python -m training.boundaries`` writes ``assets/reader/boundaries.json``.
"""

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from failprep.reading.sentences import boundary_features
from training.answers import ROOT, Answer, everything
from training.disturb import bare

TARGET = ROOT.parent / "assets" / "reader" / "boundaries.json"
_LEAST_SEEN = 5
_EPOCHS, _RATE, _DECAY = 12, 0.2, 2e-5
Example = tuple[tuple[str, ...], bool]


def examples(answers: Iterable[Answer]) -> list[Example]:
    """Each gap between two words: what stands around it, and whether a sentence ends there."""
    found: list[Example] = []
    for answer in answers:
        words: list[str] = []
        ends: set[int] = set()
        for sentence in answer.sentences:
            words.extend(bare(sentence).split())
            ends.add(len(words))
        found.extend((boundary_features(words, at), at in ends) for at in range(1, len(words)))
    return found


def fit(found: Sequence[Example], seed: int = 1) -> dict[str, float]:
    """Feature → weight (log odds), rare features left out."""
    seen = Counter(name for names, _ in found for name in names)
    kept = [([n for n in names if seen[n] >= _LEAST_SEEN], end) for names, end in found]
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-8)
    draw = random.Random(seed)
    for _ in range(_EPOCHS):
        draw.shuffle(kept)
        for names, end in kept:
            chance = 1 / (1 + math.exp(-max(-20.0, min(20.0, sum(weights[n] for n in names)))))
            error = chance - end
            for name in names:
                slope = error + _DECAY * weights[name]
                squares[name] += slope * slope
                weights[name] -= _RATE * slope / math.sqrt(squares[name])
    return {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= 0.2}


def save(weights: dict[str, float], path: Path = TARGET) -> None:
    """Write the weights where the app reads them."""
    path.write_text(
        json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    save(fit(examples(everything())))
