"""The reader's network: a small encoder over the whole answer, 25 outputs for each token.

The answer is one sequence of words, ``[CLS] word word … [SEP]``, without marks of where sentences end. What
a stretch of words shows is the mean of its tokens' outputs, whether the stretch is a sentence or not. The
verdict for the whole answer is a smooth maximum over stretches of some fixed lengths (log-sum-exp, scaled
per check), so that it does not depend on where a recogniser puts its full stops.

Beside it the app runs the pretrained encoder's lower layers, untouched, on each sentence by itself. Mere
talk and talk to the grader are told by what they make of it (``training/by_words.py``). So what is shipped
are three parts: the embeddings, which both need, and these two.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

OUTPUTS = 25  # the 24 checks and "talks to the grader"
#: Pretrained layers that look at a sentence by itself; a fourth told no more.
_LOWER = 3


class ReaderNetwork(nn.Module):
    """Token logits from tokens.

    Args:
        encoder_folder: The pretrained encoder in Hugging Face format.
        dropout: On the features of the tokens, in training; the same ones for all tokens of an answer.
    """

    def __init__(self, encoder_folder: str, dropout: float = 0.2) -> None:
        super().__init__()
        # dropout inside attention costs as much as the attention itself on a CPU, and gains nothing here
        self.encoder = AutoModel.from_pretrained(
            encoder_folder,
            add_pooling_layer=False,
            attn_implementation="sdpa",
            attention_probs_dropout_prob=0.0,
        )
        width = self.encoder.config.hidden_size
        self.dropout = dropout
        self.head = nn.Linear(width, OUTPUTS)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, -2.0)
        self.scale = nn.Parameter(torch.ones(OUTPUTS))
        self.shift = nn.Parameter(torch.zeros(OUTPUTS))

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Logits of the tokens, (answers, length, outputs).

        Args:
            tokens: (answers, length) token ids.
            mask: (answers, length) 1 where there is a token.
        """
        hidden = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state
        if self.training:  # the mean of several draws, as the head is linear
            kept = torch.ones(4, len(tokens), 1, hidden.shape[-1])
            hidden = hidden * functional.dropout(kept, self.dropout).mean(0).to(hidden.dtype)
        logits: Tensor = self.head(hidden)
        return logits

    def answer(self, stretches: Tensor, present: Tensor) -> Tensor:
        """Logits for the whole answer, (answers, outputs); ``present`` marks real stretches."""
        masked = stretches.masked_fill(~present.unsqueeze(-1), -30.0)
        strongest = torch.logsumexp(2.0 * masked, dim=1) / 2.0
        return self.scale * strongest + self.shift


def mean_of(networks: Sequence[ReaderNetwork]) -> ReaderNetwork:
    """The first network, with the mean of the weights of all (Wortsman et al., 2022)."""
    first, *_ = networks
    weights = [network.state_dict() for network in networks]
    for name, value in first.state_dict().items():
        if value.is_floating_point():
            value.copy_(torch.stack([state[name] for state in weights]).mean(0))
    return first


class Embedded(nn.Module):
    """What the app runs first: (1, length) token ids to (1, length, width). No training changes it."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.embeddings = network.encoder.embeddings

    def forward(self, tokens: Tensor) -> Tensor:
        """The tokens in their places."""
        hidden: Tensor = self.embeddings(input_ids=tokens)
        return hidden


class Scored(nn.Module):
    """What the app runs for an answer: (1, length, width) to token logits (1, length, outputs)."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.layers, self.head = network.encoder.encoder.layer, network.head

    def forward(self, hidden: Tensor) -> Tensor:
        """The same logits as the network's, where there is no padding."""
        for layer in self.layers:
            hidden = layer(hidden)
        logits: Tensor = self.head(hidden)
        return logits


class Alone(nn.Module):
    """What the app runs for a sentence by itself: (1, length, width) to a vector (1, width)."""

    def __init__(self, encoder_folder: str) -> None:
        super().__init__()
        pretrained = AutoModel.from_pretrained(
            encoder_folder, add_pooling_layer=False, attn_implementation="sdpa"
        )
        self.layers = pretrained.encoder.layer[:_LOWER]

    def forward(self, hidden: Tensor) -> Tensor:
        """The mean of the tokens after the lower layers."""
        for layer in self.layers:
            hidden = layer(hidden)
        return hidden.mean(1)


def means(logits: Tensor, spans: Sequence[Sequence[tuple[int, int]]]) -> tuple[Tensor, Tensor]:
    """Mean logits of some stretches of each answer, (answers, stretches, outputs), and which are real.

    Args:
        logits: (answers, length, outputs).
        spans: For each answer the tokens from which and before which a stretch lies.
    """
    most = max(map(len, spans))
    start = torch.zeros(len(spans), most, dtype=torch.long)
    end = torch.zeros(len(spans), most, dtype=torch.long)
    for number, row in enumerate(spans):
        start[number, : len(row)] = torch.tensor([a for a, _ in row])
        end[number, : len(row)] = torch.tensor([b for _, b in row])
    sums = functional.pad(logits.cumsum(1), (0, 0, 1, 0))
    width = logits.shape[-1]
    before, after = (sums.gather(1, at.unsqueeze(-1).expand(-1, -1, width)) for at in (start, end))
    return (after - before) / (end - start).clamp(min=1).unsqueeze(-1), end > start
