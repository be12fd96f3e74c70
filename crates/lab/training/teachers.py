"""What teachers say of labeled documents, and how a fork learns from it besides the labels.

A teacher is a coder that did not learn from one block of the documents in four, so that of these it does not say by heart what the labels are.
`train_coder.py --leave-block K` trains it and writes `said.npz`; `--teachers` reads those of all blocks, in their order.
"""

from types import SimpleNamespace

import numpy as np
import torch
import torch.nn.functional as F

from windows import batches, cut_batch, evaluation_windows

BLOCKS = 4
"""Blocks that documents are dealt to, by fours of neighbors, which are often of one hand."""
WORD_SCORES = ("type", "voted", "mode")
PAIRS = "pairs"
LEFT_OUT = 0.5
"""Weight of the teacher that did not learn from a document; the others share the rest."""


def block_of(place):
    """The block of the document that is number `place` of all."""
    return place // 4 % BLOCKS


@torch.no_grad()
def ask(joint, parts, autocast):
    """Probabilities `[words, classes]` of each of WORD_SCORES and `[pairs, sides]`, float16, over all parts one after the other."""
    joint.eval()
    found = {name: [] for name in (*WORD_SCORES, PAIRS)}
    for part in parts:
        for name, values in ask_part(joint, part, autocast).items():
            found[name].append(values)
    joint.train()
    return {name: np.concatenate(values) for name, values in found.items()}


def ask_part(joint, part, autocast):
    words, classes = n_words_of(part), class_counts(joint.coder)
    found = {name: np.zeros((words if name != PAIRS else part.n_pairs, classes[name]), dtype=np.float16) for name in classes}
    for group in batches(part.corpus, evaluation_windows(part.corpus), 64):
        batch = cut_batch(part.corpus, part.columns, group)
        targets = part.targets(batch, group)
        with autocast():
            out = joint.code(batch, targets)
        mask = batch.word_mask
        at = batch.word[mask].cpu().numpy()
        for name in WORD_SCORES:
            found[name][at] = torch.softmax(out[name][mask], -1).half().cpu().numpy()
        if PAIRS in out:
            found[PAIRS][targets.pair.cpu().numpy()] = torch.softmax(out[PAIRS], -1).half().cpu().numpy()
    return found


def n_words_of(part):
    return sum(part.words_by_document)


def class_counts(coder):
    return {"type": coder.kind.out_features, "voted": coder.kind.out_features, "mode": coder.mode.out_features, PAIRS: coder.sides.out_features}


class Teachers:
    """The weighted mean of what the teachers of all blocks say."""

    def __init__(self, paths, parts, blocks):
        """`blocks[part]` has the block of each of its documents."""
        said = [np.load(path) for path in paths]
        if len(said) != BLOCKS:
            raise SystemExit(f"--teachers takes {BLOCKS} files, one for each block, in order")
        by_word = np.concatenate([np.repeat(own, part.words_by_document) for part, own in zip(parts, blocks)])
        by_pair = np.concatenate([np.repeat(own, part.pairs_by_document) for part, own in zip(parts, blocks)])
        self.mean = {name: mean_of([each[name] for each in said], by_pair if name == PAIRS else by_word) for name in said[0]}
        self.starts, n_words, n_pairs = [], 0, 0
        for part in parts:
            self.starts.append((n_words, n_pairs))
            n_words, n_pairs = n_words + n_words_of(part), n_pairs + part.n_pairs

    def to(self, device):
        self.mean = {name: values.to(device) for name, values in self.mean.items()}
        return self

    def of(self, number, batch, targets):
        """What they say of a batch of part `number`."""
        words, pairs = self.starts[number]
        said = {name: self.mean[name][words + batch.word].float() for name in WORD_SCORES}
        return SimpleNamespace(**said, pairs=self.mean[PAIRS][pairs + targets.pair].float())


def mean_of(said, block):
    """Mean `[rows, classes]` over teachers, each weighed by whether it learned from the row's document."""
    total = 0
    for own, values in enumerate(said):
        weight = np.where(block == own, LEFT_OUT, (1 - LEFT_OUT) / (BLOCKS - 1)).astype(np.float32)
        total = total + weight[:, None] * values.astype(np.float32)
    return torch.from_numpy(total.astype(np.float16))


def soft_loss(out, said, mask, is_trigger, options):
    """The part of `coder_loss` that takes the teachers' word for the labels."""
    types = word_loss(out["type"], said.type, mask) + word_loss(out["voted"], said.voted, mask)
    loss = options.type_weight * types + 0.5 * word_loss(out["mode"], said.mode, is_trigger)
    if PAIRS in out:
        loss = loss + options.pair_weight * F.cross_entropy(out[PAIRS], said.pairs)
    return loss


def word_loss(scores, said, mask):
    losses = -(said * torch.log_softmax(scores, -1)).sum(-1)
    return (losses * mask).sum() / mask.sum().clamp(min=1)
