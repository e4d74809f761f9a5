"""An office with a receiver beside it, all in one process: what the engine's tests sit at."""

import csv
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.acting.homes import open_office
from tests.acting.receiver import Receiver
from tests.acting.receiving import RunningReceiver

from jikwon.engine.questions import answering
from jikwon.engine.reports import report
from jikwon.engine.runs import lifecycle
from jikwon.model import Stage
from jikwon.records import database, runs
from jikwon.records.runs import RunRow

COLUMNS = ("번호", "받는분", "상태", "창구", "함께", "판")
Row = tuple[str, ...]
"""번호, 받는분, and as many of the other columns as a test needs."""
FOUR: tuple[Row, ...] = (("L1", "김하나"), ("L2", "이두리"), ("L3", "박세나"), ("L4", "최네리"))


def quiet(_stage: Stage, _done: int, _total: int) -> None:
    """Watch nothing."""


class Desk:
    """One home folder with its office, a receiver, and the few words that tests say to them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "out"
        self.office = open_office(folder / "home")
        self.record = folder / "record.jsonl"
        self.port = 0
        self.receiver: Receiver | None = None
        self.start_receiver()

    @property
    def home(self) -> Path:
        """The home folder."""
        return self.office.home.root

    @property
    def sent_to(self) -> list[str]:
        """The truth outside: the numbers of the letters that arrived."""
        return RunningReceiver(self.record).sent_to()

    def start_receiver(self) -> None:
        """Start the receiver in a thread; it remembers nothing from before."""
        self.receiver = Receiver(self.port, self.record, 0.0)
        self.port = self.receiver.server_address[1]
        threading.Thread(target=self.receiver.serve_forever, args=(0.01,), daemon=True).start()

    def stop_receiver(self) -> None:
        """Turn the receiver off; its record stays."""
        if self.receiver is not None:
            self.receiver.shutdown()
            self.receiver.server_close()
            self.receiver = None

    def restart_receiver(self) -> None:
        """Make the receiver forget."""
        self.stop_receiver()
        self.start_receiver()

    def file(self, *rows: Row, name: str = "편지.csv", extra: dict[str, str] | None = None) -> Path:
        """Write letters; `extra` is one more column of every row."""
        path = self.folder / name
        more = extra or {}
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*COLUMNS, *more])
            for row in rows:
                writer.writerow([*row, *[""] * (len(COLUMNS) - len(row)), *more.values()])
        return path

    def run(self, *rows: Row, path: Path | None = None, settings: dict[str, str] | None = None, **more: Any) -> RunRow:
        """Run letters in this process up to where the run rests."""
        more.setdefault("as_of", "2021-10-06T09:00")  # or two runs beside the turn of a minute would differ
        return lifecycle.run(
            self.office, quiet, slug="test-letters", inputs=[("letters", path or self.file(*rows))],
            settings={"receiver": f"http://127.0.0.1:{self.port}", **(settings or {})}, out=self.out, **more,
        )  # fmt: skip

    def resume(self, row: RunRow, *, approve: bool = False) -> RunRow:
        """Go on with a run."""
        return lifecycle.resume(self.office, quiet, row.id, approve=approve)

    def answer(self, row: RunRow, code: str, given: str = "", *, key: str = "", exclude: str = "") -> None:
        """Answer the first open question of this code (about this key), by a choice's code or a value."""
        found = next(
            each["id"] for each in self.told(row)["questions"] if each["code"] == code and key in ("", each["key"])
        )
        answering.store(self.office, row.id, found, value=given, exclude=exclude)

    def told(self, row: RunRow) -> dict[str, Any]:
        """Give what `--json` prints of a run as it is now."""
        return report.of_run(self.office, self.fresh(row))

    def codes(self, row: RunRow) -> list[str]:
        """List the codes of a run's open questions."""
        return sorted(each["code"] for each in self.told(row)["questions"])

    def fresh(self, row: RunRow) -> RunRow:
        """Read a run's row again."""
        found = runs.get(row.id)
        assert found is not None
        return found

    def released(self, row: RunRow, part: int = 1) -> dict[str, bytes]:
        """Read the files of a part of the outputs."""
        folder = self.out / (row.id if part == 1 else f"{row.id}-{part}")
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.exists() else {}

    def audited(self) -> list[str]:
        """List the actions on the audit trail."""
        return [entry.action for entry in _entries()]


def _entries() -> Iterator[Any]:
    from jikwon.engine import auditing

    return auditing.entries()


@contextmanager
def desk_in(folder: Path) -> Iterator[Desk]:
    """Sit down, and clear the desk afterwards."""
    made = Desk(folder)
    try:
        yield made
    finally:
        made.stop_receiver()
        database.close()
