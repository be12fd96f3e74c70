#!/usr/bin/env python3
"""Turns labelled sentences and reports (data/train-events) into documents and events that `entente evaluate events` reads.

usage: gold_from_events.py OUT FILE...    writes OUT/docs/X.json, OUT/events/X.json and OUT/input.jsonl

A sentence file gives one document a sentence (published 2025-01-16, a Thursday); a report file one a report.
The markup is described in data/train-events/README.md.
"""
import json
import os
import re
import sys

MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
ACTOR = re.compile(r"(x\d+(?:,x\d+)*):(\?|[A-Z]{3})\.([A-Z+]+)")
EVENT = re.compile(r"([A-Z]+)(?:\.([a-z-]+))? (\w+) ([^@ ]*)(?: @(.*))?")


def unmark(line, base):
    """The plain line and its marks as (start, end, label), offset by `base`."""
    text, marks, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        start = base + len(text)
        text += mark.group(1)
        marks.append((start, base + len(text), mark.group(2).strip()))
        at = mark.end()
    return text + line[at:], marks


class Document:
    def __init__(self, name, published):
        self.name, self.published = name, published
        self.text, self.sentences, self.marks, self.dates = "", [], [], {}

    def add(self, line):
        gap = " " if self.text else ""
        start = len(self.text) + len(gap)
        plain, marks = unmark(line, start)
        self.text += gap + plain
        self.sentences.append([start, len(self.text)])
        self.marks.append(marks)

    def events(self):
        parties = {}
        for marks in self.marks:
            for start, end, label in marks:
                found = ACTOR.fullmatch(label)
                if found and "," not in found.group(1):
                    country = "" if found.group(2) == "?" else found.group(2)
                    sectors = found.group(3).split("+")
                    party = {"text": self.text[start:end], "country": country, "sector": sectors[0], "other_sectors": sectors[1:]}
                    parties.setdefault(found.group(1), party)
        events = []
        for number, marks in enumerate(self.marks):
            times = [self.text[a:b] for a, b, label in marks if label == "T"]
            places = [label[2:] for _, _, label in marks if label.startswith("P:")]
            for start, end, label in marks:
                found = EVENT.fullmatch(label)
                if not found:
                    continue
                who, _, whom = found.group(4).partition(">")
                side = lambda ids: [parties[i] for i in ids.split(",") if i in parties]
                date = self.dates.get(times[0]) if len(times) == 1 else None
                place = places[0] if len(places) == 1 and places[0] != "?" else None
                events.append({"s": number, "trigger": self.text[start:end], "type": found.group(1), "mode": found.group(2),
                               "status": found.group(3), "actors": side(who), "recipients": side(whom), "date": date,
                               "place": {"country": place} if place else None})
        return events


def documents(path):
    stem = os.path.splitext(os.path.basename(path))[0]
    current, number = None, 0
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("## "):
            if current:
                yield current
            name, published, *_ = [part.strip() for part in line[3:].split("|")]
            current = Document(name, published.removeprefix("published "))
        elif line.startswith("%D ") and current:
            expression, _, days = line[3:].rpartition("=")
            current.dates[expression.strip()] = days.strip().split("..")
        elif line.startswith(("#", "%")) or not line.strip():
            continue
        elif stem.startswith("reports"):
            current.add(line)
        else:
            number += 1
            single = Document(f"{stem}-{number:04}", "2025-01-16")
            single.add(line)
            yield single
    if current:
        yield current


def main(out, paths):
    for folder in ("docs", "events"):
        os.makedirs(os.path.join(out, folder), exist_ok=True)
    with open(os.path.join(out, "input.jsonl"), "w", encoding="utf-8") as lines:
        for path in paths:
            for document in documents(path):
                report = {"id": document.name, "published": document.published, "text": document.text}
                lines.write(json.dumps(report, ensure_ascii=False) + "\n")
                for folder, content in (("docs", report | {"sentences": document.sentences}), ("events", {"id": document.name, "events": document.events()})):
                    with open(os.path.join(out, folder, document.name + ".json"), "w", encoding="utf-8") as file:
                        json.dump(content, file, ensure_ascii=False)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
