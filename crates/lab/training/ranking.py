"""The network that scores options of a question: `inference::ranking` reads what it saves."""

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

HIDDEN, KEY, WIDTH = 48, 32, 384


class Ranker(nn.Module):
    """A layer over features, the asking word's vector, the option's vector and the product of their keys, and scores."""

    def __init__(self, n_features, n_scores=1):
        super().__init__()
        self.features = nn.Linear(n_features, HIDDEN)
        self.own = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.other = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.own_key = nn.Linear(WIDTH, KEY, bias=False)
        self.other_key = nn.Linear(WIDTH, KEY, bias=False)
        self.product = nn.Linear(KEY, HIDDEN, bias=False)
        self.score = nn.Linear(HIDDEN, n_scores)
        for layer in (self.own, self.other, self.product):
            nn.init.normal_(layer.weight, std=0.01)

    def forward(self, features, own, other, is_other, dropout):
        """Scores of shape [questions, options, scores]; `own` is [questions, width], `other` [questions, options, width]."""
        own, other = nn.functional.dropout(own, dropout), nn.functional.dropout(other, dropout)
        keys = self.own_key(own).unsqueeze(1) * self.other_key(other)
        hidden = self.features(features) + self.own(own).unsqueeze(1) + is_other.unsqueeze(2) * (self.other(other) + self.product(keys))
        return self.score(nn.functional.dropout(torch.relu(hidden), dropout))


def vectors_of(folder):
    """The words' vectors that a program wrote beside its questions."""
    return np.fromfile(folder / "vectors.f32", dtype=np.float32).reshape(-1, WIDTH)


def dense(sparse, length):
    """Features from the places of those that are one, or [place, value]."""
    row = np.zeros(length, dtype=np.float32)
    for item in sparse:
        at, value = (item, 1.0) if isinstance(item, int) else item
        row[at] = value
    return row


def save(rankers, folder):
    """Writes `weights.safetensors`; `rankers` by what the names of their tensors begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {}
    for prefix, ranker in rankers.items():
        for name, layer in ranker.named_children():
            tensors[f"{prefix}{name}.weight"] = layer.weight.detach().t().contiguous()
            if layer.bias is not None:
                tensors[f"{prefix}{name}.bias"] = layer.bias.detach().contiguous()
    save_file(tensors, folder / "weights.safetensors")
