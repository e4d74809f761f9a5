"""Start small runs at a steady rate, as triggers and consoles do, until the time is over; a program of its own.

Usage: feeding.py RECEIVER SECONDS EVERY_S LETTERS. Prints the number of runs. Each letter is another one.
"""

import sys
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from jikwon.engine.office import Office
from jikwon.engine.runs import starting


def main(receiver: str, seconds: float, every_s: float, letters: int) -> None:
    """Start a run whenever one is due; one that could not be begun in time is begun at once."""
    office = Office.open()
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        for number in count():
            due = begun + number * every_s
            if due >= begun + seconds:
                break
            time.sleep(max(0.0, due - time.monotonic()))
            _start(office, receiver, Path(folder), range(number * letters, (number + 1) * letters))
    sys.stdout.write(f"{number}\n")


def _start(office: Office, receiver: str, folder: Path, numbers: range) -> None:
    rows = ["번호,받는분,상태,창구", *(f"L{each:07},가명{each % 89},보냄,{each % 2}번" for each in numbers)]
    path = folder / "letters.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    starting.new_run(
        office, slug="test-letters", inputs=[("letters", path)], settings={"receiver": receiver}, as_of="", out=None,
        partial=False, plan_only=False, approved_by=office.account, holder="",
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
