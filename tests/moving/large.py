"""A large office, made without running anything; and the figures of its backup, proof, restore and move.

    python -m tests.moving.large FOLDER ITEMS [backup|verify|restore|move]

Each step is a process of its own, as a command is, and prints one line of JSON: seconds, MiB in the file, MiB of memory
at most, and of memory before it began.
"""

import json
import os
import random
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jikwon.engine.backup import checking, making, moving, restoring
from jikwon.engine.office import Office
from jikwon.engine.runs.options import Options
from jikwon.engine.sealing import Seal
from jikwon.model import Stage, State
from jikwon.records import filling, runs, snapshot
from jikwon.records.database import together
from jikwon.records.runs import RunRow
from jikwon.records.snapshot import Row

A_RUN = 5000
ARCHIVE = "office.jikwon.tar"


def fill(root: Path, items: int) -> None:
    """Fill a new home with ended runs of so many items, each with an act, its receipt, and links of the audit trail."""
    office, chance = Office.open(root), random.Random(1)
    tables = {each.name: each for each in snapshot.tables()}
    with together():
        runs_ = -(-items // A_RUN)
        for number in range(runs_):
            runs.add(_run(office, number))
        for name, rows in (("items", _items), ("acts", _acts), ("effects", _effects)):
            filling.fill(tables[name], (_named(tables[name].columns, each) for each in rows(items, chance)))
    for number in range(min(items // 20, 2000)):
        folder = office.home.evidence / _name(number % runs_)
        folder.mkdir(exist_ok=True)
        (folder / f"{number:05}.sealed").write_bytes(chance.randbytes(20_000))


def _name(number: int) -> str:
    return f"hygiene-kits-20211006-{number:06}"


def _run(office: Office, number: int) -> RunRow:
    key, wrapped = office.keys.new_run_key()
    options = Options(inputs=(), settings={}, out=str(office.home.outputs))
    sealed = Seal(_name(number), key).pack(options, "runs", "options")
    return RunRow(
        id=_name(number), process="hygiene-kits", version="1", state=State.RELEASED, stage=Stage.END, part=1, attempt=1,
        clock="2021-10-06T09:00:00+09:00", options=sealed, key=wrapped, account="kim", holder="", counts={}, notes=b"",
        proof={}, error="", approved_by="lee", created_at=1.0, changed_at=1.0, ended_at=1.0, robot_s=1.0, people_s=1.0,
    )  # fmt: skip


def _items(count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "id": number + 1, "run_id": _name(number // A_RUN), "position": number % A_RUN,
            "key_hash": f"{chance.getrandbits(64):016x}", "body": chance.randbytes(450), "state": "done", "code": "",
            "outcome": chance.randbytes(350), "late_state": "", "late_code": "", "late": None, "part": 1,
            "attempts": 1, "error": "",
        }  # fmt: skip


def _acts(count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "id": number + 1, "run_id": _name(number // A_RUN), "position": number % A_RUN, "part": 1, "lane": 0,
            "kind": "send", "key_hash": f"{number:064x}", "act": chance.randbytes(250), "state": "done", "attempts": 1,
            "error": "",
        }  # fmt: skip


def _effects(count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "key_hash": f"{number:064x}", "subject_hash": f"{number:064x}", "about": chance.randbytes(90),
            "kind": "send", "run_id": _name(number // A_RUN), "intended_at": 1.0, "noted": None,
            "receipt": chance.randbytes(200), "receipt_at": 1.0,
        }  # fmt: skip


def _named(columns: tuple[str, ...], row: dict[str, Any]) -> Row:
    return [row[each] for each in columns]


def step(folder: Path, what: str) -> dict[str, float]:
    """Do one step and give its figures."""
    home, archive = folder / "home", folder / ARCHIVE
    new = folder / "new"
    if what == "restore":
        new.mkdir()
        shutil.copy(home / "key", new / "key")
    steps: dict[str, Callable[[], object]] = {
        "backup": lambda: making.backup(Office.open(home), archive),
        "verify": lambda: checking.check(archive, str, root=home),
        "restore": lambda: restoring.restore(archive, ask=str, root=new),
        "move": lambda: moving.move(os.environ["TARGET"], root=home),
    }
    before, began, worked = _peak_mib(), time.monotonic(), time.process_time()
    steps[what]()
    seconds, cpu_s = time.monotonic() - began, time.process_time() - worked
    size = archive.stat().st_size / (1 << 20) if archive.exists() else 0.0
    memory = {"peak": round(_peak_mib()), "before": round(before)}
    return {"seconds": round(seconds, 1), "cpu_s": round(cpu_s, 1), "mib": round(size, 1), **memory}


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) == 3:
        fill(Path(sys.argv[1]) / "home", int(sys.argv[2]))
    else:
        print(json.dumps(step(Path(sys.argv[1]), sys.argv[3])))
