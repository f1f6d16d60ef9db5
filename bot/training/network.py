"""The network that is tuned: the encoder's upper layers and three heads over their mean."""

from typing import Any, NamedTuple

import torch
from torch import nn

from bot.retrieval.sentence_encoder import average_tokens
from bot.training.lines import Line

TUNED_LAYERS = 4
"""How many of the encoder's layers are tuned; the ones below are shared with retrieval."""

STANCES = ("asserts", "denies", "asks")
_DROPOUT = 0.1
_SMOOTHING = 0.05
_INTENT_WEIGHT = 0.5


class Labels(NamedTuple):
    """The classes, in the order of the heads' rows."""

    intents: tuple[str, ...]
    claims: tuple[str, ...]


class Batch(NamedTuple):
    """Tokens of some lines and their classes; `of_claim` marks the lines that are about a claim."""

    tokens: dict[str, torch.Tensor]
    intents: torch.Tensor
    claims: torch.Tensor
    stances: torch.Tensor
    of_claim: torch.Tensor


class RecogniserNetwork(nn.Module):
    """Encoder, mean pooling, and heads for intent, claim, and stance given the claim.

    The stance head is shared by all claims plus a correction of each claim's own.
    """

    def __init__(self, encoder: Any, labels: Labels) -> None:
        super().__init__()
        width, claims = int(encoder.config.hidden_size), len(labels.claims)
        self.encoder = encoder
        self.dropout = nn.Dropout(_DROPOUT)
        self.intent = nn.Linear(width, len(labels.intents))
        self.claim = nn.Linear(width, claims)
        self.stance = nn.Linear(width, len(STANCES))
        self.own_weight = nn.Parameter(torch.zeros(claims, len(STANCES), width))
        self.own_bias = nn.Parameter(torch.zeros(claims, len(STANCES)))
        freeze_lower_layers(encoder)

    def pool(self, tokens: dict[str, torch.Tensor]) -> torch.Tensor:
        """The mean of the last layer over real tokens, shape (lines, width)."""
        states = self.encoder(**tokens).last_hidden_state
        pooled: torch.Tensor = self.dropout(average_tokens(states, tokens["attention_mask"]))
        return pooled

    def score_stance(self, features: torch.Tensor, claims: torch.Tensor) -> torch.Tensor:
        """Logits of the stances given each line's claim."""
        own = torch.einsum("bsh,bh->bs", self.own_weight[claims], features)
        scored: torch.Tensor = self.stance(features) + own + self.own_bias[claims]
        return scored

    def measure_loss(self, batch: Batch) -> torch.Tensor:
        """Cross-entropy of the three heads; claim and stance over the lines about a claim."""
        features = self.pool(batch.tokens)
        loss = _INTENT_WEIGHT * _cross_entropy(self.intent(features), batch.intents)
        marked = batch.of_claim
        if bool(marked.any()):
            loss = loss + _cross_entropy(self.claim(features)[marked], batch.claims[marked])
            stances = self.score_stance(features, batch.claims)
            loss = loss + _cross_entropy(stances[marked], batch.stances[marked])
        return loss


def freeze_lower_layers(encoder: Any) -> None:
    """Leave only the upper layers to be tuned."""
    first = encoder.config.num_hidden_layers - TUNED_LAYERS
    tuned = tuple(f"encoder.layer.{number}." for number in range(first, encoder.config.num_hidden_layers))
    for name, parameter in encoder.named_parameters():
        parameter.requires_grad = name.startswith(tuned)


def make_batch(tokenizer: Any, lines: list[Line], labels: Labels) -> Batch:
    """Tokenise lines and number their classes."""
    encoded = tokenizer(
        [line.text for line in lines], padding=True, truncation=True, max_length=96, return_tensors="pt"
    )
    return Batch(
        tokens={name: encoded[name] for name in ("input_ids", "attention_mask")},
        intents=torch.tensor([labels.intents.index(line.intent) for line in lines]),
        claims=torch.tensor([labels.claims.index(line.claim) if line.claim else 0 for line in lines]),
        stances=torch.tensor([STANCES.index(line.stance) if line.stance else 0 for line in lines]),
        of_claim=torch.tensor([line.claim is not None for line in lines]),
    )


def _cross_entropy(logits: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    return nn.functional.cross_entropy(logits, truth, label_smoothing=_SMOOTHING)
