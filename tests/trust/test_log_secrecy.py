"""Whatever is handed to a log, by us or by a library: nobody's name, number or address comes out of it."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikwon.model import JikwonError
from jikwon.trust import logfields, logfiles, logs
from jikwon.trust.home import Home

SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
GIVEN = "민서지우하은도윤시준수빈예진현우채원나래보람"
names = st.builds(str.__add__, st.sampled_from(SURNAMES), st.text(st.sampled_from(GIVEN), min_size=2, max_size=2))
phones = st.builds(
    lambda dash, a, b: f"010{dash}0{a:03}{dash}{b:04}",
    st.sampled_from(["-", " ", ".", ""]), st.integers(0, 999), st.integers(0, 9999),
)  # fmt: skip
residents = st.builds(
    lambda y, m, d, dash, s, n: f"{y:02}{m:02}{d:02}{dash}{s}{n:06}",
    st.integers(0, 99), st.integers(1, 12), st.integers(1, 28), st.sampled_from(["-", ""]), st.integers(1, 4),
    st.integers(0, 999_999),
)  # fmt: skip
addresses = st.builds(
    lambda road, n, unit: f"서울특별시 송파구 {road} {n}, {unit}호",
    st.sampled_from(["올림픽로", "백제고분로7길", "가락로", "충민로"]), st.integers(1, 500), st.integers(101, 2999),
)  # fmt: skip
personal = st.one_of(names, phones, residents, addresses)
LOG = logs.get("jikwon.engine")
LIBRARY = logging.getLogger("somebody")


class Broken(JikwonError):
    code = "test-log-broken"


def raised(error: Exception) -> Exception:
    try:
        raise error  # noqa: TRY301 - for its traceback
    except Exception as caught:  # noqa: BLE001 - with its traceback, as it comes
        return caught


def at_library(text: str) -> None:
    try:
        raise ValueError(text)  # noqa: TRY301 - for its traceback
    except ValueError:
        LIBRARY.exception(f"cannot read {text}")


WAYS: dict[str, Callable[[str], object]] = {
    "an exception's text": lambda text: LOG.failure("step-failed", raised(ValueError(text)), run="demo-1"),
    "an exception's class": lambda text: LOG.failure("step-failed", raised(type(text, (ValueError,), {})(text))),
    "an error's fields": lambda text: LOG.failure("step-failed", Broken(kind=text, where=text, about=text)),
    "a field that nobody knows": lambda text: LOG.info("done", told=text),
    "a field's name": lambda text: LOG.info("done", **{text: 1}),
    "a known field": lambda text: LOG.info("done", **dict.fromkeys(logfields.WORDS, text)),
    "a count": lambda text: LOG.info("done", **dict.fromkeys(logfields.NUMBERS, text)),
    "what is around": lambda text: _around(text),
    "a message": lambda text: LIBRARY.warning(text),
    "a message put together": lambda text: LIBRARY.warning("row of %s" % text),  # noqa: UP031 - as libraries do
    "a message's arguments": lambda text: LIBRARY.warning("row of %s", text),
    "an argument that does not fit": lambda text: LIBRARY.warning("row", text, text),
    "a library's exception": at_library,
    "an object": lambda text: LIBRARY.error({"name": text}),
    "a logger's name": lambda text: logging.getLogger(text).warning("odd"),
    "our own logger, gone around": lambda text: logging.getLogger("jikwon.x").info(text),
    "more fields": lambda text: LIBRARY.warning("odd", extra={"fields": {"run": text, text: text}}),
}


def _around(text: str) -> None:
    with logs.during(run=text, told=text):
        LIBRARY.warning("odd")


@contextmanager
def alone() -> Iterator[None]:
    """Take away the handlers of whoever tests: they raise where a message does not fit its arguments."""
    root = logging.getLogger()
    others, root.handlers = root.handlers, []
    try:
        yield
    finally:
        root.handlers = others


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    with TemporaryDirectory() as folder:
        yield Home.open(Path(folder) / "home")
    logs.close_log()


@settings(max_examples=25)
@given(text=personal)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("stdout", ["json", "text"])
def test_nothing_personal_comes_out(home: Home, way: str, stdout: logs.Stdout, text: str) -> None:
    (home.logs / "jikwon.log").unlink(missing_ok=True)
    with redirect_stdout(StringIO()) as shown, redirect_stderr(shown), alone():
        logs.open_log(home, stdout=stdout)
        WAYS[way](text)
        logs.close_log()

    written = (home.logs / "jikwon.log").read_text("utf-8")
    digits = "".join(letter for letter in text if letter.isdigit())
    for where in (written, shown.getvalue()):
        assert where.count("\n") == 1
        assert text not in where
        assert len(digits) < 10 or digits not in where
        assert not any("가" <= letter <= "힣" for letter in where)


@given(text=st.one_of(phones, residents))
def test_a_number_that_is_somebody_s_is_no_count(text: str) -> None:
    number: Any = int("".join(letter for letter in text if letter.isdigit()) or 0)

    assert str(number) not in str(logfields.written(dict.fromkeys(logfields.NUMBERS, number))) or number < 10**9


def test_what_is_meant_for_the_log_comes_out() -> None:
    told: dict[str, Any] = {
        "machine": "songpa-01.local", "worker": "worker-0:ab12cd34", "process": "hygiene-kits",
        "run": "hygiene-kits-20211006-ab12cd", "stage": "handle", "state": "needs-people", "site": "epidemic",
        "code": "key-wrong", "kind": "ValueError", "where": "jikwon.engine.workers.worker:12", "version": "1.0.0",
        "items": 50, "seconds": 0.25,
    }  # fmt: skip
    assert logfields.written(told) == told


WRITER = """
import sys
from pathlib import Path
from jikwon.trust import logfiles, logs
from jikwon.trust.home import Home
logfiles.MAX_BYTES = 20_000
logs.open_log(Home.open(Path(sys.argv[1])))
for number in range(400):
    logs.get("jikwon.x").info("event", items=number, start=int(sys.argv[2]))
"""


@pytest.mark.slow
def test_processes_that_write_at_once_keep_within_bounds_and_tear_no_line(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "home")
    command = [sys.executable, "-c", WRITER, str(home.root)]
    writers = [subprocess.Popen([*command, str(each)]) for each in range(3)]
    for each in writers:
        assert each.wait(120) == 0

    files = list(home.logs.glob("jikwon.log*"))
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    assert 2 <= len(files) <= logfiles.KEPT + 1
    assert all(line.startswith('{"at"') and line.endswith("}") for line in lines)
    assert sum(path.stat().st_size for path in files) <= (logfiles.KEPT + 1) * 21_000
