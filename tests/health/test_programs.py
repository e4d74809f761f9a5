"""Workers and the console as service managers run them: when they are ready, where they log, where they tell."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.console.house import House
from tests.journeys.home import Home

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def asked(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()
    except OSError:
        return 0, ""


def until(true: Callable[[], Any], within_s: float = 60) -> Any:
    end = time.monotonic() + within_s
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(60)
        yield heard


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path, "")


@contextmanager
def begun(home: Home, manager: socket.socket, *words: str) -> Iterator[subprocess.Popen[str]]:
    told = {"NOTIFY_SOCKET": manager.getsockname(), "WATCHDOG_USEC": "3000000"}
    with subprocess.Popen(
        [sys.executable, "-m", "jikwon", *words], env={**home.environment, **told}, stdout=subprocess.PIPE, text=True
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def test_a_worker_is_ready_lives_and_is_watched_until_it_is_told_to_end(home: Home, manager: socket.socket) -> None:
    port = free_port()
    words = ("worker", "--health", f"127.0.0.1:{port}", "--log-format", "json", "--can", "browser")
    with begun(home, manager, *words) as worker:
        assert manager.recv(100) == b"READY=1"
        assert manager.recv(100) == b"WATCHDOG=1"
        assert until(lambda: asked(port, "/health/live")[0] == 200)
        assert until(lambda: asked(port, "/health/ready")[0] == 200), asked(port, "/health/ready")
        assert 'jikwon_workers_capable{capability="browser"} 1.0' in asked(port, "/metrics")[1]
        assert home.jikwon("health").returncode == 0

        worker.send_signal(signal.SIGTERM)
        said, _ = worker.communicate(timeout=60)

    assert worker.returncode == 0
    heard: list[bytes] = []
    while not heard or heard[-1] != b"STOPPING=1":
        heard.append(manager.recv(100))
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    began = next(line for line in lines if line["event"] == "worker-began")
    assert began["worker"].startswith("worker-0")
    assert began["machine"] == socket.gethostname()
    told = home.told("health")
    assert (told["exit"], told["ready"], told["checks"]["worker"]) == (1, False, "none")


def test_a_worker_that_stands_still_is_fed_no_more(home: Home, manager: socket.socket) -> None:
    with begun(home, manager, "worker") as worker:
        assert manager.recv(100) == b"READY=1"
        worker.send_signal(signal.SIGSTOP)
        manager.settimeout(0.1)
        with pytest.raises(TimeoutError):
            while True:
                manager.recv(100)
        manager.settimeout(4)
        with pytest.raises(TimeoutError):
            manager.recv(100)


def test_the_console_tells_metrics_beside_its_pages_and_is_ready_once_they_answer(
    tmp_path: Path, manager: socket.socket
) -> None:
    port = free_port()
    house = House(tmp_path, f'[metrics]\nport = {port}\n\n[log]\nstdout = "json"\n')
    with begun(house, manager, "up", "--port", str(house.port)) as console:
        assert manager.recv(100) == b"READY=1"
        assert asked(house.port, "/health/live")[0] == 200
        assert "jikwon_" not in asked(house.port, "/metrics")[1]
        assert until(lambda: "jikwon_workers_alive 1.0" in asked(port, "/metrics")[1])
        assert asked(port, "/health/live") == (200, '{"live": true}')
        console.terminate()
        said, _ = console.communicate(timeout=60)

    events = [json.loads(line)["event"] for line in said.splitlines() if line.startswith("{")]
    assert "worker-began" in events


def test_an_address_that_others_reach_is_refused_before_anything_begins(home: Home) -> None:
    refused = home.jikwon("worker", "--health", "0.0.0.0:9464")
    assert refused.returncode == 2
    assert "0.0.0.0" in refused.stderr
    assert home.jikwon("worker", "--health", "9464").returncode == 2


def test_metrics_of_other_machines_need_a_token(tmp_path: Path) -> None:
    home = Home(tmp_path, '[metrics]\naddress = "0.0.0.0"\nport = 9464\n')
    refused = home.jikwon("up")
    assert refused.returncode == 2
    assert "credential" in refused.stderr


def test_a_run_s_lines_name_it_on_every_machine_and_nobody(home: Home) -> None:
    register = home.folder / "명부.csv"
    register.write_text("성명\n김하용\n", "utf-8")
    home.jikwon("run", "hygiene-kits", "--input", f"register={register}")

    text = (home.home / "logs" / "jikwon.log").read_text("utf-8")
    assert "김하용" not in text
