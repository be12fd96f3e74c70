#!/usr/bin/env python3
"""How often the type of a symmetric wording changes when its two sides, or their names, are exchanged.

usage: swap.py ENTENTE

300 pairs: twenty wordings in which both sides do the same, each of fifteen pairs of states. Asks `entente code --pairs` for the
type of source and target, of target and source, and of the sentence with the names of the two states exchanged.
"""
import json
import subprocess
import sys

WORDINGS = [
    "{A} and {B} held talks on border trade on Monday.",
    "{A} and {B} signed a defence cooperation agreement.",
    "{A} and {B} agreed to reopen their consulates next year.",
    "{A} and {B} carried out a joint naval exercise last week.",
    "{A} and {B} exchanged heavy fire along the frontier on Tuesday night.",
    "{A} and {B} expelled each other's military attaches.",
    "{A} and {B} accused each other of breaking the truce.",
    "Officials of {A} and {B} discussed fishing quotas by telephone.",
    "{A} and {B} restored full diplomatic relations on Friday.",
    "{A} and {B} threatened each other with tariffs.",
    "{A} and {B} have agreed on a ceasefire, mediators said.",
    "{A} and {B} praised each other's efforts against piracy.",
    "The armies of {A} and {B} clashed near the river.",
    "{A} and {B} pledged to deepen military ties.",
    "{A} and {B} released each other's prisoners of war.",
    "{A} and {B} share intelligence on smugglers.",
    "The presidents of {A} and {B} met on the sidelines of the summit.",
    "{A} and {B} imposed sanctions on each other.",
    "{A} and {B} recalled their ambassadors from each other's capitals.",
    "{A} and {B} urged each other to show restraint.",
]
STATES = [
    ("Kenya", "Uganda"), ("Peru", "Chile"), ("India", "Pakistan"), ("Greece", "Turkey"), ("Russia", "Ukraine"), ("China", "Japan"),
    ("Israel", "Iran"), ("Poland", "Germany"), ("Ghana", "Togo"), ("Brazil", "Venezuela"), ("Armenia", "Azerbaijan"),
    ("Thailand", "Cambodia"), ("Egypt", "Sudan"), ("Canada", "Mexico"), ("Serbia", "Croatia"),
]


def line(number, text, source, target):
    def span(name):
        start = text.index(name)
        return [start, start + len(name)]

    return json.dumps({"id": str(number), "text": text, "source": span(source), "target": span(target)})


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines = []
    for wording in WORDINGS:
        for a, b in STATES:
            text, turned = wording.format(A=a, B=b), wording.format(A=b, B=a)
            lines += [line(len(lines), text, a, b), line(len(lines) + 1, text, b, a), line(len(lines) + 2, turned, a, b)]
    command = [sys.argv[1], "code", "--pairs", "--output", "json", "--quiet"]
    answers = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True).stdout.splitlines()
    types = [json.loads(answer)["type"] for answer in answers]
    assert len(types) == len(lines)
    triples = list(zip(types[::3], types[1::3], types[2::3]))
    for name, place in (("source and target", 1), ("names", 2)):
        changed = [at for at, triple in enumerate(triples) if triple[0] != triple[place]]
        print(f"{name} exchanged: type changes in {len(changed)} of {len(triples)} pairs ({100 * len(changed) / len(triples):.1f} %)")
        for at in changed[:10]:
            print(f"  {WORDINGS[at // len(STATES)].format(A=STATES[at % len(STATES)][0], B=STATES[at % len(STATES)][1])} {triples[at][0]} {triples[at][place]}")


if __name__ == "__main__":
    main()
