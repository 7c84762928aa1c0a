"""The trained encoder: sentences in, one row of raw scores (log odds) a sentence out.

The answer is one token sequence, ``[CLS] sentence [SEP] sentence [SEP] …``, so that each sentence is read
in its context; long answers are read in overlapping windows. onnxruntime and tokenizers do the work. How
the network is made: ``training/``.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from failprep.reading import plain
from failprep.resources import resource

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Scores = NDArray[np.float64]
_FOLDER = "assets/reader"
_MOST_TOKENS = 500
MOST_SENTENCE_TOKENS = 120


class Encoder:
    """The network and its vocabulary, loaded. Safe to use from several threads at once."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = resource(_FOLDER)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # spinning threads would steal time from the window and the speech engine
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: InferenceSession = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        vocabulary = self._tokenizer.get_vocab()
        self._first, self._between, self._unknown = (vocabulary[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        self.outputs: tuple[str, ...] = tuple(
            json.loads((folder / "outputs.json").read_text(encoding="utf-8"))
        )

    def read(self, sentences: Sequence[str]) -> tuple[Scores, list["Aim"]]:
        """Scores (log odds), (sentences, outputs), and which words of each sentence talk to the grader."""
        if not sentences:
            return np.zeros((0, len(self.outputs))), []
        spelt = [spell(self._tokenizer, sentence) for sentence in sentences]
        pieces = [ids or [self._unknown] for ids, _ in spelt]
        scores = np.zeros((len(pieces), len(self.outputs)))
        aims = [np.zeros(len(piece)) for piece in pieces]
        trusted = np.zeros((len(pieces), 1))
        for start, end in windows([len(piece) for piece in pieces]):
            part, places_aimed = self._run(pieces[start:end])
            places = np.arange(end - start)
            # the middle of a window knows its context best
            trust = (1.0 + np.minimum(places, end - start - 1 - places))[:, None]
            scores[start:end] += trust * part
            trusted[start:end] += trust
            for number, aimed in enumerate(places_aimed):
                aims[start + number] += trust[number, 0] * aimed
        spans = [spans or ((0, 0),) for _, spans in spelt]
        return scores / trusted, [
            Aim(span, aim / weight) for span, aim, weight in zip(spans, aims, trusted[:, 0], strict=True)
        ]

    def scores(self, sentences: Sequence[str]) -> Scores:
        """The scores alone."""
        return self.read(sentences)[0]

    def _run(self, pieces: Sequence[Sequence[int]]) -> tuple[Scores, list[Scores]]:
        tokens = [self._first]
        pooling = np.zeros((1, len(pieces), 1 + sum(len(piece) + 1 for piece in pieces)), dtype=np.float32)
        places = []
        for number, piece in enumerate(pieces):
            places.append((len(tokens), len(tokens) + len(piece)))
            pooling[0, number, len(tokens) : len(tokens) + len(piece)] = 1.0 / len(piece)
            tokens.extend((*piece, self._between))
        inputs: dict[str, Any] = {
            "tokens": np.array([tokens], dtype=np.int64),
            "mask": np.ones((1, len(tokens)), dtype=np.int64),
            "pooling": pooling,
        }
        scores, aimed = self._session.run(["scores", "aimed"], inputs)
        return scores[0].astype(np.float64), [aimed[0, a:b].astype(np.float64) for a, b in places]


@dataclass(frozen=True, slots=True)
class Aim:
    """How much each token of a sentence talks to the grader: its characters, and its log odds."""

    spans: tuple[tuple[int, int], ...]
    scores: Scores


def spell(tokenizer: "Tokenizer", sentence: str) -> tuple[list[int], tuple[tuple[int, int], ...]]:
    """Token ids of a sentence's plain words, and the characters each stands for."""
    words = plain.words(sentence)
    found = tokenizer.encode([word.text for word in words], is_pretokenized=True, add_special_tokens=False)
    owners = [words[at] for at in found.word_ids[:MOST_SENTENCE_TOKENS] if at is not None]
    spans = tuple((word.start, word.end) for word in owners)
    return found.ids[:MOST_SENTENCE_TOKENS], spans


def windows(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Ranges of sentences that fit into one reading, overlapping by a third where one is not enough.

    Args:
        lengths: Tokens of each sentence, without separators.
    """
    found: list[tuple[int, int]] = []
    start = 0
    while True:
        end, size = start, 1
        while end < len(lengths) and (size + lengths[end] + 1 <= _MOST_TOKENS or end == start):
            size += lengths[end] + 1
            end += 1
        found.append((start, end))
        if end >= len(lengths):
            return found
        start += max(1, 2 * (end - start) // 3)
