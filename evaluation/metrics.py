"""Agreement and retrieval figures, computed plainly so that they can be checked by hand."""

import math
import re
from collections import Counter
from collections.abc import Sequence

LEVELS = 5


def weighted_kappa(ours: Sequence[int], theirs: Sequence[int]) -> float:
    """Quadratic weighted kappa over levels 0 to 4 (Cohen 1968): 1 is agreement, 0 is chance.

    Returns 1.0 where both always give the same single level.
    """
    count = len(ours)
    seen = sum((a - b) ** 2 for a, b in zip(ours, theirs, strict=True)) / count
    left, right = Counter(ours), Counter(theirs)
    chance = sum(left[a] * right[b] * (a - b) ** 2 for a in range(LEVELS) for b in range(LEVELS)) / count**2
    return 1.0 - seen / chance if chance else 1.0


def rank_correlation(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Spearman's rho, ties by mean rank."""
    a, b = _ranks(ours), _ranks(theirs)
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    covariance = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    spread = math.sqrt(sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b))
    return covariance / spread if spread else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda i: values[i])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in range(start, end + 1):
            ranks[order[place]] = (start + end) / 2
        start = end + 1
    return ranks


def share(hits: Sequence[bool]) -> float:
    """How many of these hold, 0 to 1; 0 for none at all."""
    return sum(hits) / len(hits) if hits else 0.0


def mean(values: Sequence[float]) -> float:
    """The mean; 0 for no values."""
    return sum(values) / len(values) if values else 0.0


class Retrieval:
    """Finds the text a question belongs to, by TF-IDF and cosine: the swap test."""

    def __init__(self, texts: Sequence[str]) -> None:
        bags = [Counter(_terms(text)) for text in texts]
        in_texts = Counter(term for bag in bags for term in bag)
        self._idf = {term: math.log((1 + len(texts)) / (1 + n)) + 1 for term, n in in_texts.items()}
        self._vectors = [self._vector(bag) for bag in bags]

    def best(self, question: str) -> int:
        """Index of the text that is most alike; the first of equals."""
        asked = self._vector(Counter(_terms(question)))
        likeness = [
            sum(weight * vector.get(t, 0.0) for t, weight in asked.items()) for vector in self._vectors
        ]
        return max(range(len(likeness)), key=lambda i: (likeness[i], -i))

    def _vector(self, bag: Counter[str]) -> dict[str, float]:
        raw = {term: n * self._idf[term] for term, n in bag.items() if term in self._idf}
        length = math.sqrt(sum(weight**2 for weight in raw.values())) or 1.0
        return {term: weight / length for term, weight in raw.items()}


def _terms(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
