"""Trains the judge of participants on what `participant_examples` wrote.

    python train_participants.py EXAMPLES --out ../../../models/participants [--hold-out PREFIX,…]

The network is that of `ranking.py`; whoever has a score above zero is on the side of the event that is asked for. It learns slowly: after
eight epochs half of what it brings is there.
"""

import json

import numpy as np
import torch

from ranking import batch, conclude, dense, fit, is_held, options, vectors_of


def read(folder):
    """Events of all documents, each with a question for either side."""
    vectors, events, n_features = vectors_of(folder), [], 0
    for line in open(folder / "questions.jsonl", encoding="utf-8"):
        document = json.loads(line)
        n_features = document["features"]
        for told in document["events"]:
            event = {"id": document["id"], "type": told["type"], "trigger": told["trigger"], "gold": [set(side) for side in told["gold"]], "sides": []}
            for side, gold in zip(told["sides"], event["gold"]):
                candidates = side["candidates"]
                event["sides"].append({"id": document["id"], "row": side["row"], "rows": np.array([-1] + [candidate["row"] for candidate in candidates]),
                                       "features": np.stack([np.zeros(n_features)] + [dense(one["features"], n_features) for one in candidates]).astype(np.float16),
                                       "right": [at + 1 for at in right(candidates, gold)], "candidates": candidates, "weight": 1.0})
            events.append(event)
    return vectors, events, n_features


def right(candidates, gold):
    """Those whom the labels mean; for want of one of a country, those of it whom the rules took."""
    found = [at for at, candidate in enumerate(candidates) if candidate["right"]]
    told = {country for at in found for country in candidates[at]["countries"]}
    return found + [at for at, candidate in enumerate(candidates)
                    if at not in found and candidate["rules"] and candidate["countries"] and set(candidate["countries"]) <= gold - told]


def each(scores, right, mask):
    """The loss of judging each option by itself; there is no option of nobody."""
    mask = mask.clone()
    mask[:, 0] = False
    losses = torch.nn.functional.binary_cross_entropy_with_logits(scores, right.float(), reduction="none")
    return losses.masked_fill(~mask, 0.0).sum(1)


def weigh(model, questions, vectors, n_features):
    """The scores of all candidates of each question."""
    model.eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(questions), 512):
            part = questions[start:start + 512]
            inputs, _, _ = batch(part, vectors, n_features)
            scores = model(*inputs, 0.0).numpy()
            found += [scores[at, 1:len(question["rows"])] for at, question in enumerate(part)]
    return found


STAY, JOIN = 3.0, -0.5
"""What is added to the scores of those who are on the side, and of others, as `participants/learned.rs` has it."""


def revised(event, weights):
    """The countries of both sides, as `event_coding::participants::revise` chooses them."""
    told = [(weight + (STAY if candidate["rules"] else JOIN), side, candidate)
            for side in (0, 1) for weight, candidate in zip(weights[side], event["sides"][side]["candidates"])]
    weighed = [one for one in told if one[0] > 0]
    weighed.sort(key=lambda one: -one[0])
    chosen = []
    for _, side, candidate in weighed:
        if not any(clash(candidate, other) for _, other in chosen):
            chosen.append((side, candidate))
    return [{country for taken, candidate in chosen if taken == side for country in candidate["countries"]} for side in (0, 1)]


def clash(one, other):
    overlap = one["span"][0] < other["span"][1] and other["span"][0] < one["span"][1]
    return bool(set(one["entities"]) & set(other["entities"])) or overlap and not (one["rules"] and other["rules"])


def as_told(event):
    """The countries of both sides before the judge."""
    return [{country for candidate in side["candidates"] if candidate["rules"] for country in candidate["countries"]} for side in event["sides"]]


def is_same(event, told):
    """Whether the dyad is right, as `eval_events.py` counts it."""
    gold = event["gold"]
    mutual = event["type"] in ("CONSULT", "COOPERATE") or event["type"] in ("AGREE", "SUPPORT") and not (gold[1] and told[1])
    return gold == told or mutual and gold[0] | gold[1] == told[0] | told[1]


def report(name, model, events, vectors, n_features):
    """Shares of events with both countries right."""
    sides = [side for event in events for side in event["sides"]]
    weights = weigh(model, sides, vectors, n_features)
    before = sum(is_same(event, as_told(event)) for event in events)
    after = sum(is_same(event, revised(event, weights[2 * at:2 * at + 2])) for at, event in enumerate(events))
    print(f"{name}: {len(events)} events, dyad right {before / len(events):.3f} before, {after / len(events):.3f} after", flush=True)


def main():
    arguments = options(__doc__, epochs=60, dropout=0.3, decay=3e-2).parse_args()
    torch.manual_seed(arguments.seed)
    vectors, events, n_features = read(arguments.examples)
    held = [event for event in events if is_held(event, arguments)]
    train = [side for event in events if not is_held(event, arguments) for side in event["sides"] if len(side["rows"]) > 1]
    print(f"{len(train)} questions", flush=True)
    model = fit(train, vectors, n_features, arguments, loss=each)
    conclude(model, held, arguments, lambda name, part: report(name, model, part, vectors, n_features))


if __name__ == "__main__":
    main()
