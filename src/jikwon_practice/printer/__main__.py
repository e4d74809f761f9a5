"""`python -m jikwon_practice.printer FOLDER` runs the practice printer until it is interrupted."""

import argparse
import signal
from pathlib import Path

from jikwon_practice.printer.peer import PracticePrinter


def main() -> None:
    """Start the printer, say its address on one line, and wait for an interrupt or a request to end."""
    parser = argparse.ArgumentParser(prog="python -m jikwon_practice.printer")
    parser.add_argument("folder", type=Path, help="where the papers go")
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    chosen = parser.parse_args()
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with PracticePrinter(chosen.folder, port=chosen.port) as printer:
        print(printer.address, flush=True)  # noqa: T201 - what the command is for
        signal.sigwait(ends)


if __name__ == "__main__":
    main()
