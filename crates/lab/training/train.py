"""Trains the reader on a bundle: `python train.py --out runs/a --epochs 10`."""

import argparse
import contextlib
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from bundle import read_corpus, read_encoder, read_labels
from checkpoint import load_reader, save_checkpoint, split_file
from model import LAYERS, Reader, load_encoder, simulate_int8
from scores import score
from windows import batches, cut_batch, training_windows

TAGS = ("upos", "xpos", "feats")
DEV = ("ewt-dev", "gum-dev", "reports-dev")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", default=str(Path(__file__).parent / "bundle"))
    parser.add_argument("--out", required=True)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=24, help="windows a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lr", type=float, default=1e-4, help="of the encoder's last layer")
    parser.add_argument("--decay", type=float, default=0.9, help="factor of the learning rate from layer to layer downwards")
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--warmup", type=float, default=0.06, help="share of all steps")
    parser.add_argument("--weight-decay", type=float, default=0.01)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--head-dropout", type=float, default=0.25)
    parser.add_argument("--word-dropout", type=float, default=0.0)
    parser.add_argument("--smoothing", type=float, default=0.0)
    parser.add_argument("--names-weight", type=float, default=1.0)
    parser.add_argument("--ema", type=float, default=0.0, help="e.g. 0.998: evaluates and saves averaged weights")
    parser.add_argument("--arc-width", type=int, default=256)
    parser.add_argument("--relation-width", type=int, default=96)
    parser.add_argument("--teachers", nargs="*", default=[], help="checkpoints whose mean distribution is learned besides")
    parser.add_argument("--distil", type=float, default=0.5, help="share of the loss that comes from the teachers")
    parser.add_argument("--evaluate-from", type=int, default=1, help="first epoch to evaluate after")
    parser.add_argument("--minutes", type=float, default=0, help="plans no more epochs than fit (measured on the first)")
    parser.add_argument("--limit", type=int, default=0, help="windows an epoch at most, to try things out")
    parser.add_argument("--split", type=int, default=0, help="also writes the checkpoint in parts of so many MiB")
    parser.add_argument("--threads", type=int, default=0)
    return parser.parse_args()


def parameter_groups(reader, options):
    """The encoder with a learning rate that falls from layer to layer, the heads with their own."""
    def group(modules, lr):
        named = [item for module in modules for item in module.named_parameters()]
        thin = [p for n, p in named if p.ndim < 2]
        wide = [p for n, p in named if p.ndim >= 2]
        return [{"params": wide, "lr": lr, "weight_decay": options.weight_decay}, {"params": thin, "lr": lr, "weight_decay": 0.0}]

    groups = group([reader.heads, reader.parser], options.head_lr)
    for index, layer in enumerate(reader.layers):
        groups += group([layer], options.lr * options.decay ** (LAYERS - 1 - index))
    embeddings = reader.embeddings
    rate = options.lr * options.decay**LAYERS
    groups.append({"params": [embeddings.shape], "lr": options.lr * 2, "weight_decay": 0.0})
    groups.append({"params": [embeddings.word.weight, embeddings.position], "lr": rate, "weight_decay": 0.0})
    groups.append({"params": list(embeddings.norm.parameters()), "lr": rate, "weight_decay": 0.0})
    return groups


def masked_mean(values, mask):
    """Mean over the words of a mask; zero where there are none."""
    mask = mask.to(values.dtype)
    return (values * mask).sum() / mask.sum().clamp(min=1)


def cross_entropy(logits, target, mask, smoothing=0.0):
    target = torch.where(mask, target, 0)
    losses = F.cross_entropy(logits.flatten(0, 1), target.flatten(), reduction="none", label_smoothing=smoothing)
    return masked_mean(losses.view(target.shape), mask)


def gold_loss(reader, batch, out, heads, options):
    relations = reader.relations(out, heads)
    losses = [cross_entropy(out[tag], batch.__dict__[tag], batch.tagged, options.smoothing) for tag in TAGS]
    losses.append(cross_entropy(out["arcs"], batch.heads, batch.tree))
    losses.append(cross_entropy(relations, batch.deprel, batch.tree, options.smoothing))
    names = cross_entropy(out["names"], batch.names, batch.named, options.smoothing)
    start = F.binary_cross_entropy_with_logits(out["start"][..., 0], batch.start, reduction="none")
    return sum(losses) + options.names_weight * names + masked_mean(start, batch.word_mask), relations


@torch.no_grad()
def teach(teachers, batch):
    """Mean distributions of the teachers, with the heads that relations were asked for."""
    outs = [teacher(batch) for teacher in teachers]
    mean = {key: sum(torch.softmax(out[key], -1) for out in outs) / len(outs) for key in TAGS + ("names", "arcs")}
    mean["start"] = sum(torch.sigmoid(out["start"]) for out in outs) / len(outs)
    heads = torch.where(batch.tree, batch.heads, mean["arcs"].argmax(-1))
    relations = [teacher.relations(out, heads) for teacher, out in zip(teachers, outs)]
    mean["relations"] = sum(torch.softmax(scores, -1) for scores in relations) / len(outs)
    return mean, heads


def soft_loss(out, relations, mean, batch):
    """Cross-entropy with the teachers' distributions, also where there is no gold label."""
    total = 0.0
    for key in TAGS + ("names", "arcs", "relations"):
        scores = relations if key == "relations" else out[key]
        losses = -(mean[key] * torch.log_softmax(scores, -1)).sum(-1)
        total = total + masked_mean(losses, batch.whole if key in ("arcs", "relations") else batch.word_mask)
    start = F.binary_cross_entropy_with_logits(out["start"], mean["start"], reduction="none")[..., 0]
    return total + masked_mean(start, batch.word_mask)


class Average:
    """Exponential moving average of a model's weights."""

    def __init__(self, reader, decay):
        self.decay, self.steps = decay, 0
        self.live = [p for p in reader.parameters()]
        self.mean = [p.detach().clone() for p in self.live]

    @torch.no_grad()
    def update(self):
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        torch._foreach_mul_(self.mean, decay)
        torch._foreach_add_(self.mean, self.live, alpha=1 - decay)

    @contextlib.contextmanager
    def applied(self):
        """The averaged weights in the model for a while."""
        kept = [p.detach().clone() for p in self.live]
        self._put(self.mean)
        try:
            yield
        finally:
            self._put(kept)

    @torch.no_grad()
    def _put(self, values):
        for parameter, value in zip(self.live, values):
            parameter.copy_(value)


def rate_at(step, steps, warmup):
    """Linear warm-up, then linear decay to nothing."""
    return step / warmup if step < warmup else max(0.0, (steps - step) / max(1, steps - warmup))


def mean_score(results):
    """What the best epoch is chosen by: mean of LAS on trees and of names on both held-out texts."""
    las = (results["ewt-dev"]["las"] + results["gum-dev"]["las"]) / 2
    names = [results[name]["names"] for name in ("gum-dev", "reports-dev") if "names" in results[name]]
    return (las + sum(names) / len(names)) / 2 if names else las


def show(epoch, results):
    for name, result in results.items():
        numbers = " ".join(f"{key} {value:.2f}" for key, value in result.items() if key != "kinds")
        print(f"epoch {epoch} {name}: {numbers}", flush=True)
        if "kinds" in result:
            print("  ", " ".join(f"{kind} {value}" for kind, value in result["kinds"].items()), flush=True)


def main():
    options = arguments()
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    device = torch.device(options.device)
    torch.backends.cuda.matmul.allow_tf32 = True
    out_folder = Path(options.out)
    out_folder.mkdir(parents=True, exist_ok=True)

    labels = read_labels(options.bundle)
    reader = Reader(labels, dropout=options.dropout, head_dropout=options.head_dropout, arc_width=options.arc_width,
                    relation_width=options.relation_width)
    load_encoder(reader, read_encoder(options.bundle))
    reader.to(device)
    teachers = [load_reader(path, labels).to(device).eval() for path in options.teachers]
    corpus = read_corpus(options.bundle, "train")
    columns = corpus.to(device)
    dev = {name: read_corpus(options.bundle, name) for name in DEV}
    dev = {name: (held, held.to(device)) for name, held in dev.items()}

    def autocast():
        return torch.autocast(device.type, dtype=torch.bfloat16)

    groups = parameter_groups(reader, options)
    base = [group["lr"] for group in groups]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=device.type == "cuda")
    average = Average(reader, options.ema) if options.ema else None
    epochs, step, best = options.epochs, 0, -1.0
    began = time.time()
    for epoch in range(1, options.epochs + 1):
        if epoch > epochs:
            break
        epoch_began = time.time()
        windows = training_windows(corpus, random)
        if options.limit:
            windows = windows[: options.limit]
        groups_of_windows = batches(corpus, windows, options.batch, random)
        steps = epochs * len(groups_of_windows)
        reader.train()
        total = torch.zeros((), device=device)
        for number, group in enumerate(groups_of_windows):
            step += 1
            for entry, lr in zip(optimizer.param_groups, base):
                entry["lr"] = lr * rate_at(step, steps, options.warmup * steps)
            batch = cut_batch(corpus, columns, group, options.word_dropout)
            with autocast():
                mean, heads = teach(teachers, batch) if teachers else (None, batch.heads)
                out = reader(batch)
                loss, relations = gold_loss(reader, batch, out, heads, options)
                if teachers:
                    loss = (1 - options.distil) * loss + options.distil * soft_loss(out, relations, mean, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            if average:
                average.update()
            total += loss.detach()
            if device.type == "cpu" and number % 100 == 99:
                print(f"epoch {epoch} step {number + 1}/{len(groups_of_windows)} loss {float(total) / (number + 1):.4f} "
                      f"{time.time() - epoch_began:.0f} s", flush=True)
        print(f"epoch {epoch}/{epochs} loss {float(total) / len(groups_of_windows):.4f} train {time.time() - epoch_began:.1f} s",
              flush=True)
        if epoch >= options.evaluate_from or epoch == epochs:
            with average.applied() if average else contextlib.nullcontext():
                results = {name: score(reader, *held, autocast=autocast) for name, held in dev.items()}
                show(epoch, results)
                reached = mean_score(results)
                if reached > best:
                    best = reached
                    save_checkpoint(out_folder / "checkpoint.safetensors", reader, vars(options) | {"epoch": epoch, "dev": results})
            print(f"epoch {epoch} mean {reached:.3f} best {best:.3f} {time.time() - began:.0f} s", flush=True)
        if options.minutes and epoch == 1 and device.type == "cuda":
            fit = math.floor(options.minutes * 60 / (time.time() - began))
            epochs = max(2, min(epochs, fit))
    finish(out_folder, labels, device, dev, options)


def finish(folder, labels, device, dev, options):
    """Scores the best checkpoint as the int8 reader would compute it, and splits the file if asked."""
    path = folder / "checkpoint.safetensors"
    reader = simulate_int8(load_reader(path, labels)).to(device)
    results = {name: score(reader, *held) for name, held in dev.items()}
    show("int8", results)
    (folder / "int8.json").write_text(json.dumps(results, indent=1))
    if options.split:
        split_file(path, options.split * 2**20)


if __name__ == "__main__":
    main()
