"""Makes the coder's weight file of what train_coder.py trained: `python complete.py RUN --out ../../../models/coder`.

The heads, and as `fork.N` the reader's layers that were not frozen (docs/reader-format.md); with the vote that fit_vote.py printed, and the slope
and intercept that `entente evaluate events` prints for models without such.
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("--out", required=True, help="folder that gets weights.safetensors")
    parser.add_argument("--vote", help="six numbers, comma between")
    parser.add_argument("--calibration", default="1,0", help="two numbers, comma between")
    options = parser.parse_args()
    run, out = Path(options.run), Path(options.out)
    frozen = json.loads((run / "options.json").read_text(encoding="utf-8"))["freeze"]
    tensors = load_file(run / "coder/weights.safetensors")
    given = {"vote": options.vote, "calibration": options.calibration}
    tensors |= {name: torch.tensor([[float(value) for value in text.split(",")]], dtype=torch.float32)
                for name, text in given.items() if text}
    layers = load_file(run / "reader/weights.safetensors")
    tensors |= {f"fork.{name.removeprefix('layers.')}": value for name, value in layers.items()
                if name.startswith("layers.") and int(name.split(".")[1]) >= frozen}
    out.mkdir(parents=True, exist_ok=True)
    save_file(tensors, out / "weights.safetensors")
    (out / "weights.safetensors").chmod(0o644)


if __name__ == "__main__":
    main()
