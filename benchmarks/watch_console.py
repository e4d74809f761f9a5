"""Ask the console for its list of runs at a steady rate while people watch a run, and write how long it took.

Usage: watch_console.py ours|limit RUNS SECONDS. JIKWON_HOME names a new home, JIKWON_DATABASE_URL its database. Writes
milliseconds of the answers, and the memory of console and worker at rest, as marks.
"""

import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import ours

WATCHERS = 50
RATE = 20
WATCHED_EVERY_S: Final = 2.0
WITHIN_S: Final = 60.0
RESTS_S: Final = 5.0
LIMIT, MAKE = "limit", "make-office"
NAME, PASSWORD, SECRET = "bench.kim", "비교-측정-전용-10", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def make_office(count: int) -> None:
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
        for number in range(count):
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
def console(side: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Keep `jikwon up` for the block, or the limit: the same pages and worker without the middleware."""
    limit = [sys.executable, Path(__file__).with_name("console_limit.py"), str(port)]
    words = limit if side == LIMIT else ours.command("up", "--port", str(port))
    program = subprocess.Popen([str(each) for each in words], stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + WITHIN_S
        while not _answers(port):
            if program.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"the console of {side} did not come up")
            time.sleep(0.1)
        yield program
    finally:
        program.terminate()
        program.wait(WITHIN_S)


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


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


def main(side: str, count: int, seconds: float) -> None:
    """Fill an office, serve it, measure, and tell."""
    subprocess.run([sys.executable, __file__, MAKE, str(count)], check=True)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with console(side, port) as program:
        time.sleep(RESTS_S)
        resting = resting_mib(program)
        cookie = "" if side == LIMIT else come_in(port)
        watched = "/runs/hygiene-kits-20211006-000007/progress"
        _ask(port, "GET", "/runs", cookie)
        cut = statistics.quantiles(measure(port, "/runs", cookie, watched, seconds), n=100)
    marks = {"p50_ms": cut[49], "p95_ms": cut[94], "p99_ms": cut[98], "resting_mib": resting}
    Path(os.environ["BENCH_TOLD"]).write_text(json.dumps({"marks": marks}), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1] == MAKE:
        make_office(int(sys.argv[2]))
    else:
        main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
