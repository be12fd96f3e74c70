"""Averages coders that were trained alike from one start: `python average.py RUN… --out RUN`.

Each RUN is a folder of train_coder.py; the mean of their weights is most often better than each of them (Wortsman et al. 2022, "Model soups").
"""

import argparse
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from export import metadata_of, tensors_of
from train_coder import read_int8


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    for name in ("reader", "coder"):
        (options.out / name).mkdir(parents=True, exist_ok=True)
    shutil.copy(options.runs[0] / "options.json", options.out / "options.json")
    readers = [read_int8(run / "reader")[0] for run in options.runs]
    readers[0].load_state_dict(mean([reader.state_dict() for reader in readers]))
    save_file(tensors_of(readers[0]), options.out / "reader/weights.safetensors", metadata=metadata_of(readers[0]))
    coders = [load_file(run / "coder/weights.safetensors") for run in options.runs]
    save_file(mean(coders), options.out / "coder/weights.safetensors")


def mean(states):
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


if __name__ == "__main__":
    main()
