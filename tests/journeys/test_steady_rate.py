"""An hour at a steady rate: what a worker and its databases take does not grow with time, but with the records.

JIKWON_STEADY_S says how many seconds instead of an hour. What was seen is left in `build/steady` for the page
of results.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from tests import postgres
from tests.acting.receiving import PROCESSES, running
from tests.journeys import feeding, steady
from tests.journeys.steady import Look, Watched

SECONDS: Final = float(os.environ.get("JIKWON_STEADY_S", "3600"))
EVERY_S: Final = 5.0
LETTERS: Final = 25
LOOKS: Final = 240
WITHIN_S: Final = 300
ROOT: Final = Path(__file__).parents[2]

MEMORY_MIB: Final = 24
"""What the worker may take more than in its first tenth: what it keeps is bounded."""
MORE_FILES, MORE_THREADS = 8, 4
QUEUE_ROWS: Final = 300
"""Pointers of the runs in hand and of those that have just ended."""
QUEUE_MIB, WAL_MIB = 32, 128
BEND: Final = 1.35
"""How much more an item of the second half may take than one of the first: pages are filled unevenly."""


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Name a kind of records, and the address of a database whose every commit is flushed; "" for files."""
    if request.param == "SQLite":
        yield request.param, ""
        return
    if not postgres.is_installed():
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with postgres.cluster_in(safe=True, max_wal_size="64MB") as cluster:
        yield request.param, cluster.fresh()


@pytest.mark.soak
def test_at_a_steady_rate_only_the_records_grow(database: tuple[str, str], tmp_path: Path) -> None:
    kind, address = database

    with running(tmp_path / "record.jsonl") as receiver:
        looks = list(_hour(tmp_path, receiver.url, address))
        letters = receiver.sent_to()

    steady.write(looks, ROOT / "build" / "steady" / f"steady-{kind.lower()}.csv")
    assert_flat(looks)
    assert looks[-1].open_runs == 0, "runs are left over"
    assert set(Counter(letters).values()) == {1}
    assert len(letters) == looks[-1].items == int(SECONDS / EVERY_S) * LETTERS


def assert_flat(looks: Sequence[Look]) -> None:
    """Hold what was seen after the first tenth against it."""
    first, rest = looks[: len(looks) // 10], looks[len(looks) // 10 :]
    working = [each for each in rest if each.open_runs]
    assert steady.most(rest, "pss_mib") <= steady.most(first, "pss_mib") + MEMORY_MIB
    assert steady.most(rest, "files") <= steady.most(first, "files") + MORE_FILES
    assert steady.most(rest, "threads") <= steady.most(first, "threads") + MORE_THREADS
    assert steady.most(rest, "queue_rows") <= QUEUE_ROWS
    assert steady.most(rest, "queue_mib") <= QUEUE_MIB
    assert steady.most(rest, "wal_mib") <= WAL_MIB
    half = len(working) // 2
    early, late = (steady.slope(part, "records_mib") for part in (working[:half], working[half:]))
    assert late <= early * BEND, f"an item takes {late * 1024:.1f} KiB instead of {early * 1024:.1f}"


def _hour(folder: Path, receiver: str, address: str) -> Iterator[Look]:
    """Feed a worker, look at it, and go on looking until it has nothing left to do."""
    environ = {
        **os.environ, "JIKWON_HOME": str(folder / "home"), "JIKWON_PROCESSES": str(PROCESSES), "PYTHONUTF8": "1",
        **({postgres.VARIABLE: address} if address else {}),
    }  # fmt: skip
    subprocess.run([sys.executable, "-m", "jikwon", "runs"], env=environ, check=True, stdout=subprocess.DEVNULL)
    words = [sys.executable, feeding.__file__, receiver, str(SECONDS), str(EVERY_S), str(LETTERS)]
    with (folder / "worker.txt").open("wb") as said:
        worker = subprocess.Popen([sys.executable, "-m", "jikwon", "worker"], env=environ, stdout=said, stderr=said)
        _wait_until(lambda: "worker" in (folder / "worker.txt").read_text("utf-8"))  # its queue is made by now
        feeder = subprocess.Popen(words, env=environ, stdout=said, stderr=said)
        try:
            yield from _looks(Watched(folder / "home", worker.pid, address), worker, feeder)
        finally:
            feeder.kill()
            worker.terminate()
            worker.wait(WITHIN_S)
    assert feeder.wait() == 0, (folder / "worker.txt").read_text("utf-8")[-2000:]


def _wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + WITHIN_S
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


def _looks(watched: Watched, worker: subprocess.Popen[bytes], feeder: subprocess.Popen[bytes]) -> Iterator[Look]:
    begun = time.monotonic()
    for number in range(1, 1 << 30):
        time.sleep(max(0.0, begun + number * SECONDS / LOOKS - time.monotonic()))
        assert worker.poll() is None, "the worker has ended"
        look = watched.look(time.monotonic() - begun)
        yield look
        if feeder.poll() is not None and not look.open_runs:
            return
        assert look.seconds < SECONDS + WITHIN_S, f"{look.open_runs} runs are left over"


def test_what_grows_with_time_is_found() -> None:
    flat = [
        Look(seconds=at, pss_mib=90, records_mib=at / 10, queue_mib=1, wal_mib=8, files=30, threads=20, open_runs=1,
             queue_rows=9, items=5 * at)
        for at in range(100)
    ]  # fmt: skip
    assert_flat(flat)
    grown = {"pss_mib": 1.0, "files": 0.5, "threads": 0.5, "queue_rows": 9.0, "wal_mib": 3.0, "queue_mib": 1.0}

    for name, more in grown.items():
        leaking = [Look(**{**vars(each), name: getattr(each, name) + more * each.seconds}) for each in flat]
        with pytest.raises(AssertionError):
            assert_flat(leaking)
    with pytest.raises(AssertionError):
        assert_flat([Look(**{**vars(each), "records_mib": each.seconds**2}) for each in flat])
