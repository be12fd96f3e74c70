"""Trains the judge of origins on what `origin_examples` wrote.

    python train_origins.py EXAMPLES --out ../../../models/origins [--hold-out PREFIX,…]

The network is that of `ranking.py`; the most probable of the countries that a report names, or none, is that of one whose
phrases tell none. A question whose right country the report does not name otherwise is left out.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from ranking import WIDTH, Ranker, dense, save, vectors_of


def read(folder):
    vectors, questions, n_features = vectors_of(folder), [], 0
    for line in open(folder / "questions.jsonl", encoding="utf-8"):
        document = json.loads(line)
        n_features = document["features"]
        for question in document["questions"]:
            codes = [candidate[2] for candidate in question["candidates"]]
            right = 0 if question["country"] == "?" else codes.index(question["country"]) + 1 if question["country"] in codes else None
            questions.append({"id": document["id"], "own": question["own"], "right": right, "words": question["words"],
                              "other": [None] + [candidate[0] for candidate in question["candidates"]],
                              "features": [question["none"]] + [candidate[1] for candidate in question["candidates"]],
                              "rules": 0 if question["rules"] is None else question["rules"] + 1})
    return vectors, questions, n_features


def scores_of(model, questions, vectors, n_features, dropout):
    longest = max(len(question["features"]) for question in questions)
    features = torch.zeros(len(questions), longest, n_features)
    other = torch.zeros(len(questions), longest, WIDTH)
    is_other = torch.zeros(len(questions), longest)
    mask = torch.zeros(len(questions), longest, dtype=torch.bool)
    for at, question in enumerate(questions):
        n = len(question["features"])
        features[at, :n] = torch.from_numpy(np.stack([dense(row, n_features) for row in question["features"]]))
        is_other[at, 1:n] = 1
        mask[at, :n] = True
        for place, row in enumerate(question["other"]):
            if row is not None:
                other[at, place] = torch.from_numpy(vectors[row])
    own = torch.from_numpy(vectors[[question["own"] for question in questions]])
    return model(features, own, other, is_other, dropout).squeeze(2).masked_fill(~mask, -1e9)


def report(name, model, questions, vectors, n_features):
    """Share of right answers, of the network and of the rules."""
    n, right, rules = len(questions), 0, 0
    with torch.no_grad():
        for start in range(0, n, 256):
            part = questions[start:start + 256]
            best = scores_of(model, part, vectors, n_features, 0.0).argmax(1).tolist()
            right += sum(choice == question["right"] for choice, question in zip(best, part))
            rules += sum(question["rules"] == question["right"] for question in part)
    print(f"{name}: {n} questions, {right / n:.3f} right (rules {rules / n:.3f})", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--decay", type=float, default=3e-2)
    parser.add_argument("--sentences", type=float, default=0.3, help="what a question of a text of one sentence counts")
    parser.add_argument("--hold-out", default="", help="documents whose ids begin so are not trained on, and scored")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    vectors, questions, n_features = read(arguments.examples)
    prefixes = tuple(prefix for prefix in arguments.hold_out.split(",") if prefix)
    is_held = lambda question: bool(prefixes) and question["id"].startswith(prefixes)
    held = [question for question in questions if is_held(question)]
    train = [question for question in questions if not is_held(question) and question["right"] is not None]
    print(f"{len(train)} questions", flush=True)
    model = Ranker(n_features)
    optimizer = torch.optim.AdamW(model.parameters(), lr=arguments.lr, weight_decay=arguments.decay)
    size = 128
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, arguments.lr, total_steps=arguments.epochs * (len(train) // size + 1), pct_start=0.1)
    order = np.random.default_rng(arguments.seed)
    for _ in range(arguments.epochs):
        model.train()
        shuffled = order.permutation(len(train))
        for start in range(0, len(train), size):
            part = [train[at] for at in shuffled[start:start + size]]
            chances = torch.log_softmax(scores_of(model, part, vectors, n_features, arguments.dropout), 1)
            loss = -chances[torch.arange(len(part)), torch.tensor([question["right"] for question in part])]
            # Ids of sentences' texts have a hyphen.
            weights = torch.tensor([arguments.sentences if "-" in question["id"] else 1.0 for question in part])
            loss = (loss * weights).sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    model.eval()
    for prefix in sorted({question["id"][0] for question in held}):
        report(prefix, model, [question for question in held if question["id"][0] == prefix], vectors, n_features)
    if held:
        report("all held out", model, held, vectors, n_features)
    if arguments.out:
        save({"": model}, arguments.out)


if __name__ == "__main__":
    main()
