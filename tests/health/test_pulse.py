"""A service manager hears that a loop goes round, and nothing from one that stands still."""

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jikwon.engine.health.pulse import STOPPED_AFTER_S, Pulse


@pytest.fixture(params=["path", "abstract"])
def manager(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "n") if request.param == "path" else f"\0jikwon-{os.getpid()}")
        heard.settimeout(0.05)
        yield heard


def environ(manager: socket.socket, **more: str) -> dict[str, str]:
    name = manager.getsockname()
    return {"NOTIFY_SOCKET": name if isinstance(name, str) else f"@{name[1:].decode()}", **more}


def words(manager: socket.socket) -> list[str]:
    found = []
    try:
        while True:
            found.append(manager.recv(100).decode())
    except TimeoutError:
        return found


def test_the_first_beat_says_ready_and_later_ones_nothing_unless_asked(manager: socket.socket) -> None:
    pulse = Pulse(environ(manager))
    for _ in range(3):
        pulse.beat()
    pulse.ends()
    assert words(manager) == ["READY=1", "STOPPING=1"]


def test_a_watchdog_is_fed_as_often_as_it_asks(manager: socket.socket) -> None:
    pulse = Pulse(environ(manager, WATCHDOG_USEC="3"))
    for _ in range(3):
        pulse.beat()
    assert words(manager) == ["READY=1", *["WATCHDOG=1"] * 3]

    seldom = Pulse(environ(manager, WATCHDOG_USEC="60000000"))
    for _ in range(3):
        seldom.beat()
    assert words(manager) == ["READY=1", "WATCHDOG=1"]


def test_another_process_s_watchdog_is_not_ours_to_feed(manager: socket.socket) -> None:
    pulse = Pulse(environ(manager, WATCHDOG_USEC="3", WATCHDOG_PID="1"))
    pulse.beat()
    assert words(manager) == ["READY=1"]


def test_a_manager_that_does_not_listen_ends_nothing(tmp_path: Path) -> None:
    pulse = Pulse({"NOTIFY_SOCKET": str(tmp_path / "nobody"), "WATCHDOG_USEC": "3"})
    pulse.beat()
    assert pulse.is_alive()


def test_a_loop_that_stands_still_is_not_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    pulse = Pulse({})
    assert not pulse.is_alive()
    pulse.beat()
    now[0] += STOPPED_AFTER_S - 1
    assert pulse.is_alive()
    now[0] += 2
    assert not pulse.is_alive()
