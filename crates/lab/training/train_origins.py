"""Trains the judge of origins on what `origin_examples` wrote.

    python train_origins.py EXAMPLES --out ../../../models/origins [--hold-out PREFIX,…]

The network is that of `ranking.py`; the most probable of the countries that a report names, or none, is that of one whose
phrases tell none. A question whose right country the report does not name otherwise is not learned from.
"""

import json

import numpy as np
import torch

from ranking import choose, conclude, dense, fit, is_held, options, vectors_of


def read(folder, sentences):
    """Questions of all documents; those of texts of one sentence, whose ids have a hyphen, count `sentences`."""
    vectors, questions, n_features = vectors_of(folder), [], 0
    for line in open(folder / "questions.jsonl", encoding="utf-8"):
        document = json.loads(line)
        n_features = document["features"]
        for question in document["questions"]:
            codes = ["?"] + [candidate[2] for candidate in question["candidates"]]
            features = [dense(row, n_features) for row in [question["none"]] + [candidate[1] for candidate in question["candidates"]]]
            rows = [-1] + [-1 if candidate[0] is None else candidate[0] for candidate in question["candidates"]]
            questions.append({"id": document["id"], "row": question["row"], "rows": np.array(rows), "features": np.stack(features).astype(np.float16),
                              "right": [at for at, code in enumerate(codes) if code == question["country"]],
                              "rules": 0 if question["rules"] is None else question["rules"] + 1,
                              "weight": sentences if "-" in document["id"] else 1.0})
    return vectors, questions, n_features


def report(name, model, questions, vectors, n_features):
    """Share of right answers, of the network and of the rules."""
    n = len(questions)
    right = sum(choice in question["right"] for choice, question in zip(choose(model, questions, vectors, n_features), questions))
    rules = sum(question["rules"] in question["right"] for question in questions)
    print(f"{name}: {n} questions, {right / n:.3f} right (rules {rules / n:.3f})", flush=True)


def main():
    parser = options(__doc__, epochs=10, dropout=0.3, decay=3e-2)
    parser.add_argument("--sentences", type=float, default=0.3, help="what a question of a text of one sentence counts")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    vectors, questions, n_features = read(arguments.examples, arguments.sentences)
    held = [question for question in questions if is_held(question, arguments)]
    train = [question for question in questions if not is_held(question, arguments) and question["right"]]
    print(f"{len(train)} questions", flush=True)
    model = fit(train, vectors, n_features, arguments)
    conclude(model, held, arguments, lambda name, part: report(name, model, part, vectors, n_features))


if __name__ == "__main__":
    main()
