"""A robot to be killed: prints titles in order, with a ledger of files that is on the disk before it goes on.

Run as `python -m tests.printer.robot ADDRESS FOLDER COUNT`; it ends by itself when each title has a
receipt or a question. What it does between two lines of the ledger is the tool's own work.
"""

import json
import os
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jikwon.model import Handling, Intent, JikwonError, Probe
from jikwon.tools.printer import Job, Printer


class Files:
    """One file a fact, moved into its place when it is on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> dict[str, str] | None:
        path = self._folder / f"{name}.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else None

    def write(self, name: str, fact: Mapping[str, str]) -> None:
        part = self._folder / f"{name}.part"
        with part.open("w", encoding="utf-8") as file:
            json.dump(dict(fact), file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._folder / f"{name}.json")


def attempt(printer: Printer, files: Files, number: int, form: Path) -> None:
    """Do one title unless it is done, as the engine's ledger does it."""
    title = f"epi-forms/print/{number:04x}/1"
    known = files.read(f"{number}-intent")
    if known is not None:
        intent = Intent(at=datetime.fromisoformat(known["at"]), noted=files.read(f"{number}-noted") or {})
        found = printer.find(title, intent)
        if isinstance(found, Job):
            files.write(f"{number}-receipt", found.to_data())
            return
        if found is Probe.CANNOT_TELL:
            files.write(f"{number}-question", {"title": title})
            return
    files.write(f"{number}-noted", {})
    files.write(f"{number}-intent", {"at": datetime.now(UTC).isoformat()})
    job = printer.submit(form, title=title, note=lambda noted: files.write(f"{number}-noted", noted), pages=2)
    files.write(f"{number}-receipt", job.to_data())


def main(address: str, folder: Path, count: int) -> None:
    printer, files = Printer(address, within=timedelta(seconds=2)), Files(folder)
    printer.status()
    print("ready", flush=True)
    for number in range(count):
        while not (files.read(f"{number}-receipt") or files.read(f"{number}-question")):
            try:
                attempt(printer, files, number, folder / "form.pdf")
            except JikwonError as error:
                if error.handling is Handling.ASK:
                    files.write(f"{number}-question", {"code": error.code})
                elif error.handling is Handling.STOP:
                    raise
                time.sleep(0.05)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
