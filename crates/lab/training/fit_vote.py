"""Fits how network and lexicon vote on documents that the network did not learn from (vote.rs).

`python fit_vote.py --examples gold.jsonl statements.jsonl --folds 3 --runs runs/0 runs/1 runs/2` reads the probabilities that
train_coder.py wrote for each fold, prints F1 by sentence and type of rules, network and vote, the latter fitted on the other
folds, and the six numbers of all folds for `train_coder.py --vote`.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

import coder as heads

MOST = 8.0


class NoPieces:
    """Words are not read here."""

    @staticmethod
    def of_word(_):
        return [0]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", nargs="+", required=True)
    parser.add_argument("--runs", nargs="+", required=True, help="one folder a fold, the first ones")
    parser.add_argument("--folds", type=int, required=True)
    return parser.parse_args()


def read(path, fold, folds, run, number):
    def is_held(doc):
        place = number.setdefault((doc["gold"], doc["id"]), len(number))
        return place % folds == fold
    examples = heads.Examples(path, NoPieces, is_held)
    examples.probabilities = np.load(Path(run) / f"{Path(path).stem}.fold.npz")["probabilities"].astype(np.float32)
    assert len(examples.probabilities) == len(examples.labels["type"]), f"{run}: of other examples than {path}"
    return examples


def candidates(examples):
    """Rows of (word, type, log odds, same, same times confidence, other), and whether the labels say so."""
    p = np.maximum(examples.probabilities, 1e-9)
    odds = np.clip(np.log(p[:, 1:] / p[:, :1]), -MOST, MOST)
    rule, sure = examples.labels["type_rule"], examples.confidence
    rows = []
    for word in range(len(p)):
        for kind in range(1, p.shape[1]):
            same = rule[word] == kind
            if odds[word, kind - 1] > -7 or same:
                rows.append((word, kind, odds[word, kind - 1], same, same * sure[word], rule[word] > 0 and not same))
    rows = np.array(rows, dtype=np.float64)
    gold = examples.labels["type"][rows[:, 0].astype(int)] == rows[:, 1]
    return rows, gold


def fit(inputs, gold, steps=400):
    """Logistic regression by Newton's method: weights of four inputs and the bias."""
    x = np.hstack([inputs, np.ones((len(inputs), 1))])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - gold) + 0.1 * w)
    return w


def decisions(examples, rows, w):
    """The best type of each word and its probability."""
    score = 1 / (1 + np.exp(-(np.hstack([rows[:, 2:], np.ones((len(rows), 1))]) @ w)))
    best = {}
    for (word, kind, *_), p in zip(rows, score):
        if p > best.get(int(word), (0, 0.0))[1]:
            best[int(word)] = (int(kind), p)
    return best


def tally(examples, said):
    """Matches, said and labeled events, by sentence and type."""
    sentence = np.repeat(np.arange(len(examples.corpus.arrays["sentences"])), examples.corpus.arrays["sentences"])
    gold = Counter((sentence[word], examples.labels["type"][word]) for word in np.nonzero(examples.labels["type"])[0])
    said = Counter((sentence[word], kind) for word, kind in said)
    return np.array([sum((gold & said).values()), sum(said.values()), sum(gold.values()) + examples.unmatched])


def f1(counts):
    return 2 * counts[0] / max(counts[1] + counts[2], 1)


def main():
    options = arguments()
    folds = options.folds
    parts = []
    for fold, run in enumerate(options.runs):
        number = {}
        parts += [(fold, Path(path).stem, read(path, fold, folds, run, number)) for path in options.examples]
    rows = [candidates(examples) for _, _, examples in parts]
    levels = np.arange(0.1, 0.7, 0.02)

    def learn(chosen):
        w = fit(np.vstack([rows[i][0][:, 2:] for i in chosen]), np.concatenate([rows[i][1] for i in chosen]))
        counts = np.zeros((len(levels), 3))
        for i in chosen:
            best = decisions(parts[i][2], rows[i][0], w)
            for at, level in enumerate(levels):
                counts[at] += tally(parts[i][2], [(word, kind) for word, (kind, p) in best.items() if p >= level])
        return w, levels[max(range(len(levels)), key=lambda at: f1(counts[at]))]

    total = {}
    for i, (fold, name, examples) in enumerate(parts):
        w, level = learn([j for j, part in enumerate(parts) if part[0] != fold] or [i])
        p = examples.probabilities.argmax(1)
        rule = examples.labels["type_rule"]
        found = {"rules": [(w_, rule[w_]) for w_ in np.nonzero(rule)[0]], "network": [(w_, p[w_]) for w_ in np.nonzero(p)[0]],
                 "vote": [(word, kind) for word, (kind, q) in decisions(examples, rows[i][0], w).items() if q >= level]}
        for kind, said in found.items():
            total[name, kind] = total.get((name, kind), 0) + tally(examples, said)
    for (name, kind), counts in sorted(total.items()):
        print(f"{name} {kind}: P {counts[0] / counts[1]:.3f} R {counts[0] / counts[2]:.3f} F1 {f1(counts):.3f}")
    w, level = learn(range(len(parts)))
    print("vote", ",".join(f"{value:.4f}" for value in [*w, level]))


if __name__ == "__main__":
    main()
