"""`jikwon up`: begins or says why not, makes the first administrator once, and leaves nothing behind when it ends."""

import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.console.house import House


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    house.stop()


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) != 0


def becomes(true: object, within_s: float = 20) -> bool:
    until = time.monotonic() + within_s
    while not true() and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.05)
    return bool(true())  # type: ignore[operator]


def test_the_one_time_code_makes_the_first_administrator_and_nobody_after(empty: House) -> None:
    empty.start("--slots", "0")
    said = (empty.folder / "up.txt").read_text("utf-8")
    (code,) = re.findall(r"[0-9a-f]{4}(?:-[0-9a-f]{4}){3}", said)
    visitor = empty.visitor()
    person = {"name": "jung.jeonsan", "shown": "정전산", "new": "가을-바람-첫날-88", "again": "가을-바람-첫날-88"}

    assert "일회용 코드가 맞지 않습니다" in visitor.post("/first", {**person, "code": "0000-0000-0000-0000"}).text
    assert visitor.post("/first", {**person, "code": code}).path == "/second/new"
    assert empty.visitor().get("/first").path == "/login"
    assert not (empty.home / "first-code").exists()


def test_an_address_that_is_taken_is_told_before_anything_begins(empty: House) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", empty.port))
        other.listen()
        refused = empty.jikwon("up", "--port", str(empty.port))
    assert refused.returncode == 2
    assert str(empty.port) in refused.stderr


def test_without_a_certificate_it_listens_to_this_machine_alone(tmp_path: Path) -> None:
    house = House(tmp_path, '[console]\naddress = "0.0.0.0"\n')
    refused = house.jikwon("up", "--port", str(house.port))
    assert refused.returncode == 2
    assert "certificate" in refused.stderr


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_ended_or_killed_it_leaves_neither_pages_nor_worker_behind(empty: House, number: signal.Signals) -> None:
    program = empty.start()
    assert becomes(lambda: "worker-0" in "".join(path.name for path in (empty.home / "locks").iterdir()))
    slot = empty.home / "locks" / "slot-0.lock"

    program.send_signal(number)
    program.wait(30)

    assert becomes(lambda: is_free(empty.port))
    assert becomes(lambda: _nobody_holds(slot))


def _nobody_holds(path: Path) -> bool:
    import fcntl

    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
