"""Writes texts with the chains of what means the same, for `antecedent_examples`, their countries, for `origin_examples`, and events
with their parties, for `participant_examples`: from GUM's treebank and from marked texts.

    python chains.py OUT.jsonl FILE.conllu|marked.txt…

A line a text: id, published, text, complete (whether everything that means somebody told of before has a label), and chains:
first and last code point, the chain's name, the first code point of the word that heads the phrase, or -1, and of marked texts the
country (`?` where nobody tells). Events of marked texts: first and last code point of the trigger, type, and the chains of actors and of
recipients. Reports whose pronouns were not all labeled (`coder-events/reports-w*`) are not complete.
"""

import json
import re
import sys
from pathlib import Path

MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
ACTOR = re.compile(r"(x\d+(?:,x\d+)*):(\?|[A-Z]{3})\.[A-Z+]+")
EVENT = re.compile(r"([A-Z]+)(?:\.[a-z-]+)? \w+ ([^@ >]*)>([^@ ]*)(?: @.*)?")
BRACKET = re.compile(r"\((\d+)(?:\[[^]]*\])?-[^()]*(\))?|(\d+)(?:\[[^]]*\])?\)")


def of_reports(path):
    """Texts of a file of reports, as `eval_reports.py` makes them; of a file of sentences each is a text."""
    found = []
    lines = path.read_text(encoding="utf-8").splitlines()
    if not any(line.startswith("## ") for line in lines):
        sentences = [line for line in lines if line.strip() and not line.startswith("#")]
        lines = [line for at, sentence in enumerate(sentences) for line in (f"## {path.stem}-{at} | published 2025-01-16 | |", sentence)]
    for line in lines:
        if line.startswith("## "):
            name, published, _, _ = [part.strip() for part in line[3:].split("|", 3)]
            found.append({"id": name, "published": published.replace("published ", ""), "text": "", "complete": not path.name.startswith("reports-w"),
                          "chains": [], "events": []})
        elif line.strip() and line[0] not in "#%" and found:
            report = found[-1]
            report["text"] += " " if report["text"] else ""
            at = 0
            for match in MARK.finditer(line):
                report["text"] += line[at: match.start()]
                start, label = len(report["text"]), match[2].strip()
                report["text"] += match[1]
                if actor := ACTOR.fullmatch(label):
                    report["chains"].append([start, len(report["text"]), ",".join(sorted(actor[1].split(","))), -1, actor[2]])
                elif event := EVENT.fullmatch(label):
                    sides = [[name for name in side.split(",") if name] for side in (event[2], event[3])]
                    report["events"].append([start, len(report["text"]), event[1], *sides])
                at = match.end()
            report["text"] += line[at:]
    return found


def of_treebank(path):
    """Documents of GUM, with every entity that it marks."""
    found, rows, opened, breaks = [], [], [], False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            found.append({"id": line.split("=")[1].strip(), "published": "", "text": "", "complete": True, "chains": []})
            opened = []
        elif line.startswith("# newpar"):
            breaks = True
        elif not line and rows:
            sentence(found[-1], rows, opened, "\n\n" if breaks else " ")
            rows, breaks = [], False
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
    return found


def sentence(document, rows, opened, gap):
    """Adds a sentence's words and the mentions that end in it."""
    if document["text"]:
        document["text"] += gap
    starts, upto = {}, 0
    for cells in rows:
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            start = len(document["text"])
            document["text"] += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
            shared = start
            for word in range(first, last + 1):
                starts[word] = (shared, start + len(cells[1]))
            upto = last
        elif cells[0].isdigit():
            word = int(cells[0])
            if word > upto:
                start = len(document["text"])
                document["text"] += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
                starts[word] = (start, start + len(cells[1]))
    document["text"] = document["text"].rstrip(" ")
    heads = {int(cells[0]): int(cells[6]) for cells in rows if cells[0].isdigit()}
    for cells in rows:
        if not cells[0].isdigit():
            continue
        word = int(cells[0])
        note = next((item[7:] for item in cells[9].split("|") if item.startswith("Entity=")), "")
        for match in BRACKET.finditer(note):
            if match[1]:
                opened.append((match[1], word))
                if match[2]:
                    close(document, opened, match[1], word, starts, heads)
            else:
                close(document, opened, match[3], word, starts, heads)
    opened.clear()


def close(document, opened, name, last, starts, heads):
    """A mention ends at word `last`."""
    at = next((at for at in range(len(opened) - 1, -1, -1) if opened[at][0] == name), None)
    if at is None:
        return
    first = opened.pop(at)[1]
    head = next((word for word in range(first, last + 1) if not first <= heads[word] <= last), first)
    document["chains"].append([starts[first][0], starts[last][1], name, starts[head][0]])


def main():
    out, *files = sys.argv[1:]
    with open(out, "w", encoding="utf-8") as lines:
        for path in map(Path, files):
            for text in of_treebank(path) if path.suffix == ".conllu" else of_reports(path):
                lines.write(json.dumps(text, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
