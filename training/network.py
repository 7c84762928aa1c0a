"""The reader's network: a small encoder over the whole answer, a vector a sentence, 25 outputs for each.

The answer is one sequence, ``[CLS] sentence [SEP] sentence [SEP] …``, so every sentence is read in its
context. A sentence's vector is the mean of its tokens. The verdict for the whole answer is a smooth
maximum over the sentences (log-sum-exp, scaled per check), so that it stays explainable: no verdict
without a sentence.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

OUTPUTS = 25  # the 24 checks and "talks to the grader"


class ReaderNetwork(nn.Module):
    """Sentence logits from tokens.

    Args:
        encoder_folder: The pretrained encoder in Hugging Face format.
        dropout: On the sentence vectors, in training.
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
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(width, OUTPUTS)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, -2.0)
        self.scale = nn.Parameter(torch.ones(OUTPUTS))
        self.shift = nn.Parameter(torch.zeros(OUTPUTS))

    def forward(self, tokens: Tensor, mask: Tensor, pooling: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the sentences, (answers, sentences, outputs), and of each token for the last output.

        The head is linear, so a stretch's logit is the mean of its tokens': one pass tells where the talk is.

        Args:
            tokens: (answers, length) token ids.
            mask: (answers, length) 1 where there is a token.
            pooling: (answers, sentences, length) rows that average the tokens of a sentence.
        """
        hidden = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state
        vectors = torch.bmm(pooling, hidden)
        aimed = functional.linear(hidden, self.head.weight[-1:], self.head.bias[-1:]).squeeze(-1)
        if self.training:  # several dropout draws for one pass of the encoder
            return torch.stack([self.head(self.dropout(vectors)) for _ in range(4)]).mean(0), aimed
        return self.head(vectors), aimed

    def answer(self, logits: Tensor, present: Tensor) -> Tensor:
        """Logits for the whole answer, (answers, outputs); ``present`` marks real sentences."""
        masked = logits.masked_fill(~present.unsqueeze(-1), -30.0)
        strongest = torch.logsumexp(2.0 * masked, dim=1) / 2.0
        return self.scale * strongest + self.shift
