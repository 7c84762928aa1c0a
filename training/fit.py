"""Fits the reader's network to labelled answers. Deterministic for a seed and a number of threads."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from failprep.domain import CHECKS
from failprep.reading.encoder import MOST_SENTENCE_TOKENS, MOST_TOKENS, by_windows, spell
from failprep.reading.whole import stretches
from training import corpus, disturb
from training.answers import Answer
from training.network import OUTPUTS, ReaderNetwork, means

Floats = NDArray[np.float64]
GRADER = "to_grader"
NAMES = (*CHECKS, GRADER)
#: Marks a sentence of which only is known whether it talks to the grader.
UNLABELLED = "?"
_SMOOTHING = 0.03
#: Stands before and after what talks to the grader.
MARK = "\u2063"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to fit."""

    encoder: str
    epochs: int = 8
    rate: float = 1.5e-4
    batch: int = 3  # answers, each in two versions
    seed: int = 1
    answer_weight: float = 0.5
    alike_weight: float = 14.0
    positive_weight: float = 2.0


def _up_to(step: int, number: int) -> int:
    return -(-number // step) * step


class Pieces:
    """Sentences as token ids, the way the app's encoder makes them."""

    def __init__(self, folder: str) -> None:
        self.tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._first, self._last, self._unknown = map(self._id, ("[CLS]", "[SEP]", "[UNK]"))

    def _id(self, token: str) -> int:
        number: int | None = self.tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(f"the tokenizer has no {token}")
        return number

    def cut(self, sentences: Sequence[str]) -> list[list[int]]:
        """Token ids of each sentence."""
        return [spell(self.tokenizer, sentence)[0] or [self._unknown] for sentence in sentences]

    def cut_marked(self, sentences: Sequence[str]) -> tuple[list[list[int]], list[list[bool]]]:
        """Token ids of each sentence without its ``MARK``s, and which of them stand between two marks."""
        ids: list[list[int]] = []
        aimed: list[list[bool]] = []
        for sentence in sentences:
            ids.append([])
            aimed.append([])
            for number, part in enumerate(sentence.split(MARK)):
                found = spell(self.tokenizer, part)[0]
                ids[-1].extend(found)
                aimed[-1].extend([number % 2 == 1] * len(found))
            if not ids[-1]:
                ids[-1], aimed[-1] = [self._unknown], [False]
        return [row[:MOST_SENTENCE_TOKENS] for row in ids], [row[:MOST_SENTENCE_TOKENS] for row in aimed]

    def collate(self, batch: Sequence[Sequence[list[int]]]) -> tuple[Tensor, Tensor]:
        """Tokens and mask for a batch of answers; see ``ReaderNetwork.forward``."""
        # few distinct shapes: kernels are prepared once for each
        length = _up_to(64, max(2 + sum(map(len, pieces)) for pieces in batch))
        tokens = torch.zeros(len(batch), length, dtype=torch.long)
        mask = torch.zeros(len(batch), length, dtype=torch.long)
        for i, pieces in enumerate(batch):
            ids = [self._first, *(token for piece in pieces for token in piece), self._last]
            tokens[i, : len(ids)] = torch.tensor(ids)
            mask[i, : len(ids)] = 1
        return tokens, mask


class Trainer:
    """Draws versions of the answers and fits a network to them."""

    def __init__(
        self, answers: Sequence[Answer], payloads: Sequence[str], neutral: Sequence[str], settings: Settings
    ) -> None:
        self.answers = list(answers)
        self.payloads, self.neutral = list(payloads), list(neutral)
        self.lookalikes = corpus.lookalikes()
        self.settings = settings
        self.draw = random.Random(settings.seed)
        self.pieces = Pieces(settings.encoder)
        self.vocabulary = sorted({w for a in answers for w in disturb.bare(a.text).split() if w.isalpha()})
        torch.manual_seed(settings.seed)
        self.network = ReaderNetwork(settings.encoder)
        for parameter in self.network.encoder.embeddings.parameters():
            parameter.requires_grad = False  # so little text would only teach it names

    def told(self, answer: Answer) -> list[disturb.Labelled]:
        """A version of the answer: twins in some places, perhaps without some check or some neutral talk."""
        rows: list[disturb.Labelled] = list(zip(answer.sentences, answer.labels, strict=True))
        draw = self.draw
        for number, twins in answer.twins.items():
            if draw.random() < 0.5:
                rows[number] = draw.choice(twins)
        rows = self._without_one_check(rows) if draw.random() < 0.25 else rows
        if draw.random() < 0.3:  # as when the neutral talk in it was passed over
            rows = [row for row in rows if row[1] or draw.random() < 0.4] or rows
        return rows

    def disturbed(self, told: Sequence[disturb.Labelled]) -> list[disturb.Labelled]:
        """The same as it might have been said, heard and cut this time: it shows what it showed."""
        rows, draw = list(told), self.draw
        if draw.random() < 0.75:
            for _ in range(draw.randint(1, max(1, (2 * len(rows)) // 3))):
                rows.insert(draw.randint(0, len(rows)), (draw.choice(self.neutral), frozenset()))
        if draw.random() < 0.9:
            rate = draw.uniform(0.02, 0.18)
            rows = [(disturb.word_errors(text, rate, draw, self.vocabulary), labels) for text, labels in rows]
        style = draw.random()
        if style < 0.4:
            rows = disturb.recut(rows)
        elif style < 0.5 and len(rows) > 3:
            at = draw.randrange(len(rows) - 1)
            rows[at : at + 2] = [(f"{rows[at][0]} {rows[at + 1][0]}", rows[at][1] | rows[at + 1][1])]
        if draw.random() < 0.6:
            at, (text, labels) = draw.randrange(len(rows)), self._aside()
            if draw.random() < 0.5:
                rows.insert(at, (text, labels))
            else:  # hidden inside a sentence of the story
                words = rows[at][0].split()
                cut = draw.choice((len(words), draw.randint(0, len(words))))
                before, after = " ".join(words[:cut]), " ".join(words[cut:])
                rows[at] = (f"{before} {text} {after}", labels)
        return rows

    def _without_one_check(self, rows: list[disturb.Labelled]) -> list[disturb.Labelled]:
        """The answer without all that shows some check: a strong story alone must lend it nothing."""
        present = sorted(set().union(*(labels for _, labels in rows)) - {"proportionate"})
        if not present:
            return rows
        check = self.draw.choice(present)
        kept = [row for row in rows if check not in row[1]]
        return kept if 2 * len(kept) >= len(rows) else rows

    def _aside(self) -> disturb.Labelled:
        """Something said to the grader, or something that only sounds so."""
        draw = self.draw
        if draw.random() < 0.35:
            text, labels = draw.choice(self.lookalikes), frozenset({UNLABELLED})
        else:
            text, labels = draw.choice(self.payloads), frozenset({UNLABELLED, GRADER})
        return (f"{MARK}{text}{MARK}" if GRADER in labels else text), labels

    def fit(self) -> ReaderNetwork:
        """The fitted network: the moving average of the weights over the second half."""
        settings, network = self.settings, self.network
        groups = self._groups()
        optimiser = torch.optim.AdamW(groups, weight_decay=0.02, betas=(0.9, 0.98))
        steps = settings.epochs * ((len(self.answers) + settings.batch - 1) // settings.batch)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda step: min(1.0, (step + 1) / (0.08 * steps)) * max(0.03, 1 - step / steps)
        )
        average: dict[str, Tensor] = {}
        network.train()
        done = 0
        for epoch in range(settings.epochs):
            began, total = time.perf_counter(), 0.0
            for batch in self._batches():
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    loss = self._loss(batch)
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                done += 1
                total += float(loss.detach())
                if done > steps // 2:
                    for name, value in network.state_dict().items():
                        if name in average and value.is_floating_point():
                            average[name].lerp_(value, 0.05)
                        else:
                            average[name] = value.clone()
            print(f"epoch {epoch + 1}: loss {total:.2f}, {time.perf_counter() - began:.0f} s", flush=True)
        network.load_state_dict(average)
        return network.eval()

    def _groups(self) -> list[dict[str, object]]:
        """Lower layers learn slower; the head faster."""
        rate, groups = self.settings.rate, []
        head = [p for n, p in self.network.named_parameters() if not n.startswith("encoder.")]
        groups.append({"params": head, "lr": 10 * rate})
        layers = self.network.encoder.config.num_hidden_layers
        by_depth: dict[int, list[torch.nn.Parameter]] = {}
        for name, parameter in self.network.encoder.named_parameters():
            if not parameter.requires_grad:
                continue
            depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layer.") else 0
            by_depth.setdefault(depth, []).append(parameter)
        for depth, parameters in sorted(by_depth.items()):
            groups.append({"params": parameters, "lr": rate * 0.85 ** (layers - depth)})
        return groups

    def _batches(self) -> list[list[Answer]]:
        order = list(self.answers)
        self.draw.shuffle(order)
        size = self.settings.batch
        # answers of a like length together: less padding
        chunks = [
            sorted(order[i : i + 4 * size], key=lambda a: len(a.text)) for i in range(0, len(order), 4 * size)
        ]
        batches = [chunk[i : i + size] for chunk in chunks for i in range(0, len(chunk), size)]
        self.draw.shuffle(batches)
        return batches

    def _loss(self, batch: Sequence[Answer]) -> Tensor:
        """Each answer as it was told and disturbed: both as labelled, and both alike."""
        inputs, labels_of, marked, entire = [], [], [], []
        for answer in batch:
            told = self.told(answer)
            for rows in (told, self.disturbed(told)):
                pieces, marks = self.pieces.cut_marked([text for text, _ in rows])
                start, end = self.draw.choice(found := _portions([len(piece) for piece in pieces]))
                inputs.append(pieces[start:end])
                marked.append([mark for marks_ in marks[start:end] for mark in marks_])
                labels_of.append([labels for _, labels in rows[start:end]])
                entire.append(len(found) == 1)
        logits = self.network(*self.pieces.collate(inputs)).float()[:, 1:]
        ends = [list(accumulate(map(len, pieces))) for pieces in inputs]
        sentences, _ = means(logits, [list(pairwise((0, *row))) for row in ends])
        strongest, real = means(logits, [list(zip(*stretches(row[-1]), strict=True)) for row in ends])
        truth, known = torch.zeros_like(sentences), torch.zeros_like(sentences)
        for i, rows_ in enumerate(labels_of):
            for j, labels in enumerate(rows_):
                truth[i, j] = torch.tensor([float(name in labels) for name in NAMES])
                known[i, j] = 1.0
                if UNLABELLED in labels:
                    known[i, j, : len(CHECKS)] = 0.0
        soft = truth * (1 - 2 * _SMOOTHING) + _SMOOTHING
        weight = torch.full((OUTPUTS,), self.settings.positive_weight)
        each = functional.binary_cross_entropy_with_logits(
            sentences, soft, pos_weight=weight, reduction="none"
        )
        sentence_loss = (each * known).sum() / known[..., -1].sum()
        whole = truth.amax(1)
        verdicts = self.network.answer(strongest, real)
        answer_loss = functional.binary_cross_entropy_with_logits(
            verdicts, whole * (1 - 2 * _SMOOTHING) + _SMOOTHING
        )
        chances = torch.sigmoid(verdicts[:, : len(CHECKS)])
        both = torch.tensor([a and b for a, b in zip(entire[::2], entire[1::2], strict=True)]).float()
        apart = ((chances[::2] - chances[1::2]) ** 2).mean(1)
        alike_loss = (apart * both).sum() / both.sum().clamp(min=1.0)
        return (
            sentence_loss / 4
            + self.settings.answer_weight * answer_loss * 2.5
            + self.settings.alike_weight * alike_loss
            + 2.0 * _place_loss(logits[..., -1], marked)
        )


def _place_loss(aimed: Tensor, marked: Sequence[Sequence[bool]]) -> Tensor:
    """Which tokens talk to the grader."""
    truth, inside = torch.zeros_like(aimed), torch.zeros_like(aimed)
    for i, marks in enumerate(marked):
        truth[i, : len(marks)] = torch.tensor(marks, dtype=truth.dtype)
        inside[i, : len(marks)] = 1.0
    each = functional.binary_cross_entropy_with_logits(aimed, truth * 0.96 + 0.02, reduction="none")
    return (each * inside).sum() / inside.sum()


def _portions(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Ranges of sentences, of so many tokens each, that fit into one reading, overlapping by a third."""
    found: list[tuple[int, int]] = []
    start = 0
    while True:
        end, size = start, 0
        while end < len(lengths) and (size + lengths[end] <= MOST_TOKENS or end == start):
            size += lengths[end]
            end += 1
        found.append((start, end))
        if end >= len(lengths):
            return found
        start += max(1, 2 * (end - start) // 3)


@torch.no_grad()
def read(network: ReaderNetwork, pieces: Pieces, sentences: Sequence[str]) -> list[Floats]:
    """Raw scores (log odds) of each sentence's tokens, (tokens, outputs), as the app's encoder gives them."""
    cut = pieces.cut(sentences)
    stream = [token for piece in cut for token in piece]

    def run(window: Sequence[int]) -> Floats:
        logits = network(*pieces.collate([[list(window)]]))[0, 1 : 1 + len(window)]
        found: Floats = logits.float().numpy().astype(np.float64)
        return found

    scores = by_windows(stream, run, OUTPUTS)
    return np.split(scores, np.cumsum([len(piece) for piece in cut])[:-1])
