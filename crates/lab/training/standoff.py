"""Labels of texts that are not part of the project: offsets alone, put on the texts again where these are at hand.

    python standoff.py documents OUT TREEBANK.conllu…         docs/X.json of each document of a treebank, sentences as annotated
    python standoff.py pack FOLDER LABELS.jsonl               FOLDER/events/X.json over FOLDER/docs/X.json to offsets
    python standoff.py unpack LABELS.jsonl FOLDER             LABELS.jsonl over FOLDER/docs/X.json to FOLDER/events/X.json

A line of LABELS.jsonl is one document. Offsets count code points of the document's text; what was marked by words that stand
several times in a sentence is the first of them, as in the evaluator.
"""

import json
import re
import sys
from pathlib import Path


def documents(out, treebanks):
    (out / "docs").mkdir(parents=True, exist_ok=True)
    for path in treebanks:
        document = None
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            if line.startswith("# newdoc"):
                write_document(out, document)
                document = {"id": re.sub(r"[^\w.-]", "_", line.split("=")[1].strip()), "published": None, "title": "", "text": "", "sentences": []}
                dated = re.search(r"_(20\d\d)(\d\d)(\d\d)_", document["id"])
                if dated and document["id"].startswith("weblog"):
                    document["published"] = "-".join(dated.groups())
            elif line.startswith("# meta::dateCreated = "):
                document["published"] = line.split(" = ")[1].strip()
            elif line.startswith("# meta::title = "):
                document["title"] = line.split(" = ", 1)[1].strip()
            elif line.startswith("# text = "):
                add_sentence(document, line.removeprefix("# text = "))
        write_document(out, document)


def add_sentence(document, sentence):
    """Paragraphs of some hundred characters: the treebanks do not all keep theirs."""
    text = document["text"]
    if text:
        text += " " if len(text) - text.rfind("\n") < 600 else "\n"
    document["sentences"].append([len(text), len(text) + len(sentence)])
    document["text"] = text + sentence


def write_document(out, document):
    if document:
        (out / "docs" / f"{document['id']}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def pack(folder, labels):
    lines = []
    for path in sorted((folder / "events").glob("*.json")):
        document, found = read(folder / "docs" / path.name), read(path)
        text, events = document["text"], []
        for event in found["events"]:
            start, end = document["sentences"][event["s"]]

            def span(words, anywhere=False):
                at = text.find(words, start, end)
                at = text.find(words) if at < 0 and anywhere else at
                return [at, at + len(words)] if words and at >= 0 else None

            def party(each):
                return {"span": span(each["text"])} | {key: each.get(key) for key in ("country", "sector")}

            packed = {key: event.get(key) for key in ("s", "type", "mode", "status", "date", "contexts")}
            packed |= {"trigger": span(event["trigger"]), "actors": [party(each) for each in event["actors"]],
                       "recipients": [party(each) for each in event["recipients"]]}
            if event.get("place"):
                packed["place"] = {"span": span(event["place"]["text"], True), "country": event["place"].get("country")}
            if event.get("attribution"):
                packed["attribution"] = span(event["attribution"], True)
            events.append(packed)
        lines.append(json.dumps({"id": document["id"], "events": events}, ensure_ascii=False) + "\n")
    labels.write_text("".join(lines), encoding="utf-8")


def unpack(labels, folder):
    (folder / "events").mkdir(parents=True, exist_ok=True)
    for line in labels.read_text(encoding="utf-8").splitlines():
        labelled = json.loads(line)
        path = folder / "docs" / f"{labelled['id']}.json"
        if not path.exists():
            print(f"{labelled['id']}: no text in {folder / 'docs'}, left out", file=sys.stderr)
            continue
        text = read(path)["text"]

        def words(span):
            return text[span[0]: span[1]] if span else ""

        for event in labelled["events"]:
            event["trigger"] = words(event["trigger"])
            for each in [*event["actors"], *event["recipients"]]:
                each["text"] = words(each.pop("span"))
            place, sayer = event.get("place"), event.get("attribution")
            event["place"] = {"text": words(place["span"]), "name": words(place["span"]), "country": place["country"]} if place else None
            event["attribution"] = words(sayer) if sayer else None
        (folder / "events" / path.name).write_text(json.dumps(labelled, ensure_ascii=False), encoding="utf-8")


def main():
    verb, *paths = sys.argv[1:] or ["help"]
    if verb == "documents" and len(paths) > 1:
        documents(Path(paths[0]), paths[1:])
    elif verb in ("pack", "unpack") and len(paths) == 2:
        {"pack": pack, "unpack": unpack}[verb](*map(Path, paths))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
