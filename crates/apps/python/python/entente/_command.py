"""The command `entente`, as the binary has it."""

import signal
import sys

from ._entente import run_command


def main() -> None:
    """Runs the command line of this process and exits with its code: 0 done, 1 nothing found, 2 failed."""
    # Interrupts are the command's to handle, not the interpreter's.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(run_command(["entente", *sys.argv[1:]]))
