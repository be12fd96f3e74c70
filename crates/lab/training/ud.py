"""Reads CoNLL-U and keeps syntactic words."""

from types import SimpleNamespace


def documents(path):
    """Documents of a file: lists of sentences, each with parallel lists of columns."""
    found, sentences, rows, multiword = [], [], [], {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if sentences:
                    found.append(sentences)
                sentences = []
            elif not line and rows:
                sentences.append(_sentence(rows))
                rows = []
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
    if rows:
        sentences.append(_sentence(rows))
    return found + [sentences] if sentences else found


def _sentence(rows):
    return SimpleNamespace(
        words=[row[1] for row in rows], upos=[row[3] for row in rows], xpos=[row[4] for row in rows],
        feats=[row[5] for row in rows], heads=[int(row[6]) for row in rows], deprel=[row[7] for row in rows],
        entity=[_entity(row[9]) for row in rows])


def _entity(misc):
    for item in misc.split("|"):
        if item.startswith("Entity="):
            return item[len("Entity="):]
    return ""
