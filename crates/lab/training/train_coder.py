"""Trains reader and coder together: on treebanks, and on labeled reports and sentences.

`python train_coder.py --reader ../../../models/reader --examples train.jsonl --out runs/coder`
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from safetensors import safe_open

import coder as heads
import teachers
from bundle import read_corpus
from export import metadata_of, tensors_of
from model import Reader
from pieces import Pieces
from scores import score
from train import DEV, Average, cross_entropy, gold_loss, parameter_groups, rate_at, show
from windows import batches, cut_batch, evaluation_windows, training_windows


VOTE = (1.0, 0.0, 0.0, 0.0, 0.0, 0.5)
"""What vote.rs reads, until fit_vote.py has fitted it: the network alone."""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", default=str(Path(__file__).parent / "bundle"))
    parser.add_argument("--reader", required=True, help="folder of an int8 reader to begin from")
    parser.add_argument("--examples", nargs="+", required=True, help="files that coder_examples wrote")
    parser.add_argument("--folds", type=int, default=0, help="hold out every n-th document of --folded")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--folded", nargs="*", default=[], help="files to train on but for the fold, which is scored")
    parser.add_argument("--dev", nargs="*", default=[], help="files to score")
    parser.add_argument("--out", required=True)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--decay", type=float, default=0.95)
    parser.add_argument("--head-lr", type=float, default=3e-4)
    parser.add_argument("--coder-lr", type=float, default=1e-3)
    parser.add_argument("--warmup", type=float, default=0.06)
    parser.add_argument("--weight-decay", type=float, default=0.01)
    parser.add_argument("--ema", type=float, default=0.998)
    parser.add_argument("--smoothing", type=float, default=0.0)
    parser.add_argument("--names-weight", type=float, default=1.0)
    parser.add_argument("--word-dropout", type=float, default=0.03, help="of treebanks")
    parser.add_argument("--coder-word-dropout", type=float, default=0.1, help="of labeled reports")
    parser.add_argument("--type-weight", type=float, default=10.0)
    parser.add_argument("--pair-weight", type=float, default=4.0)
    parser.add_argument("--limit", type=int, default=0, help="steps an epoch at most, to try things out")
    parser.add_argument("--vote", type=lambda text: [float(value) for value in text.split(",")], default=VOTE, help="what fit_vote.py printed")
    parser.add_argument("--without-words", action="store_true", help="leaves the words' vectors out of the weights: complete.py puts them back")
    parser.add_argument("--evaluate-every", type=int, default=3)
    parser.add_argument("--freeze", type=int, default=0, help="so many of the lowest layers, and the embeddings, stay as they are")
    parser.add_argument("--upper", help="a reader's folder from which the other layers begin")
    parser.add_argument("--start", help="a coder's weights to begin from")
    parser.add_argument("--leave-block", type=int, choices=range(teachers.BLOCKS), help="train a teacher: learn from all documents but this block's, and write said.npz")
    parser.add_argument("--teachers", nargs="*", default=[], help="said.npz of the teachers of all blocks, in order")
    parser.add_argument("--soft", type=float, default=0.5, help="share of the loss that takes the teachers' word")
    parser.add_argument("--no-treebank", action="store_true", help="to try things out: the language heads are lost")
    return parser.parse_args()


def read_int8(folder):
    """The reader of a folder, as floats, and the names of its tensors."""
    path = Path(folder) / "weights.safetensors"
    with safe_open(path, "pt") as file:
        labels = json.loads(file.metadata()["labels"])
    tensors = load_file(path)
    reader = Reader(labels)
    state = {}
    for name in reader.state_dict():
        value = tensors[name].float()
        scale = tensors.get(name.removesuffix(".weight") + ".scale") if name.endswith(".weight") else None
        state[name] = value if scale is None else value * scale.unsqueeze(-1)
    reader.load_state_dict(state)
    return reader, labels


class Joint(torch.nn.Module):
    def __init__(self, reader, coder):
        super().__init__()
        self.reader, self.coder = reader, coder

    def code(self, batch, targets):
        """Scores of all words' types, modes and statuses, and of the pairs."""
        hidden, coder = self.coder.drop(self.reader.hidden(batch)), self.coder
        out = {"type": coder.kind(hidden).float(), "mode": coder.mode(hidden).float(), "status": coder.status(hidden).float()}
        out["voted"] = out["type"] + coder.kind_rules[targets.type_rule]
        out["mode"] = out["mode"] + coder.mode_rules[targets.mode_rule]
        out["status"] = out["status"] + coder.status_rules[targets.status_rule]
        if len(targets.sides):
            triggers, mentions = hidden[targets.row, targets.trigger], hidden[targets.row, targets.head]
            out["pairs"] = coder.pairs(triggers, mentions, targets.features, targets.offsets).float()
        return out


def coder_loss(out, batch, targets, options):
    mask, is_trigger = batch.word_mask, batch.word_mask & (targets.type > 0)
    loss = options.type_weight * (cross_entropy(out["type"], targets.type, mask) + cross_entropy(out["voted"], targets.type, mask))
    loss = loss + 0.5 * cross_entropy(out["mode"], targets.mode, is_trigger) + 0.5 * cross_entropy(out["status"], targets.status, is_trigger)
    if "pairs" in out:
        loss = loss + options.pair_weight * F.cross_entropy(out["pairs"], targets.sides)
    return loss


def taught_loss(out, batch, targets, said, options):
    """The loss by labels and by what teachers say; the status is by labels alone."""
    told = batch.word_mask & (targets.type > 0)
    soft = teachers.soft_loss(out, said, batch.word_mask, told, options)
    status = 0.5 * cross_entropy(out["status"], targets.status, told)
    return options.soft * (soft + status) + (1 - options.soft) * coder_loss(out, batch, targets, options)


def learned_windows(part, blocks, left, random):
    """Windows of a part, without those of documents that are left out."""
    windows = training_windows(part.corpus, random)
    if left is None:
        return windows
    ends = np.cumsum(part.words_by_document)
    return windows[blocks[np.searchsorted(ends, windows[:, 0], side="right")] != left]


def f1(hits, found, gold):
    return 2 * hits / max(found + gold, 1)


@torch.no_grad()
def evaluate(joint, examples, autocast):
    joint.eval()
    windows = evaluation_windows(examples.corpus)
    tally = {name: np.zeros(3) for name in ("type", "voted", "rules", "trigger", "actor", "recipient", "mode", "status")}
    for group in batches(examples.corpus, windows, 64):
        batch = cut_batch(examples.corpus, examples.columns, group)
        targets = examples.targets(batch, group)
        with autocast():
            out = joint.code(batch, targets)
        gold, mask = targets.type, batch.word_mask
        guesses = {"type": out["type"].argmax(-1), "voted": out["voted"].argmax(-1), "rules": targets.type_rule}
        for name, guess in guesses.items():
            tally[name] += [((guess == gold) & (gold > 0) & mask).sum().item(), ((guess > 0) & mask).sum().item(), ((gold > 0) & mask).sum().item()]
        voted = guesses["voted"]
        tally["trigger"] += [((voted > 0) & (gold > 0) & mask).sum().item(), ((voted > 0) & mask).sum().item(), ((gold > 0) & mask).sum().item()]
        told = (gold > 0) & mask
        for name in ("mode", "status"):
            right = (out[name].argmax(-1) == getattr(targets, name))[told].sum().item()
            tally[name] += [right, told.sum().item(), told.sum().item()]
        if "pairs" in out:
            guess = out["pairs"].argmax(-1)
            for side, name in ((1, "actor"), (2, "recipient")):
                is_side = targets.sides == side
                tally[name] += [((guess == side) & is_side).sum().item(), (guess == side).sum().item(), is_side.sum().item()]
    for name in ("type", "voted", "rules", "trigger"):
        tally[name][2] += examples.unmatched
    joint.train()
    return {name: round(float(f1(*counts)), 3) for name, counts in tally.items()}


@torch.no_grad()
def dump(joint, examples, path, autocast):
    """Probabilities of types by word, float16, in the order of the examples' words."""
    joint.eval()
    found = np.zeros((len(examples.labels["type"]), joint.coder.kind.out_features), dtype=np.float16)
    for group in batches(examples.corpus, evaluation_windows(examples.corpus), 64):
        batch = cut_batch(examples.corpus, examples.columns, group)
        with autocast():
            out = joint.code(batch, examples.targets(batch, group))
        mask = batch.word_mask.cpu().numpy()
        found[batch.word.cpu().numpy()[mask]] = torch.softmax(out["type"], -1).cpu().numpy()[mask]
    np.savez_compressed(path, probabilities=found)


def groups_of(joint, options):
    groups = parameter_groups(joint.reader, options)
    # The words' own vectors stay as they are: most of them are too rare in what is learned here.
    joint.reader.embeddings.word.weight.requires_grad_(False)
    if options.freeze:
        joint.reader.embeddings.requires_grad_(False)
    for layer in joint.reader.layers[: options.freeze]:
        layer.requires_grad_(False)
    for group in groups:
        group["params"] = [p for p in group["params"] if p.requires_grad]
    wide = [p for p in joint.coder.parameters() if p.ndim >= 2]
    thin = [p for p in joint.coder.parameters() if p.ndim < 2]
    return groups + [{"params": wide, "lr": options.coder_lr, "weight_decay": 0.05}, {"params": thin, "lr": options.coder_lr, "weight_decay": 0.0}]


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    device = torch.device(options.device)
    torch.backends.cuda.matmul.allow_tf32 = True
    out_folder = Path(options.out)
    out_folder.mkdir(parents=True, exist_ok=True)
    vocabulary = (Path(options.reader) / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
    pieces = Pieces(vocabulary)

    held, number = {}, {}
    def in_fold(doc):
        place = number.setdefault((doc["gold"], doc["id"]), len(number))
        return options.folds > 0 and place % options.folds == options.fold
    parts = [heads.Examples(path, pieces) for path in options.examples]
    for path in options.folded:
        parts.append(heads.Examples(path, pieces, lambda doc: not in_fold(doc)))
        if options.folds:
            held[Path(path).stem + ".fold"] = heads.Examples(path, pieces, in_fold)
    for path in options.dev:
        held[Path(path).stem] = heads.Examples(path, pieces)
    for part in [*parts, *held.values()]:
        part.to(device)

    places = iter(range(sum(len(part.documents) for part in parts)))
    blocks = [np.array([teachers.block_of(next(places)) for _ in part.documents], dtype=int) for part in parts]
    taught = teachers.Teachers(options.teachers, parts, blocks).to(device) if options.teachers else None

    reader, labels = read_int8(options.reader)
    if options.upper:
        above = read_int8(options.upper)[0].layers[options.freeze:]
        reader.layers[options.freeze:].load_state_dict(above.state_dict())
    coder = heads.Coder(parts[0].header)
    if options.start:
        heads.load(coder, load_file(options.start))
    joint = Joint(reader, coder).to(device)
    groups = groups_of(joint, options)
    base = [group["lr"] for group in groups]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=device.type == "cuda")
    average = Average(joint, options.ema)

    def autocast():
        # Few CPUs know bfloat16; the others would take five times as long.
        return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda")

    treebank = None if options.no_treebank else read_corpus(options.bundle, "train")
    columns = None if treebank is None else treebank.to(device)
    began, step = time.time(), 0
    for epoch in range(1, options.epochs + 1):
        coded = []
        for number, part in enumerate(parts):
            windows = learned_windows(part, blocks[number], options.leave_block, random)
            coded += [(number, group) for group in batches(part.corpus, windows, options.batch, random)]
        random.shuffle(coded)
        read = [] if treebank is None else batches(treebank, training_windows(treebank, random), options.batch, random)
        count = max(len(coded), len(read))
        if options.limit:
            count = min(count, options.limit)
        steps = options.epochs * count
        joint.train()
        total = np.zeros(2)
        for at in range(count):
            step += 1
            for entry, lr in zip(optimizer.param_groups, base):
                entry["lr"] = lr * rate_at(step, steps, options.warmup * steps)
            optimizer.zero_grad(set_to_none=True)
            if read:
                batch = cut_batch(treebank, columns, read[at % len(read)], options.word_dropout)
                with autocast():
                    out = joint.reader(batch)
                    loss, _ = gold_loss(joint.reader, batch, out, batch.heads, options)
                loss.backward()
                total[0] += loss.item() if at % 10 == 0 else 0
            number, group = coded[at % len(coded)]
            part = parts[number]
            batch = cut_batch(part.corpus, part.columns, group, options.coder_word_dropout)
            targets = part.targets(batch, group)
            with autocast():
                out = joint.code(batch, targets)
                if taught is None:
                    loss = coder_loss(out, batch, targets, options)
                else:
                    loss = taught_loss(out, batch, targets, taught.of(number, batch, targets), options)
            loss.backward()
            total[1] += loss.item() if at % 10 == 0 else 0
            torch.nn.utils.clip_grad_norm_(joint.parameters(), 1.0)
            optimizer.step()
            average.update()
        print(f"epoch {epoch}/{options.epochs} steps {count} loss {total / (1 + (count - 1) // 10)} {time.time() - began:.0f} s", flush=True)
        if epoch % options.evaluate_every == 0 or epoch == options.epochs:
            with average.applied():
                for name, examples in held.items():
                    print(f"epoch {epoch} {name}", evaluate(joint, examples, autocast), flush=True)
    with average.applied():
        for name, examples in held.items():
            dump(joint, examples, out_folder / f"{name}.npz", autocast)
        if options.leave_block is not None:
            np.savez_compressed(out_folder / "said.npz", **teachers.ask(joint, parts, autocast))
        if treebank is not None:
            dev = {name: read_corpus(options.bundle, name) for name in DEV}
            show("end", {name: score(joint.reader, each, each.to(device), autocast=autocast) for name, each in dev.items()})
        save(out_folder, joint, options)


def save(folder, joint, options):
    """Both models as the program reads them; without the words' vectors, which did not change, if asked for."""
    def put(name, tensors, metadata=None):
        (folder / name).mkdir(exist_ok=True)
        save_file(tensors, folder / name / "weights.safetensors", metadata=metadata)
        (folder / name / "weights.safetensors").chmod(0o644)

    tensors = {name: value.cpu() for name, value in tensors_of(joint.reader).items()}
    if options.without_words:
        tensors = {name: value for name, value in tensors.items() if not name.startswith("embeddings.word.")}
    put("reader", tensors, metadata_of(joint.reader))
    put("coder", heads.tensors_of(joint.coder, options.vote))
    (folder / "options.json").write_text(json.dumps(vars(options)))


if __name__ == "__main__":
    main()
