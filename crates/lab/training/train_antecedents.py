"""Trains the judge of antecedents on what `antecedent_examples` wrote.

    python train_antecedents.py EXAMPLES --out ../../../models/antecedents [--hold-out FIRST,…] [--folds 5 --fold K --fold-of own1,own2]

The network is that of `ranking.py`; the most probable candidate, or nobody told of before, is meant.
"""

import json

import numpy as np
import torch

from ranking import choose, dense, fit, is_held, options, save, vectors_of


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
    parser = options(__doc__, epochs=12, dropout=0.2, decay=1e-2)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--fold-of", default="r", help="documents whose ids begin so are dealt into folds")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    vectors, questions, n_features = read(arguments.examples)
    held = [question for question in questions if is_held(question, arguments)]
    names = sorted({question["id"] for question in questions if question["id"].startswith(tuple(arguments.fold_of.split(",")))})
    if arguments.folds:
        out_of_fold = {name for at, name in enumerate(names) if at % arguments.folds == arguments.fold}
        held += [question for question in questions if question["id"] in out_of_fold]
    kept = {id(question) for question in held}
    train = [question for question in questions if id(question) not in kept]
    # Of the treebank's many phrases that mean nobody told of before one in three is enough.
    train = [question for at, question in enumerate(train) if at % 3 == 0 or question["right"] != [0] or not question["id"].startswith("GUM")]
    print(f"{len(train)} questions, {sum(question['right'] != [0] for question in train)} with an antecedent", flush=True)

    def told(model, epoch, loss):
        if held and (epoch % 4 == 3 or epoch == arguments.epochs - 1):
            print(f"epoch {epoch + 1}: loss {loss:.4f}")
            for prefix, name in (("r", "reports"), ("c", "reports"), ("GUM", "GUM")):
                part = [question for question in held if question["id"].startswith(prefix) and (prefix == "GUM" or question["weight"] == 1)]
                if part:
                    report(model, part, vectors, n_features, name)

    model = fit(train, vectors, n_features, arguments, told)
    if arguments.out:
        save(model, arguments.out)


if __name__ == "__main__":
    main()
