"""The network that scores options of a question, and how it learns: `inference::ranking` reads what it saves.

A question has `id`; `row`, the vector of the word that asks; `features`, a row an option, the first of them that of no word; `rows`, the
vectors of the options' words, -1 for none; `right`, the options that are right; `weight`, what it counts.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

HIDDEN, KEY, WIDTH = 48, 32, 384


class Ranker(nn.Module):
    """A layer over features, the asking word's vector, the option's vector and the product of their keys, and scores."""

    def __init__(self, n_features):
        super().__init__()
        self.features = nn.Linear(n_features, HIDDEN)
        self.own = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.other = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.own_key = nn.Linear(WIDTH, KEY, bias=False)
        self.other_key = nn.Linear(WIDTH, KEY, bias=False)
        self.product = nn.Linear(KEY, HIDDEN, bias=False)
        self.score = nn.Linear(HIDDEN, 1)
        for layer in (self.own, self.other, self.product):
            nn.init.normal_(layer.weight, std=0.01)

    def forward(self, features, own, other, is_other, dropout):
        """Scores of shape [questions, options]; `own` is [questions, width], `other` [questions, options, width]."""
        own, other = nn.functional.dropout(own, dropout), nn.functional.dropout(other, dropout)
        keys = self.own_key(own).unsqueeze(1) * self.other_key(other)
        hidden = self.features(features) + self.own(own).unsqueeze(1) + is_other.unsqueeze(2) * (self.other(other) + self.product(keys))
        return self.score(nn.functional.dropout(torch.relu(hidden), dropout)).squeeze(2)


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


def batch(questions, vectors, n_features):
    """What the network takes of some questions, which options there are, and which are right."""
    longest = max(len(question["rows"]) for question in questions)
    features = torch.zeros(len(questions), longest, n_features)
    other = torch.zeros(len(questions), longest, WIDTH)
    mask = torch.zeros(len(questions), longest, dtype=torch.bool)
    is_other = torch.zeros(len(questions), longest)
    right = torch.zeros(len(questions), longest, dtype=torch.bool)
    own = torch.from_numpy(vectors[[question["row"] for question in questions]])
    for at, question in enumerate(questions):
        length = len(question["rows"])
        named = np.flatnonzero(question["rows"] >= 0)
        features[at, :length] = torch.from_numpy(question["features"].astype(np.float32))
        other[at, named] = torch.from_numpy(vectors[question["rows"][named]])
        is_other[at, 1:length] = 1
        mask[at, :length] = True
        right[at, question["right"]] = True
    return (features, own, other, is_other), mask, right


def choose(model, questions, vectors, n_features):
    """The likeliest option of each question."""
    model.eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(questions), 512):
            inputs, mask, _ = batch(questions[start:start + 512], vectors, n_features)
            scores = model(*inputs, 0.0).masked_fill(~mask, -1e9)
            found += scores.argmax(1).tolist()
    return found


def options(about, epochs, dropout, decay):
    """The command line of a judge's training, with what is usual for it."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=dropout)
    parser.add_argument("--decay", type=float, default=decay)
    parser.add_argument("--hold-out", default="", help="documents whose ids begin so are not trained on, and scored")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def is_held(question, arguments):
    """Whether a question is of a document that is held out."""
    prefixes = tuple(prefix for prefix in arguments.hold_out.split(",") if prefix)
    return bool(prefixes) and question["id"].startswith(prefixes)


def one(scores, right, mask):
    """The loss of choosing one option."""
    chances = torch.log_softmax(scores.masked_fill(~mask, -1e9), 1)
    return -torch.logsumexp(chances.masked_fill(~right, -1e9), 1)


def fit(train, vectors, n_features, arguments, after=lambda model, epoch, loss: None, loss=one):
    """A network that learned from some questions by a loss of each; `after` is called at the end of each epoch."""
    model = Ranker(n_features)
    optimizer = torch.optim.AdamW(model.parameters(), lr=arguments.lr, weight_decay=arguments.decay)
    size = 128
    steps = arguments.epochs * (len(train) // size + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, arguments.lr, total_steps=steps, pct_start=0.1)
    order = np.random.default_rng(arguments.seed)
    for epoch in range(arguments.epochs):
        model.train()
        shuffled = order.permutation(len(train))
        total = 0.0
        for start in range(0, len(train), size):
            part = [train[at] for at in shuffled[start:start + size]]
            inputs, mask, right = batch(part, vectors, n_features)
            losses = loss(model(*inputs, arguments.dropout), right, mask)
            weights = torch.tensor([question["weight"] for question in part])
            mean = (losses * weights).sum() / weights.sum()
            optimizer.zero_grad()
            mean.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += mean.item() * len(part)
        after(model, epoch, total / len(train))
    return model


def save(ranker, folder):
    """Writes `weights.safetensors`."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {}
    for name, layer in ranker.named_children():
        tensors[f"{name}.weight"] = layer.weight.detach().t().contiguous()
        if layer.bias is not None:
            tensors[f"{name}.bias"] = layer.bias.detach().contiguous()
    save_file(tensors, folder / "weights.safetensors")


def conclude(model, held, arguments, report):
    """Reports on what was held out, by the first letters of ids and on all of it, and saves the network."""
    for prefix in sorted({one["id"][0] for one in held}):
        report(prefix, [one for one in held if one["id"].startswith(prefix)])
    if held:
        report("all held out", held)
    if arguments.out:
        save(model, arguments.out)
