"""Writes a checkpoint as the int8 weights of docs/reader-format.md, with vectors to test another implementation by.

`python export.py runs/a/checkpoint.safetensors --out ../../../models/reader` (add `--evaluate` or `--test` for scores)
"""

import argparse
import copy
import json
from pathlib import Path
from types import SimpleNamespace

import torch
from safetensors.torch import save_file
from torch import nn

from bundle import read_corpus, read_vocabulary
from checkpoint import checkpoint_info, load_reader
from model import FEED_FORWARD, HEADS, LAYERS, MAX_PIECES, WIDTH, WINDOW_PIECES, quantise, simulate_int8
from pieces import CLS, NO_LETTER, SEP, Pieces, shape_of
from scores import score

FORMAT = "entente-reader/1"
REFERENCE = [
    "Brigadier Imran Qureshi , the army 's chief spokesman , told reporters in Multan on Friday that 14 JF - 17 jets had landed .".split(),
    "Ministers from Oslo and Lima met . They signed nothing , Sweden 's envoy said .".split(),
    "ANKARA – Türkiye will not pay the $ 375 million , it 's said .".split(),
    ["naïve", "C̈afé", "state-of-the-art", "x" * 101, "\u200b", "日本", "U.N.", "McKay", "'", "№7", "قلم", "antidisestablishmentarianism" * 3],
    ["Stop"],
    "President Ilse Brandt said “ we shall see ” when asked whether missiles were sold to Kivu rebels last year".split(),
]


def tensors_of(reader):
    """All tensors of the format, by name."""
    found, weights = {}, set()
    for name, module in reader.named_modules():
        if isinstance(module, (nn.Linear, nn.Embedding)):
            rounded, scale = quantise(module.weight.detach().float())
            found[f"{name}.weight"], found[f"{name}.scale"] = rounded.to(torch.int8).contiguous(), scale.contiguous()
            weights.add(f"{name}.weight")
    for name, parameter in reader.named_parameters():
        if name not in weights:
            found[name] = parameter.detach().float().contiguous()
    return found


def metadata_of(reader):
    config = {"width": WIDTH, "layers": LAYERS, "heads": HEADS, "feed_forward": FEED_FORWARD, "max_pieces": MAX_PIECES,
              "window_pieces": WINDOW_PIECES, "arc_width": reader.parser.arc_dep.out_features,
              "relation_width": reader.parser.rel_dep.out_features, "norm_epsilon": 1e-12}
    return {"format": FORMAT, "config": json.dumps(config), "labels": json.dumps(reader.labels, ensure_ascii=False)}


def single(words, pieces):
    """A batch of one window that holds one sentence."""
    ids = [pieces.of_word(word) for word in words]
    shapes = [shape_of(word) for word in words]
    flat = [CLS] + [piece for word in ids for piece in word] + [SEP]
    flat_shapes = [NO_LETTER] + [shape for word, shape in zip(ids, shapes) for _ in word] + [NO_LETTER]
    first, at = [], 1
    for word in ids:
        first.append(at)
        at += len(word)
    count = len(words)
    return SimpleNamespace(
        pieces=torch.tensor([flat]), shapes=torch.tensor([flat_shapes]), piece_mask=torch.ones(1, len(flat), dtype=torch.bool),
        first=torch.tensor([first]), arc_mask=torch.ones(1, count, count + 1, dtype=torch.bool)), ids, shapes


@torch.no_grad()
def outputs(reader, batch):
    """What a reader says of one window, rounded."""
    def rounded(values):
        return [round(float(value), 5) for value in values]

    out = reader(batch)
    hidden, heads = out["hidden"][0].float(), out["arcs"].argmax(-1)
    relations = reader.relations(out, heads)[0]
    result = {"hidden": [rounded(row[:16]) for row in hidden], "norms": rounded(hidden.norm(dim=-1)), "start": rounded(out["start"][0, :, 0]),
              "heads": heads[0].tolist(), "arc_scores": [rounded(row) for row in out["arcs"][0]],
              "deprel": relations.argmax(-1).tolist(), "deprel_scores": rounded(relations.amax(-1))}
    for key in ("upos", "xpos", "feats", "names"):
        result[key] = out[key][0].argmax(-1).tolist()
        result[f"{key}_scores"] = rounded(out[key][0].amax(-1))
    return result


def reference(reader, int8, pieces):
    cases = []
    for words in REFERENCE:
        batch, ids, shapes = single(words, pieces)
        cases.append({"words": words, "pieces": ids, "shapes": shapes, "float": outputs(reader, batch), "int8": outputs(int8, batch)})
    return cases


def write_reference(path, cases):
    """One case a line, so that a change of the model is a readable change."""
    lines = ",\n".join(json.dumps(case, ensure_ascii=True, separators=(",", ":")) for case in cases)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def evaluate(readers, folder, parts):
    results = {}
    for name in parts:
        corpus = read_corpus(folder, name)
        columns = corpus.to("cpu")
        for kind, reader in readers.items():
            results[f"{name} {kind}"] = score(reader, corpus, columns)
            numbers = {key: value if key == "kinds" else round(value, 2) for key, value in results[f"{name} {kind}"].items()}
            print(name, kind, json.dumps(numbers), flush=True)
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint")
    parser.add_argument("--bundle", default=str(Path(__file__).parent / "bundle"))
    parser.add_argument("--out", required=True)
    parser.add_argument("--evaluate", action="store_true", help="scores on the development parts, float and int8")
    parser.add_argument("--test", action="store_true", help="scores on the treebanks' test parts (prepare.py --test)")
    options = parser.parse_args()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)

    reader = load_reader(options.checkpoint)
    int8 = simulate_int8(copy.deepcopy(reader)).eval()
    vocabulary = read_vocabulary(options.bundle)
    save_file(tensors_of(reader), out / "weights.safetensors", metadata=metadata_of(reader))
    (out / "weights.safetensors").chmod(0o644)
    (out / "vocabulary.txt").write_text("".join(piece + "\n" for piece in vocabulary), encoding="utf-8")
    write_reference(out / "reference.json", reference(reader, int8, Pieces(vocabulary)))
    print(f"wrote {out}, trained with", {key: value for key, value in checkpoint_info(options.checkpoint)[0].items() if key != "dev"})
    parts = ["ewt-dev", "gum-dev", "reports-dev"] * options.evaluate + ["ewt-test", "gum-test"] * options.test
    evaluate({"float": reader, "int8": int8}, options.bundle, parts)


if __name__ == "__main__":
    main()
