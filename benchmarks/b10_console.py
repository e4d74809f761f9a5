"""B10: the console with 50,000 runs on its records: the list at 20 requests a second while 50 people watch a run.

Aim: p95 of the list at most 100 ms. The limit beside it is the same page without our middleware, which has nobody to
look after. Console and worker at rest are weighed, too: together under 250 MB.
"""

import argparse
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

RUNS = 50_000
WATCHERS = 50
SECONDS = 20.0
RATE = 20
WATCHED_EVERY_S: Final = 2.0
NAME, PASSWORD, SECRET = "bench.kim", "비교-측정-전용-10", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def make_office() -> None:
    """Fill an office with settled runs and one person who sees them all; a program of its own."""
    from jikwon.console.serving import opened

    office = opened()
    from jikwon.console.accounts import creating, second
    from jikwon.model import Stage, State
    from jikwon.records import runs
    from jikwon.records.database import together
    from jikwon.records.runs import RunRow
    from jikwon.trust.rights import Role

    account, _ = creating.make(office, NAME, "김측정", [Role.REVIEWER, Role.AUDITOR])
    account.set_password(PASSWORD)
    account.must_change = False
    account.save()
    second.keep(account, SECRET, 0)
    states = (State.RELEASED, State.RELEASED, State.RELEASED, State.FAILED, State.CANCELLED)
    key, wrapped = office.keys.new_run_key()
    del key
    now = time.time()
    with together():
        for number in range(int(sys.argv[2])):
            at = now - 60 * number
            runs.add(
                RunRow(
                    id=f"hygiene-kits-20211006-{number:06}", process="hygiene-kits", version="1.0.0",
                    state=states[number % len(states)], stage=Stage.END, part=1, attempt=1,
                    clock="2021-10-06T09:00:00+09:00", options=b"x" * 600, key=wrapped, account=f"kim.{number % 40}",
                    holder="", counts={"read": 40}, notes=b"", proof={}, error="", approved_by="", created_at=at,
                    changed_at=at, ended_at=at + 30, robot_s=1.5, people_s=20.0,
                )
            )  # fmt: skip


@contextmanager
def console(home: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Keep `jikwon up` for the block."""
    environ = {**os.environ, "JIKWON_HOME": str(home)}
    program = subprocess.Popen(
        [sys.executable, "-m", "jikwon", "up", "--port", str(port)], env=environ, stdout=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield program
    finally:
        program.terminate()
        program.wait(30)


def come_in(port: int) -> str:
    """Log in and give the cookies."""
    import pyotp

    cookies: dict[str, str] = {}
    _post(port, cookies, "/login", {"name": NAME, "password": PASSWORD})
    _post(port, cookies, "/second", {"code": pyotp.TOTP(SECRET).now()})
    return _header(cookies)


def _post(port: int, cookies: dict[str, str], path: str, fields: Mapping[str, str]) -> None:
    page = _ask(port, "GET", path, _header(cookies), keep=cookies)
    token = _TOKEN.search(page)
    body = urlencode({"csrfmiddlewaretoken": token[1] if token else "", **fields})
    _ask(port, "POST", path, _header(cookies), body=body, keep=cookies)


def _header(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _ask(
    port: int,
    method: str,
    path: str,
    cookie: str,
    *,
    body: str = "",
    keep: dict[str, str] | None = None,
    polls: bool = False,
) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    if polls:
        headers["X-Jikwon-Poll"] = "1"
    line.request(method, path, body=body or None, headers=headers)
    answer = line.getresponse()
    text = answer.read().decode("utf-8")
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie" and keep is not None:
            key, _, rest = value.partition("=")
            keep[key] = rest.partition(";")[0]
    if answer.status >= 400:
        raise RuntimeError(f"{path}: {answer.status}")
    line.close()
    return text


def measure(port: int, path: str, cookie: str, watched: str, seconds: float) -> list[float]:
    """Ask for a page at a steady rate while people watch another; give the milliseconds of each answer."""
    taken: list[float] = []
    ended = threading.Event()

    def watch(offset: float) -> None:
        time.sleep(offset)
        while not ended.wait(WATCHED_EVERY_S):
            _ask(port, "GET", watched, cookie, polls=True)

    def look() -> None:
        begin = time.perf_counter()
        _ask(port, "GET", path, cookie)
        taken.append((time.perf_counter() - begin) * 1000)

    watchers = [
        threading.Thread(target=watch, args=(WATCHED_EVERY_S * number / WATCHERS,), daemon=True)
        for number in range(WATCHERS)
    ]
    for each in watchers:
        each.start()
    lookers = []
    begin = time.monotonic()
    for number in range(int(seconds * RATE)):
        time.sleep(max(0.0, begin + number / RATE - time.monotonic()))
        lookers.append(threading.Thread(target=look))
        lookers[-1].start()
    for each in lookers:
        each.join()
    ended.set()
    return taken


def resting_mib(program: subprocess.Popen[bytes]) -> float:
    """Give the proportional share (PSS) of the console's and the worker's memory in MiB."""
    found, asked = 0, [program.pid]
    while asked:
        pid = asked.pop()
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
            asked += [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
            for task in Path(f"/proc/{pid}/task").iterdir():
                asked += [int(each) for each in (task / "children").read_text("ascii").split() if task.name != str(pid)]
        except OSError:
            continue
        found += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return found / 1024


def main() -> None:
    """Measure, and print what was found as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    chosen = parser.parse_args()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        environ = {**os.environ, "JIKWON_HOME": str(home)}
        subprocess.run([sys.executable, __file__, "make-office", str(chosen.runs)], env=environ, check=True)
        with console(home, port) as program:
            time.sleep(5)
            resting = resting_mib(program)
            cookie = come_in(port)
            watched = "/runs/hygiene-kits-20211006-000007/progress"
            _ask(port, "GET", "/runs", cookie)
            taken = sorted(measure(port, "/runs", cookie, watched, chosen.seconds))
    cut = statistics.quantiles(taken, n=100)
    print(
        json.dumps(
            {"runs": chosen.runs, "requests": len(taken), "p50_ms": round(cut[49], 1), "p95_ms": round(cut[94], 1),
             "p99_ms": round(cut[98], 1), "resting_mib": round(resting)}, indent=1
        )
    )  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["make-office"]:
        make_office()
    else:
        main()
