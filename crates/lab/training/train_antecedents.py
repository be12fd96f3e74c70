"""Trains the judge of antecedents on what `antecedent_examples` wrote.

    python train_antecedents.py EXAMPLES --out ../../../models/antecedents [--hold-out FIRST,…] [--folds 5 --fold K --fold-of own1,own2]

The network is that of `ranking.py`; the most probable candidate, or nobody told of before, is meant.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from ranking import WIDTH, Ranker, dense, save, vectors_of


def read(folder):
    """Questions of all documents, with dense features."""
    vectors = vectors_of(folder)
    questions = []
    n_features = 0
    for line in open(folder / "questions.jsonl", encoding="utf-8"):
        document = json.loads(line)
        n_features = document["features"]
        for question in document["questions"]:
            rows = [dense(question["new"], n_features)] + [dense(candidate[1], n_features) for candidate in question["candidates"]]
            right = [at + 1 for at in question["right"]] or [0]
            questions.append({"id": document["id"], "row": question["row"], "weight": weight(document["id"], question), "features": np.stack(rows).astype(np.float16),
                              "rows": np.array([-1] + [candidate[0] for candidate in question["candidates"]]), "right": right})
    return vectors, questions, n_features


def weight(name, question):
    """The treebank counts half. Phrases of reports without a label mean nobody told of before, mostly; so do those of reports
    that are not labeled in full whose chain begins there, mostly."""
    is_pronoun = any(item in range(7) for item in question["new"] if isinstance(item, int))
    if name.startswith("GUM"):
        return 0.5
    if question["chain"] is None:
        return 0.3
    return 0.1 if name.startswith("w") and not question["right"] and not is_pronoun else 1.0


def batch(questions, vectors, n_features):
    longest = max(len(question["rows"]) for question in questions)
    features = torch.zeros(len(questions), longest, n_features)
    other = torch.zeros(len(questions), longest, WIDTH)
    mask = torch.zeros(len(questions), longest, dtype=torch.bool)
    is_other = torch.zeros(len(questions), longest)
    right = torch.zeros(len(questions), longest, dtype=torch.bool)
    own = torch.from_numpy(vectors[[question["row"] for question in questions]])
    for at, question in enumerate(questions):
        length = len(question["rows"])
        features[at, :length] = torch.from_numpy(question["features"].astype(np.float32))
        other[at, 1:length] = torch.from_numpy(vectors[question["rows"][1:]])
        is_other[at, 1:length] = 1
        mask[at, :length] = True
        right[at, question["right"]] = True
    return features, own, other, is_other, mask, right


def choose(model, questions, vectors, n_features):
    model.eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(questions), 512):
            features, own, other, is_other, mask, _ = batch(questions[start:start + 512], vectors, n_features)
            scores = model(features, own, other, is_other, 0.0).squeeze(2).masked_fill(~mask, -1e9)
            found += scores.argmax(1).tolist()
    return found


FORMS = ["he", "she", "it", "both", "they", "I", "we", "the", "this", "his …", "bare plural", "bare", "other"]


def report(model, questions, vectors, n_features, name):
    """Share of right answers, of the network and of the rules, by the form of what asks."""
    found = choose(model, questions, vectors, n_features)
    counts = {}
    for question, choice in zip(questions, found):
        form = next((at for at in range(12) if question["features"][0][at]), 12)
        kind = "pronouns" if form < 7 else "descriptions"
        rules = next((at for at in range(1, len(question["rows"])) if question["features"][at][-1]), 0)
        for key in (kind, "  " + FORMS[form], kind + " with antecedent" if question["right"] != [0] else kind + " new"):
            count = counts.setdefault(key, [0, 0, 0])
            count[0] += 1
            count[1] += choice in question["right"]
            count[2] += rules in question["right"]
    print(f"{name}: " + "; ".join(f"{key.strip()} {n} {right / n:.3f} (rules {rules / n:.3f})" for key, (n, right, rules) in sorted(counts.items())), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--decay", type=float, default=1e-2)
    parser.add_argument("--hold-out", default="", help="documents whose ids begin so are not trained on, and scored")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--fold-of", default="r", help="documents whose ids begin so are dealt into folds")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    vectors, questions, n_features = read(arguments.examples)
    prefixes = tuple(prefix for prefix in arguments.hold_out.split(",") if prefix)
    held = [question for question in questions if prefixes and question["id"].startswith(prefixes)]
    names = sorted({question["id"] for question in questions if question["id"].startswith(tuple(arguments.fold_of.split(",")))})
    if arguments.folds:
        out_of_fold = {name for at, name in enumerate(names) if at % arguments.folds == arguments.fold}
        held += [question for question in questions if question["id"] in out_of_fold]
    kept = {id(question) for question in held}
    train = [question for question in questions if id(question) not in kept]
    # Of the treebank's many phrases that mean nobody told of before one in three is enough.
    train = [question for at, question in enumerate(train) if at % 3 == 0 or question["right"] != [0] or not question["id"].startswith("GUM")]
    print(f"{len(train)} questions, {sum(question['right'] != [0] for question in train)} with an antecedent", flush=True)
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
            features, own, other, is_other, mask, right = batch(part, vectors, n_features)
            scores = model(features, own, other, is_other, arguments.dropout).squeeze(2).masked_fill(~mask, -1e9)
            chances = torch.log_softmax(scores, 1)
            loss = -torch.logsumexp(chances.masked_fill(~right, -1e9), 1)
            weights = torch.tensor([question["weight"] for question in part])
            loss = (loss * weights).sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(part)
        if held and (epoch % 4 == 3 or epoch == arguments.epochs - 1):
            print(f"epoch {epoch + 1}: loss {total / len(train):.4f}")
            for prefix, name in (("r", "reports"), ("c", "reports"), ("GUM", "GUM")):
                part = [question for question in held if question["id"].startswith(prefix) and (prefix == "GUM" or question["weight"] == 1)]
                if part:
                    report(model, part, vectors, n_features, name)
    if arguments.out:
        save({"": model}, arguments.out)


if __name__ == "__main__":
    main()
