"""The coder's heads on the reader, and the labeled reports that they learn from.

Parameter names are the tensor names of docs/reader-format.md. What a document gives them, `coder_examples` (crates/engine/pipeline/examples) writes.
"""

import json
from types import SimpleNamespace

import numpy as np
import torch
from torch import nn

from model import WIDTH
from pieces import shape_of
from windows import NO_LABEL, WORD_COLUMNS, Corpus

PLAIN = ("features.weight", "mode_rules")
"""Matrices that are not turned."""
HIDDEN, SIDES = 128, 3
"""Numbers of the layer over trigger and mention; no party, actor, recipient."""


class Coder(nn.Module):
    """Types, modes and statuses of words; sides of a mention for a trigger."""

    def __init__(self, header, dropout=0.25):
        super().__init__()
        self.header = header
        types, modes, statuses = len(header["types"]), len(header["modes"]), len(header["statuses"])
        self.kind = nn.Linear(WIDTH, 1 + types)
        self.mode = nn.Linear(WIDTH, 1 + modes)
        self.status = nn.Linear(WIDTH, statuses)
        self.kind_rules = nn.Parameter(torch.zeros(1 + types, 1 + types))
        self.mode_rules = nn.Parameter(torch.zeros(1 + modes, 1 + modes))
        self.status_rules = nn.Parameter(torch.zeros(1 + statuses, statuses))
        self.trigger = nn.Linear(WIDTH, HIDDEN)
        self.mention = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.features = nn.EmbeddingBag(header["features"], HIDDEN, mode="sum")
        nn.init.normal_(self.features.weight, 0, 0.05)
        self.sides = nn.Linear(HIDDEN, SIDES)
        self.dropout = dropout

    def drop(self, x):
        return nn.functional.dropout(x, self.dropout, self.training)

    def pairs(self, triggers, mentions, features, offsets):
        """Scores `[pairs, sides]`."""
        layer = self.trigger(triggers) + self.mention(mentions) + self.features(features, offsets)
        return self.sides(self.drop(torch.relu(layer)))


class Examples:
    """Documents of `coder_examples` as a corpus of windows, with labels by word."""

    def __init__(self, path, pieces, keep=lambda doc: True):
        with open(path, encoding="utf-8") as lines:
            self.header = json.loads(next(lines))
            self.documents = [doc for doc in map(json.loads, lines) if keep(doc)]
        ids = {"type": {name: 1 + i for i, name in enumerate(self.header["types"])},
               "mode": {tuple(name): 1 + i for i, name in enumerate(self.header["modes"])},
               "status": {name: i for i, name in enumerate(self.header["statuses"])}}
        words = [word for doc in self.documents for word in doc["words"]]
        found = [pieces.of_word(word) for word in words]
        sentences = [n for doc in self.documents for n in doc["sentences"]]
        arrays = {name: np.full(len(words), NO_LABEL, dtype=np.uint8) for name in WORD_COLUMNS}
        arrays |= {"heads": np.zeros(len(words), dtype=np.uint16), "pieces": np.array([p for word in found for p in word], dtype=np.uint16),
                   "counts": np.array([len(p) for p in found]), "shapes": np.array([shape_of(word) for word in words], dtype=np.uint8),
                   "sentences": np.array(sentences), "documents": np.array([len(doc["sentences"]) for doc in self.documents]),
                   "groups": np.arange(len(self.documents))}
        self.corpus = Corpus(arrays)
        self.labels = {name: np.zeros(len(words), dtype=np.int64) for name in
                       ("type", "mode", "status", "type_rule", "mode_rule", "status_rule")}
        self.confidence = np.zeros(len(words), dtype=np.float32)
        self.pairs, self.n_pairs = {}, 0
        self.words_by_document, self.pairs_by_document = [len(doc["words"]) for doc in self.documents], []
        start = 0
        for doc in self.documents:
            for at, kind, mode, status, confidence in doc["rules"]:
                self.labels["type_rule"][start + at] = ids["type"][kind]
                self.labels["mode_rule"][start + at] = ids["mode"].get((kind, mode), 0)
                self.labels["status_rule"][start + at] = 1 + ids["status"][status]
                self.confidence[start + at] = confidence
            for trigger in doc["triggers"]:
                at = start + trigger["t"]
                self.labels["type"][at] = ids["type"][trigger["type"]]
                self.labels["mode"][at] = ids["mode"].get((trigger["type"], trigger["mode"]), 0)
                self.labels["status"][at] = ids["status"].get(trigger["status"], 0)
                self.pairs[at] = [(self.n_pairs + number, start + head, side, features)
                                  for number, (head, side, features) in enumerate(trigger["pairs"])]
                self.n_pairs += len(trigger["pairs"])
            self.pairs_by_document.append(sum(len(trigger["pairs"]) for trigger in doc["triggers"]))
            start += len(doc["words"])
        self.unmatched = sum(doc["labels"] - len(doc["triggers"]) for doc in self.documents)

    def to(self, device):
        self.columns = self.corpus.to(device)
        self.on_device = {name: torch.from_numpy(values).to(device) for name, values in self.labels.items()}
        return self

    def targets(self, batch, windows):
        """Labels of a batch's words, and the pairs whose words all stand in one window."""
        device = batch.word.device
        labels = {name: values[batch.word] for name, values in self.on_device.items()}
        rows, numbers, sides, features, offsets = [], [], [], [], []
        for row, (first, end) in enumerate(windows):
            for at in range(first, end):
                for number, head, side, active in self.pairs.get(at, ()):
                    if first <= head < end:
                        numbers.append(number)
                        rows.append((row, at - first, head - first))
                        sides.append(side)
                        offsets.append(len(features))
                        features += active
        tensor = lambda values: torch.tensor(values, dtype=torch.long, device=device)  # noqa: E731
        rows = tensor(rows).view(-1, 3)
        return SimpleNamespace(**labels, row=rows[:, 0], trigger=rows[:, 1], head=rows[:, 2], pair=tensor(numbers), sides=tensor(sides),
                               features=tensor(features), offsets=tensor(offsets))


def tensors_of(coder, vote):
    """All tensors of the coder's file, float32: matrices `[inputs, outputs]`, biases and the vote `[1, outputs]`."""
    found = {"vote": torch.tensor([vote], dtype=torch.float32)}
    for name, module in coder.named_modules():
        if isinstance(module, nn.Linear):
            found[f"{name}.weight"] = module.weight.T
            if module.bias is not None:
                found[f"{name}.bias"] = module.bias.unsqueeze(0)
    found["features.weight"], found["mode_rules"] = coder.features.weight, coder.mode_rules
    return {name: value.detach().float().cpu().contiguous() for name, value in found.items()}


def load(coder, tensors):
    """Puts the tensors of a coder's file into a coder."""
    with torch.no_grad():
        for name, parameter in coder.named_parameters():
            value = tensors.get(name)
            if value is not None:
                parameter.copy_(value.squeeze(0) if parameter.ndim == 1 else value if name in PLAIN else value.T)
