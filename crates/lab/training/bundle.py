"""Reads what prepare.py wrote."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from windows import Corpus


def read_corpus(folder, name):
    with np.load(Path(folder) / f"{name}.npz") as arrays:
        return Corpus({key: arrays[key] for key in arrays.files})


def read_labels(folder):
    return json.loads((Path(folder) / "labels.json").read_text(encoding="utf-8"))


def read_encoder(folder):
    return load_file(Path(folder) / "encoder.safetensors")


def read_vocabulary(folder):
    return (Path(folder) / "vocabulary.txt").read_text(encoding="utf-8").split("\n")[:-1]
