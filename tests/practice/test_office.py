"""The office as a process: it starts fast, serves many, keeps its data, and leaves nothing behind."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pyotp
import pytest
from tests.practice.visitor import Visitor

from jikwon_practice.office import Practice
from jikwon_practice.opened import Opened

pytestmark = pytest.mark.slow


def test_it_serves_four_visitors_at_once(office: Practice) -> None:
    visitors = [Visitor(office).sign_in() for _ in range(4)]
    case = office.cases()[0]
    office.faults(slow_s=0.3, at="/epidemic/cases")

    def work(visitor: Visitor) -> list[int]:
        return [visitor.search(page=page).status for page in (1, 2, 3)] + [
            visitor.get(f"/epidemic/cases/{case.case_id}/form").status
        ]

    began = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(work, visitors))

    assert answers == [[200] * 4] * 4
    assert time.monotonic() - began < 4 * 4 * 0.3  # one after the other would take that long


def test_marks_from_many_at_once_are_all_stored(office: Practice) -> None:
    visitors = [Visitor(office).sign_in() for _ in range(4)]
    case = office.cases()[1]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda at: [visitors[at].mark(case.case_id, f"many-{at}-{n}") for n in range(5)], range(4)))

    stored = [mark.number for mark in office.record() if mark.number.startswith("many-")]
    assert sorted(stored) == sorted(f"many-{at}-{n}" for at in range(4) for n in range(5))


def test_it_ends_by_its_own_id_and_leaves_no_folder() -> None:
    with Practice(cases=3) as office:
        pid, folder, address = office.pid, office.folder, office.address
        os.kill(pid, 0)

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert not folder.exists()
    with pytest.raises(URLError):
        urlopen(address, timeout=5)


def test_stopped_and_started_it_is_where_it_was_with_what_it_had(tmp_path: Path) -> None:
    with Practice(cases=3, folder=tmp_path / "office") as office:
        visitor, case = Visitor(office).sign_in(), office.cases()[0]
        visitor.mark(case.case_id, "before")
        address, before = office.address, office.cases()
        office.stop()
        office.start()

        assert office.address == address
        assert office.cases() == before
        assert [mark.number for mark in office.record()] == ["before"]
        assert visitor.search().status == 200  # a session outlives a restart


def test_an_office_whose_starter_was_killed_ends_by_itself(tmp_path: Path) -> None:
    starter = (
        "import sys, time, pathlib; from jikwon_practice.office import Practice; "
        "office = Practice(cases=1, folder=pathlib.Path(sys.argv[1])); office.start(); "
        "print(office.pid, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", starter, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pid = int(process.stdout.readline())

    process.kill()
    process.communicate()

    assert _ends(pid)


def test_its_command_prints_one_line_with_its_address(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "jikwon_practice",
        "serve",
        "--port",
        "0",
        "--preset",
        "normal",
        "--date",
        "2021-12-16",
    ]
    process = subprocess.Popen(
        [*command, "--folder", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    with urlopen(line.strip() + "/epidemic/login", timeout=5) as answer:
        page = answer.read().decode()

    process.terminate()
    rest, complaints = process.communicate(timeout=10)

    assert line.strip() == Opened.read(tmp_path).address
    assert "로그인" in page
    assert (process.returncode, rest, complaints) == (0, "", "")


def test_its_command_tells_the_six_digits() -> None:
    secret = pyotp.random_base32()

    said = subprocess.run(
        [sys.executable, "-m", "jikwon_practice", "code", secret], capture_output=True, text=True, check=True
    )

    assert pyotp.TOTP(secret).verify(said.stdout.strip(), valid_window=1)


def test_what_it_says_when_it_cannot_start_reaches_the_starter(tmp_path: Path) -> None:
    with Practice(cases=1) as other:
        taken = Practice(cases=1, folder=tmp_path)
        taken._opened = other.opened  # as if it had been there before

        with pytest.raises(RuntimeError, match="Address already in use"):
            taken.start()


def test_the_control_address_wants_its_token(office: Practice) -> None:
    for token, status in (("", 403), ("x", 403), (office.opened.token, 404)):
        request = Request(f"{office.opened.control}/office/nothing", data=b"{}", headers={"X-Practice-Token": token})
        with pytest.raises(HTTPError) as refused:
            urlopen(request, timeout=5)
        refused.value.close()
        assert refused.value.code == status
    assert office.opened.control.startswith("http://127.0.0.1:")
    assert (office.folder / "office.json").stat().st_mode & 0o077 == 0


def _ends(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
