"""Joins the parts of a checkpoint: `python join.py PARTS_FOLDER/checkpoint.safetensors`."""

import sys
from pathlib import Path

from checkpoint import join_file

if __name__ == "__main__":
    join_file(Path(sys.argv[1]))
