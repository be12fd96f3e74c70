"""Checkpoints: fp16 safetensors whose metadata keeps the options and labels they were trained with."""

import json
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from model import Reader


def save_checkpoint(path, reader, info):
    tensors = {name: value.detach().half().cpu().contiguous() for name, value in reader.state_dict().items()}
    save_file(tensors, path, metadata={"info": json.dumps(info, default=str), "labels": json.dumps(reader.labels)})


def checkpoint_info(path):
    with safe_open(path, "pt") as file:
        metadata = file.metadata()
    return json.loads(metadata["info"]), json.loads(metadata["labels"])


def load_reader(path, labels=None):
    """A float32 reader in evaluation mode."""
    info, stored = checkpoint_info(path)
    if labels is not None and stored != labels:
        raise ValueError(f"{path} was trained with other labels than the bundle's")
    reader = Reader(stored, arc_width=info["arc_width"], relation_width=info["relation_width"])
    reader.load_state_dict({name: value.float() for name, value in load_file(path).items()})
    return reader.eval()


def split_file(path, size):
    """Writes `path.0`, `path.1`, … of at most `size` bytes and removes the whole."""
    path = Path(path)
    content = path.read_bytes()
    for index, start in enumerate(range(0, len(content), size)):
        path.with_name(f"{path.name}.{index}").write_bytes(content[start: start + size])
    path.unlink()


def join_file(path):
    """Puts the parts that `split_file` wrote together again."""
    path = Path(path)
    parts = sorted(path.parent.glob(f"{path.name}.*"), key=lambda part: int(part.suffix[1:]))
    if not parts:
        raise FileNotFoundError(f"no parts of {path}")
    with open(path, "wb") as whole:
        for part in parts:
            whole.write(part.read_bytes())
