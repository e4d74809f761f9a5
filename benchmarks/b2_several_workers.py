"""B2: B1's work on PostgreSQL with 1, 2 and 4 workers, beside Celery on Redis and Procrastinate on the same server."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import b1_work_items
import ours
import servers
from b1_work_items import RECEIVED
from measuring import TOLD, Contender, Contest, Start
from venvs import PEERS, program

SIZE = 10_000
PEERS_SIZE = 2_000
WORKERS = (1, 2, 4)
LANES = 8


def contests(data: Path, *, size: int = SIZE) -> list[Contest]:
    """Give a contest for each number of workers."""
    return [contest(data, workers, size=size) for workers in WORKERS]


def contest(data: Path, workers: int, *, size: int = SIZE) -> Contest:
    """Put ours beside what people queue work with, each with the nearest promise that it makes."""
    fewer = min(size, PEERS_SIZE)
    return Contest(
        code=f"B2-{workers}",
        title=f"{size:,} work items, handled and one act each, {workers} worker{'s' * (workers > 1)}",
        unit="item",
        size=size,
        contenders=(
            jikwon(data, workers, size),
            _procrastinate(data, workers, fewer),
            _celery(data, workers, fewer),
        ),
        rounds=3,
    )


def jikwon(data: Path, workers: int, size: int) -> Contender:
    """Run the acting process by workers on PostgreSQL."""
    rows = b1_work_items.as_csv(data, size)

    def prepare(folder: Path) -> Start:
        made = ours.start(folder, database=servers.postgres().empty())
        script = Path(__file__).with_name("several_workers.py")
        words = (rows, folder / RECEIVED, folder / TOLD, str(LANES), str(workers))
        return Start(argv=(ours.python(), script, *words), env=made.env)

    return Contender(
        name=f"jikwon, PostgreSQL, {workers}", size=size, prepare=prepare, check=_each(_released, size),
        work_s=b1_work_items.handle_and_act,
        note="each act once, whatever dies: the receiver is asked; the whole process also proves list and ledger",
    )  # fmt: skip


def _procrastinate(data: Path, workers: int, size: int) -> Contender:
    items, peer = b1_work_items.as_json(data, size), PEERS / "procrastinate" / "items.py"

    def prepare(folder: Path) -> Start:
        env = {**b1_work_items.told_to(folder), "BENCH_SERVER": servers.postgres().empty()}
        ours.once([program("procrastinate"), peer, "schema"], env)
        return Start(argv=(program("procrastinate"), peer, "work", items, str(workers)), env=env)

    return Contender(
        name=f"procrastinate, PostgreSQL, {workers}", size=size, prepare=prepare, check=b1_work_items.received(size),
        work_s=_deferred_and_done,
        note=f"a job an item, four at once in a worker, retried, and a table of done keys; a worker that dies between"
        f" act and row acts twice, no proof; measured with {size:,}, scaled",
    )  # fmt: skip


def _celery(data: Path, workers: int, size: int) -> Contender:
    items = b1_work_items.as_json(data, size)

    def prepare(folder: Path) -> Start:
        env = {**b1_work_items.told_to(folder), "BENCH_SERVER": servers.redis().fresh()}
        return Start(argv=(program("celery"), PEERS / "celery" / "items.py", items, str(workers)), env=env)

    return Contender(
        name=f"celery, Redis, {workers}", size=size, prepare=prepare, check=b1_work_items.received(size),
        note=f"a task an item, acknowledged late, rejected when its worker is lost, its result a row; Redis flushes"
        f" every write; a worker that dies between act and acknowledgement acts twice, no proof; measured with"
        f" {size:,}, scaled",
    )  # fmt: skip


def _deferred_and_done(marks: Mapping[str, float]) -> float:
    return marks["deferred"] - marks["began"] + marks["ended"] - marks["first"]


def _each(also: Callable[[Path], None], size: int) -> Callable[[Path], None]:
    def check(folder: Path) -> None:
        b1_work_items.received(size)(folder)
        also(folder)

    return check


def _released(folder: Path) -> None:
    said = (folder / "output.txt").read_text(encoding="utf-8")
    told = json.loads(said[said.index("{") :])
    if told["state"] != "released" or told["proof"]["verdict"] != "proved":
        raise ValueError(f"state {told['state']}, proof {told['proof']}")
