"""The trained encoder: sentences in, 25 raw scores (log odds) for each of their tokens out.

The answer is one sequence of words, ``[CLS] word word … [SEP]``, without marks of where sentences end, so
that each is read in its context and a misplaced full stop moves nothing; long answers are read in
overlapping windows. What a stretch shows is the mean of its tokens. onnxruntime and tokenizers do the work.
How the network is made: ``training/``.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from failprep.reading import plain
from failprep.reading.by_words import KINDS, ByWords
from failprep.resources import resource

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Scores = NDArray[np.float64]
_FOLDER = "assets/reader"
MOST_TOKENS = 500
MOST_SENTENCE_TOKENS = 120


class Encoder:
    """The network and its vocabulary, loaded. Safe to use from several threads at once.

    Args:
        talk: Kind of talk → what tells it by its words; by default the packaged ones.
    """

    def __init__(self, talk: Mapping[str, ByWords] | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = resource(_FOLDER)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # spinning threads would steal time from the window and the speech engine
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._embedded, self._scored, self._lower = (
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in ("embedded.onnx", "scored.onnx", "alone.onnx")
        )
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        vocabulary = self._tokenizer.get_vocab()
        self._first, self._last, self._unknown = (vocabulary[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        self._talk = {kind: ByWords.packaged(kind) for kind in KINDS} if talk is None else dict(talk)
        self.outputs: tuple[str, ...] = tuple(
            json.loads((folder / "outputs.json").read_text(encoding="utf-8"))
        )

    def read(self, sentences: Sequence[str]) -> list["Heard"]:
        """What is heard in each sentence, read in the company of all."""
        spelt = [spell(self._tokenizer, sentence) for sentence in sentences]
        pieces = [(ids or [self._unknown], spans or ((0, 0),)) for ids, spans in spelt]
        stream = [token for ids, _ in pieces for token in ids]
        scores = by_windows(stream, self._scores, len(self.outputs))
        parts = np.split(scores, np.cumsum([len(ids) for ids, _ in pieces])[:-1]) if pieces else []
        return [Heard(spans, part) for (_, spans), part in zip(pieces, parts, strict=True)]

    def by_words(self, sentence: str) -> dict[str, float]:
        """Log odds above the line that a sentence by itself is of each of ``by_words.KINDS``."""
        vector = self.alone(sentence)
        return {kind: talk.score(sentence, vector) for kind, talk in self._talk.items()}

    def alone(self, sentence: str) -> Scores:
        """What the pretrained lower layers make of a sentence by itself, (width,)."""
        return self._run(self._lower, spell(self._tokenizer, sentence)[0])

    def _scores(self, ids: Sequence[int]) -> Scores:
        return self._run(self._scored, ids)[1:-1]

    def _run(self, layers: "InferenceSession", ids: Sequence[int]) -> Scores:
        tokens = np.array([[self._first, *ids, self._last]], dtype=np.int64)
        (hidden,) = self._embedded.run(None, {"tokens": tokens})
        (found,) = layers.run(None, {"hidden": hidden})
        scores: Scores = found[0].astype(np.float64)
        return scores


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence as the network heard it.

    Attributes:
        spans: For each token the characters it stands for.
        tokens: (tokens, outputs) log odds.
    """

    spans: tuple[tuple[int, int], ...]
    tokens: Scores

    @property
    def row(self) -> Scores:
        """The sentence's scores, (outputs,)."""
        mean: Scores = self.tokens.mean(0)
        return mean

    @property
    def aim(self) -> Scores:
        """How much each token talks to the grader (log odds)."""
        aim: Scores = self.tokens[:, -1]
        return aim


def spell(tokenizer: "Tokenizer", sentence: str) -> tuple[list[int], tuple[tuple[int, int], ...]]:
    """Token ids of a sentence's plain words, and the characters each stands for."""
    words = plain.words(sentence)
    found = tokenizer.encode([word.text for word in words], is_pretokenized=True, add_special_tokens=False)
    owners = [words[at] for at in found.word_ids[:MOST_SENTENCE_TOKENS] if at is not None]
    spans = tuple((word.start, word.end) for word in owners)
    return found.ids[:MOST_SENTENCE_TOKENS], spans


def by_windows(stream: Sequence[int], run: Callable[[Sequence[int]], Scores], outputs: int) -> Scores:
    """Scores of a stream of tokens, (tokens, outputs), where ``run`` scores the tokens of one window."""
    scores, trusted = np.zeros((len(stream), outputs)), np.zeros((len(stream), 1))
    for start, end in windows(len(stream)):
        places = np.arange(end - start)
        trust = (1.0 + np.minimum(places, places[::-1]))[:, None]  # the middle knows its context best
        scores[start:end] += trust * run(stream[start:end])
        trusted[start:end] += trust
    return scores / trusted


def windows(length: int) -> list[tuple[int, int]]:
    """Ranges of tokens that fit into one reading, overlapping by a third where one is not enough."""
    if length <= MOST_TOKENS:
        return [(0, length)] if length else []
    step = 2 * MOST_TOKENS // 3
    starts = range(0, length - MOST_TOKENS + step, step)
    return [(min(start, length - MOST_TOKENS), min(start + MOST_TOKENS, length)) for start in starts]
