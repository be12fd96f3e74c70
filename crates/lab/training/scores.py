"""Scores of a reader on a corpus with gold words and sentences."""

from collections import Counter

import numpy as np
import torch

from windows import NO_LABEL, batches, cut_batch, evaluation_windows


@torch.no_grad()
def predict(reader, corpus, columns, size=64, autocast=None):
    """Arrays over all words of the corpus: the best label of every head (`start` as a logit)."""
    reader.eval()
    count = len(corpus.arrays["upos"])
    keys = ("start", "upos", "xpos", "feats", "names", "heads", "deprel")
    found = {key: np.zeros(count, dtype=np.float32 if key == "start" else np.int64) for key in keys}
    first = np.zeros(count, dtype=bool)
    seen = np.zeros(count, dtype=bool)
    windows = evaluation_windows(corpus)
    for group in batches(corpus, windows, size):
        batch = cut_batch(corpus, columns, group)
        with autocast() if autocast else torch.no_grad():
            out = reader(batch)
            heads = out["arcs"].argmax(-1)
            relations = reader.relations(out, heads).argmax(-1)
        mask = batch.word_mask.cpu().numpy()
        index = batch.word.cpu().numpy()[mask]
        sentence_first = columns.sentence_first[batch.word] - torch.from_numpy(group[:, :1].copy()).to(heads.device)
        relative = torch.where(heads > 0, heads - sentence_first, 0)
        for key, value in (("heads", relative), ("deprel", relations)):
            found[key][index] = value.cpu().numpy()[mask]
        for key in ("upos", "xpos", "feats", "names"):
            found[key][index] = out[key].argmax(-1).cpu().numpy()[mask]
        found["start"][index] = out["start"][..., 0].cpu().numpy()[mask]
        seen[index] = True
        first[group[:, 0]] = True
    return found, first, seen


def score(reader, corpus, columns, autocast=None):
    """UPOS, XPOS, FEATS, UAS, LAS, sentence start F1 and names F1, in percent where there is gold."""
    found, first, seen = predict(reader, corpus, columns, autocast=autocast)
    gold = corpus.arrays
    result = {}
    tree = gold["deprel"] != NO_LABEL
    if tree.any():
        for key in ("upos", "xpos", "feats"):
            result[key] = 100 * float((found[key] == gold[key])[tree].mean())
        headed = found["heads"] == gold["heads"]
        result["uas"] = 100 * float(headed[tree].mean())
        result["las"] = 100 * float((headed & (found["deprel"] == gold["deprel"]))[tree].mean())
    starts = np.zeros(len(seen), dtype=bool)
    starts[corpus.sentence_start[:-1]] = True
    inner = seen & ~first
    result["start"] = _f1((found["start"] > 0) & inner, starts & inner)
    if (gold["names"] != NO_LABEL).any():
        names = name_scores(reader.labels["names"], found["names"], gold["names"], corpus.sentence_start)
        result["names"] = names["all"]
        result["kinds"] = names
    return result


def _f1(found, gold):
    both = int((found & gold).sum())
    return 200 * both / max(1, int(found.sum()) + int(gold.sum()))


def spans(labels, ids, start, end):
    """Spans `(kind, first, end)` of one sentence: a `B`, or an `I` of another kind, opens one."""
    found, kind, first = [], None, start
    for at in range(start, end + 1):
        tag = labels[ids[at]] if at < end else "O"
        here = None if tag == "O" else tag[2:]
        if kind and (here != kind or tag[0] == "B"):
            found.append((kind, first, at))
            kind = None
        if here and kind is None:
            kind, first = here, at
    return found


def name_scores(labels, found, gold, sentence_start):
    """Span F1 by kind and over `all`; sentences with words of unknown label are left out."""
    both, predicted, expected = Counter(), Counter(), Counter()
    for start, end in zip(sentence_start[:-1], sentence_start[1:]):
        if (gold[start:end] == NO_LABEL).any():
            continue
        right = set(spans(labels, gold, start, end))
        guess = set(spans(labels, found, start, end))
        for counter, items in ((both, right & guess), (predicted, guess), (expected, right)):
            counter.update(kind for kind, _, _ in items)
            counter["all"] += len(items)
    return {kind: round(200 * both[kind] / (predicted[kind] + expected[kind]), 2) for kind in sorted(expected | predicted)} or {"all": 0.0}
