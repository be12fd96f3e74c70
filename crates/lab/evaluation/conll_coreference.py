"""Scores coreference as the CoNLL 2012 shared task does: the mean F1 of MUC, B-cubed and CEAF-e, chains of one mention left out.

    python conll_coreference.py GOLD.jsonl CHAINS.jsonl

GOLD is what `crates/lab/training/chains.py` writes of a treebank, CHAINS what the example `chains` prints for it. Phrases are compared
twice: by their exact span, and by the word that heads them, as the scorer of CorefUD does for phrases that are cut differently.

Source: Pradhan et al. 2014, "Scoring coreference partitions of predicted mentions"; the definitions are those of the reference scorer.
"""

import json
import sys
from collections import defaultdict


def clusters(chains, key):
    """Chains of at least two mentions, each a set of keys; no mention is in two."""
    found, taken = defaultdict(set), set()
    for mention in chains:
        at = key(mention)
        if at not in taken:
            taken.add(at)
            found[mention[2]].add(at)
    return [members for members in found.values() if len(members) > 1]


def owners(parts):
    return {mention: at for at, members in enumerate(parts) for mention in members}


def muc(gold, found):
    of = owners(found)
    hits = sum(len(members) - len({of.get(mention, ("alone", mention)) for mention in members}) for members in gold)
    return hits, sum(len(members) - 1 for members in gold)


def b_cubed(gold, found):
    of = owners(found)
    hits = 0.0
    for members in gold:
        counts = defaultdict(int)
        for mention in members:
            if mention in of:
                counts[of[mention]] += 1
        hits += sum(count * count for count in counts.values()) / len(members)
    return hits, sum(len(members) for members in gold)


def ceaf(gold, found):
    """Sum of the best one-to-one matches' similarity, entity based."""
    similarity = [[2.0 * len(one & other) / (len(one) + len(other)) for other in found] for one in gold]
    return best_match(similarity) if gold and found else 0.0


def best_match(similarity):
    """The Hungarian method; rows are padded to be no more than columns."""
    if len(similarity) > len(similarity[0]):
        similarity = [list(column) for column in zip(*similarity)]
    n, m = len(similarity), len(similarity[0])
    u, v, match = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for row in range(1, n + 1):
        match[0], column = row, 0
        least, way, seen = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while True:
            seen[column] = True
            current, delta, following = match[column], float("inf"), 0
            for at in range(1, m + 1):
                if not seen[at]:
                    cost = -similarity[current - 1][at - 1] - u[current] - v[at]
                    if cost < least[at]:
                        least[at], way[at] = cost, column
                    if least[at] < delta:
                        delta, following = least[at], at
            for at in range(m + 1):
                if seen[at]:
                    u[match[at]] += delta
                    v[at] -= delta
                else:
                    least[at] -= delta
            column = following
            if match[column] == 0:
                break
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return sum(similarity[match[at] - 1][at - 1] for at in range(1, m + 1) if match[at])


def rates(hits, n_gold, hits_found, n_found):
    recall, precision = hits / n_gold if n_gold else 0.0, hits_found / n_found if n_found else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(pairs):
    """Precision, recall and F1 of each measure over documents."""
    sums = {name: [0.0] * 4 for name in ("MUC", "B3", "CEAFe")}
    for gold, found in pairs:
        for name, values in (("MUC", muc(gold, found) + muc(found, gold)), ("B3", b_cubed(gold, found) + b_cubed(found, gold)),
                             ("CEAFe", (ceaf(gold, found), len(gold)) + (ceaf(gold, found), len(found)))):
            sums[name] = [total + value for total, value in zip(sums[name], values)]
    return {name: rates(*values) for name, values in sums.items()}


def main():
    if sys.argv[1:] == ["--self-check"]:
        self_check()
        return
    gold_path, found_path = sys.argv[1:]
    found = {line["id"]: line["chains"] for line in map(json.loads, open(found_path, encoding="utf-8"))}
    documents = [json.loads(line) for line in open(gold_path, encoding="utf-8")]
    for name, key in (("exact spans", lambda mention: tuple(mention[:2])), ("heads", lambda mention: mention[3])):
        scores = score([(clusters(document["chains"], key), clusters(found.get(document["id"], []), key)) for document in documents])
        mean = sum(f1 for _, _, f1 in scores.values()) / 3
        print(f"{name}: CoNLL F1 {mean:.3f}; " + "; ".join(f"{measure} P {p:.3f} R {r:.3f} F1 {f1:.3f}" for measure, (p, r, f1) in scores.items()))


def self_check():
    """The example of the reference scorer's paper: keys {a,b,c}, {d,e,f,g}; response {a,b}, {c,d}, {f,g,h,i}."""
    scores = score([([set("abc"), set("defg")], [set("ab"), set("cd"), set("fghi")])])
    expected = {"MUC": (0.4, 0.4), "B3": (0.5, 0.42), "CEAFe": (0.43, 0.65)}
    for name, (precision, recall) in expected.items():
        assert abs(scores[name][0] - precision) < 0.01 and abs(scores[name][1] - recall) < 0.01, (name, scores[name])
    print("self-check passed")


if __name__ == "__main__":
    main()
