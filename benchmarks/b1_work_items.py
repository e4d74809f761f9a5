"""B1: work items, each handled and acted on once, in one process; the act is one line in a local file."""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import ours
from measuring import TOLD, Contender, Contest, Start
from venvs import PEERS, program

SIZE = 10_000
ROBOCORP_TWO_TASKS = 4_000
PREFECT = 50
RECEIVED = "received.txt"


def contest(data: Path, *, size: int = SIZE) -> Contest:
    """Put ours beside Robocorp's work items, raw DBOS and Prefect."""
    handed_over = min(size, ROBOCORP_TWO_TASKS)
    return Contest(
        code="B1",
        title=f"{size:,} work items, handled and one act each, one process",
        unit="item",
        size=size,
        contenders=(
            jikwon(data, size),
            _robocorp("robocorp, one task", "one_task", data, size, note="keeps nothing: no progress, no receipts"),
            replace(_robocorp(
                "robocorp, output items", "two_tasks", data, handed_over,
                note=f"keeps each item in the adapter's output file, no progress; measured with {handed_over:,}, once,"
                " and scaled, though its cost an item grows with their number",
            ), is_slow=True),
            _dbos("dbos, step an item", "NORMAL", data, size, note="records not flushed (NORMAL)"),
            _dbos("dbos, step an item, flushed", "FULL", data, size, note="each record flushed (FULL), as ours are"),
            _prefect(data, min(size, PREFECT)),
        ),
    )  # fmt: skip


def jikwon(data: Path, size: int) -> Contender:
    """Run the acting process of this folder: intents and receipts flushed, outputs proved, ledger proved."""
    rows = as_csv(data, size)

    def prepare(folder: Path) -> Start:
        settings = ("--set", f"receiver={folder / RECEIVED}", "--set", f"told={folder / TOLD}")
        return ours.start(
            folder, "run", "bench-notices", "--input", f"notices={rows}", *settings, "--approve", "--json"
        )

    return Contender(
        name="jikwon", size=size, prepare=prepare, check=received(size), work_s=handle_and_act,
        note="intents and receipts flushed (FULL); the whole process also proves list and ledger",
    )  # fmt: skip


def handle_and_act(marks: Mapping[str, float]) -> float:
    """Give the seconds of judging and acting alone."""
    return marks["deliver"] - marks["handle"] + marks["account"] - marks["act"]


def _robocorp(name: str, task: str, data: Path, size: int, *, note: str) -> Contender:
    items = as_json(data, size)

    def prepare(folder: Path) -> Start:
        tasks = ("-m", "robocorp.tasks", "run", PEERS / "robocorp" / "tasks.py", "-t", task, "-o", folder / "output")
        env = {
            "RC_WORKITEM_ADAPTER": "FileAdapter",
            "RC_WORKITEM_INPUT_PATH": str(items),
            "RC_WORKITEM_OUTPUT_PATH": str(folder / "items-out.json"),
        }
        return Start(argv=(program("robocorp"), *tasks), env={**env, **told_to(folder)})

    return Contender(name=name, size=size, prepare=prepare, check=received(size), note=note)


def _dbos(name: str, synchronous: str, data: Path, size: int, *, note: str) -> Contender:
    items = as_json(data, size)

    def prepare(folder: Path) -> Start:
        script = PEERS / "dbos" / "items.py"
        return Start(argv=(program("dbos"), script, items, folder / "dbos.sqlite", synchronous), env=told_to(folder))

    return Contender(name=name, size=size, prepare=prepare, check=received(size), note=note)


def _prefect(data: Path, size: int) -> Contender:
    items = as_json(data, size)

    def prepare(folder: Path) -> Start:
        home = data / "prefect"  # kept over the rounds: its database is made once, as our home is
        env = {
            "HOME": str(home),
            "PREFECT_HOME": str(home),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
            "PREFECT_LOGGING_LEVEL": "ERROR",
        }
        return Start(argv=(program("prefect"), PEERS / "prefect" / "items.py", items), env={**env, **told_to(folder)})

    note = f"task runs kept on its own temporary server; measured with {size}, scaled"
    return Contender(name="prefect", size=size, prepare=prepare, check=received(size), note=note)


def told_to(folder: Path) -> dict[str, str]:
    """Give the environment that tells a peer where its receiver is and where it writes its times."""
    return {"BENCH_RECEIVER": str(folder / RECEIVED), "BENCH_TOLD": str(folder / TOLD)}


def received(size: int) -> Callable[[Path], None]:
    """Give the check that the receiver has a line of every item, once."""

    def check(folder: Path) -> None:
        lines = (folder / RECEIVED).read_text(encoding="utf-8").splitlines()
        if len(lines) != size or len({line.split("\t")[0] for line in lines}) != size:
            raise ValueError(f"the receiver has {len(lines)} lines instead of {size}")

    return check


def _rows(size: int) -> list[dict[str, str]]:
    chance = random.Random(size)
    return [
        {"번호": f"N-{number:06}", "받는분": f"가명{number % 97}", "주소": f"송파구 올림픽로 {chance.randint(1, 400)}"}
        for number in range(size)
    ]


def as_csv(data: Path, size: int) -> Path:
    """Write the items as ours reads them."""
    path = data / f"notices-{size}.csv"
    lines = ["번호,받는분,주소", *(",".join(row.values()) for row in _rows(size))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def as_json(data: Path, size: int) -> Path:
    """Write the items as the peers read them."""
    path = data / f"notices-{size}.json"
    names = {"번호": "number", "받는분": "to", "주소": "address"}
    items = [{"payload": {names[name]: value for name, value in row.items()}, "files": {}} for row in _rows(size)]
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    return path
