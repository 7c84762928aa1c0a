"""Learns what a sentence's own words tell: the two tables of ``failprep.reading.by_words``.

Needs the exported encoder, whose lower layers no training changes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from failprep.reading import plain
from failprep.reading.by_words import ByWords, grams
from failprep.reading.encoder import Encoder
from training import corpus
from training.answers import Answer

_FOLDS = 5
_RIDGE = 0.05
_STEPS = 200
_RAREST = 3  # times that a group of words has to occur
#: The encoder's numbers are spread a twentieth as far as a word's count: found by leaving files out.
_SPREAD = 0.05
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence; what it is; who it is from (left out together); and whether the line is set by it."""

    text: str
    wanted: bool
    weight: float
    group: str
    sets_line: bool = False


def neutral(answers: Sequence[Answer]) -> ByWords:
    """Mere talk against all that a story tells; one in a hundred of its telling sentences may be lost."""
    examples = [Example(text, wanted=True, weight=3.0, group="") for text in corpus.written_neutral()]
    for number, text in enumerate(corpus.telling()):
        examples.append(Example(text, False, 3.0, f"telling {number % _FOLDS}"))
    for answer in answers:
        twins = (twin for twins in answer.twins.values() for twin in twins)
        for text, labels in (*zip(answer.sentences, answer.labels, strict=True), *twins):
            tells = bool(labels - {"proportionate"})
            examples.append(Example(text, False, 1.0 if tells else 0.05, answer.writer, sets_line=tells))
    return fit(examples, fewest=6, lost=0.01)


def addressed(answers: Sequence[Answer]) -> ByWords:
    """Talk to the grader against all else; one in twelve hundred of a story's sentences may be lost."""
    examples = [Example(text, wanted=True, weight=6.0, group="") for text in corpus.payloads()]
    for number, text in enumerate(corpus.lookalikes()):
        examples.append(Example(text, False, 5.0, f"alike {number % _FOLDS}"))
    examples.extend(Example(text, False, 1.0, "") for text in corpus.written_neutral())
    examples.extend(
        Example(text, False, 1.0, answer.writer, sets_line=True)
        for answer in answers
        for text in answer.sentences
    )
    return fit(examples, fewest=5, lost=0.0008)


def fit(examples: Sequence[Example], *, fewest: int, lost: float) -> ByWords:
    """The weights, with the line set on sentences whose group was not learnt from.

    Args:
        examples: Labelled sentences.
        fewest: Sentences of fewer words are not decided.
        lost: So many of those that set the line may cross it, as a share.
    """
    material = _Material([example.text for example in examples])
    truth = np.array([float(example.wanted) for example in examples])
    weight = np.array([example.weight for example in examples])
    group = np.array([example.group for example in examples])
    unmet = np.zeros(len(examples))
    for names in np.array_split(np.array(sorted(set(group) - {""})), _FOLDS):
        out = np.isin(group, names)
        unmet[out] = material.scores(material.weights(truth, weight * ~out))[out]
    sets = [e.sets_line and len(plain.words(e.text)) >= fewest for e in examples]
    line = float(np.quantile(unmet[sets], 1.0 - lost))
    found = material.table(material.weights(truth, weight), fewest)
    return replace(found, bias=found.bias - line)


class _Material:
    """Sentences as numbers."""

    def __init__(self, texts: Sequence[str]) -> None:
        said = [grams([word.text for word in plain.words(text)]) for text in texts]
        counts = Counter(gram for found in said for gram in found)
        self._grams = sorted(gram for gram, count in counts.items() if count >= _RAREST)
        number = {gram: i for i, gram in enumerate(self._grams)}
        rows = [[number[gram] for gram in found if gram in number] for found in said]
        self._flat = torch.tensor([i for row in rows for i in row])
        self._starts = torch.tensor(np.cumsum([0, *map(len, rows)])[:-1])
        self._shares = torch.tensor(
            [1.0 / max(1, len(found)) ** 0.5 for row, found in zip(rows, said, strict=True) for _ in row]
        )
        encoder = Encoder({})
        alone = np.array([encoder.alone(text) for text in texts])
        self._middle, self._scale = alone.mean(0), _SPREAD / alone.std(0).clip(1e-6)
        self._alone = torch.tensor((alone - self._middle) * self._scale).float()

    def weights(self, truth: Floats, weight: Floats) -> tuple[Tensor, Tensor, Tensor]:
        """Of groups of words, of a vector's numbers, and a constant: logistic regression with a ridge."""
        sizes = (len(self._grams), self._alone.shape[1], 1)
        words, vector, bias = (torch.zeros(size, 1, requires_grad=True) for size in sizes)
        wanted, counts = torch.tensor(truth).float(), torch.tensor(weight).float()
        search = torch.optim.LBFGS([words, vector, bias], max_iter=_STEPS, line_search_fn="strong_wolfe")

        def loss() -> Tensor:
            search.zero_grad()
            odds = self._odds(words, vector, bias)
            each = functional.binary_cross_entropy_with_logits(odds, wanted, weight=counts, reduction="sum")
            total = each + _RIDGE * (words.square().sum() + vector.square().sum())
            total.backward()
            return total

        search.step(loss)
        return words.detach(), vector.detach(), bias.detach()

    def scores(self, weights: tuple[Tensor, Tensor, Tensor]) -> Floats:
        """Log odds of every sentence."""
        found: Floats = self._odds(*weights).numpy().astype(np.float64)
        return found

    def table(self, weights: tuple[Tensor, Tensor, Tensor], fewest: int) -> ByWords:
        """The weights as the app uses them."""
        words, vector, bias = weights
        kept = {gram: float(w) for gram, w in zip(self._grams, words[:, 0], strict=True)}
        scaled = vector[:, 0].numpy().astype(np.float64) * self._scale
        return ByWords(kept, scaled, float(bias) - float(scaled @ self._middle), fewest)

    def _odds(self, words: Tensor, vector: Tensor, bias: Tensor) -> Tensor:
        said = functional.embedding_bag(
            self._flat, words, self._starts, mode="sum", per_sample_weights=self._shares
        )
        return (said + self._alone @ vector + bias)[:, 0]
