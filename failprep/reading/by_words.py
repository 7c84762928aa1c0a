"""What a sentence's own words tell, whatever stands beside it: mere talk, and talk to the grader.

A logistic regression over the sentence's words, pairs and triples of words, and over what the encoder's
lower layers, as they were pretrained, make of it by itself (``training/by_words.py``). Mere talk (scenery,
thanks, what a word of the trade means) is passed over before the answer is read, so that it lends no context
and moves no verdict. Talk to the grader is also found by the network and by patterns (``grader.py``); this is
a third witness.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from failprep.reading import plain
from failprep.resources import resource

#: Mere talk, and talk to the grader.
KINDS = ("neutral", "addressed")
_LONGEST = 3
_UNSAID = -10.0


@dataclass(frozen=True, slots=True)
class ByWords:
    """The weights of groups of words and of the encoder's vector, and the line to cross.

    Attributes:
        vector: (width,).
        fewest: Shorter sentences, in words, lean on what stood before ("Eleven Tuesdays."): not decided.
    """

    grams: dict[str, float]
    vector: NDArray[np.float64]
    bias: float
    fewest: int

    @classmethod
    def packaged(cls, name: str) -> "ByWords":
        """One of ``KINDS``."""
        return cls.load(resource(f"assets/reader/{name}.npz"))

    @classmethod
    def load(cls, path: Path) -> "ByWords":
        """What ``save`` wrote."""
        with np.load(path) as kept:
            weights = kept["weights"].astype(float).tolist()
            grams = dict(zip(kept["grams"].item().split("\n"), weights, strict=True))
            return cls(grams, kept["vector"].astype(np.float64), float(kept["bias"]), int(kept["fewest"]))

    def save(self, path: Path) -> None:
        """Write the weights in half precision."""
        np.savez_compressed(
            path,
            grams=np.array("\n".join(self.grams)),
            weights=np.array(list(self.grams.values()), dtype=np.float16),
            vector=self.vector.astype(np.float16),
            bias=np.array(self.bias),
            fewest=np.array(self.fewest),
        )

    def score(self, sentence: str, alone: NDArray[np.float64]) -> float:
        """Log odds above the line for a sentence, with what the encoder makes of it by itself, (width,)."""
        words = [word.text for word in plain.words(sentence)]
        if len(words) < self.fewest:
            return _UNSAID
        found = grams(words)
        said = sum(self.grams.get(gram, 0.0) for gram in found) / float(np.sqrt(len(found)))
        return said + float(alone @ self.vector) + self.bias


def grams(words: Sequence[str]) -> list[str]:
    """Words, and pairs and triples of neighbours, each once."""
    found = (
        " ".join(words[at : at + size])
        for size in range(1, _LONGEST + 1)
        for at in range(len(words) - size + 1)
    )
    return list(dict.fromkeys(found))
