"""The IT officer sees who works and lets a worker end after its work; maintenance is told to everybody."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests import looking
from tests.console.browsing import chromium, page_of, violations
from tests.console.house import House, house_in

from jikwon import __version__


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give a house whose worker may be drained without taking it from anybody."""
    folder: Path = tmp_path_factory.mktemp("robots")
    with house_in(folder, "", "--can", "browser=2", "--slots", "3") as house:
        yield house


@pytest.fixture(scope="module")
def worker(own: House) -> str:
    officer, until = own.visitor("it-officer"), time.monotonic() + 30
    while time.monotonic() < until:
        if found := re.search(r"/robots/(worker-0(?:@|%40)\w+:\w+)/drain", officer.get("/robots/now").text):
            return found[1]
        time.sleep(0.1)
    raise AssertionError("no worker")


def test_the_it_officer_sees_what_a_worker_can_and_has_in_hand(own: House, worker: str) -> None:
    seen = own.visitor("it-officer").get("/robots").text

    assert "browser=2" in seen
    assert "0/3" in seen
    assert __version__ in seen


def test_every_robot_has_a_cell_for_each_column(own: House, worker: str) -> None:
    table = own.visitor("it-officer").get("/robots/now").text.partition("<table>")[2].partition("</table>")[0]
    rows = [re.findall(r"</(t[hd])>([^<]*)", row) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)]

    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [text for row in rows for _, text in row if text.strip()] == []


def test_maintenance_is_told_to_whoever_looks_and_to_strangers(own: House) -> None:
    own.jikwon("maintenance", "on", "--reason", "서버실 전기 점검")
    try:
        told = [own.visitor(role).get("/").text for role in ("official", "manager", "auditor")]
        told.append(own.visitor().get("/login").text)
        assert all("서버실 전기 점검" in each for each in told)
    finally:
        own.jikwon("maintenance", "off")
    assert "서버실 전기 점검" not in own.visitor("official").get("/").text


@pytest.mark.slow
def test_axe_finds_nothing_on_the_question_whether_a_worker_is_to_end(own: House, worker: str) -> None:
    own.jikwon("maintenance", "on", "--reason", "점검")
    try:
        with chromium() as browser:
            _look(browser, own, worker)
    finally:
        own.jikwon("maintenance", "off")


def _look(browser: Browser, own: House, worker: str) -> None:
    with page_of(browser, own, "it-officer") as page:
        for path in ("/robots", f"/robots/{worker}/drain"):
            page.goto(own.address + path)
            assert violations(page) == []


def test_nobody_but_the_it_officer_lets_a_worker_end(own: House, worker: str) -> None:
    assert own.visitor("official").get(f"/robots/{worker}/drain").status in (403, 404)
    assert "/robots" not in own.visitor("manager").get("/").text


def test_a_worker_that_is_told_to_ends_and_no_other_is_started_for_it(own: House, worker: str) -> None:
    officer, page = own.visitor("it-officer"), f"/robots/{worker}/drain"
    asked = officer.get(page)
    assert "새 조각을 받지 않고" in asked.text

    assert officer.post(page).path == "/robots"

    until = time.monotonic() + 20
    while looking.look(own.home, "SELECT 1 FROM executors WHERE state = 'alive'"):
        assert time.monotonic() < until
        time.sleep(0.1)
    time.sleep(2)  # longer than the console waits before it starts another in place of a dead one
    assert "지금 일하는 로봇이 없습니다" in officer.get("/robots/now").text
    assert "worker drained" in own.jikwon("audit", "show").stdout
    assert officer.get(page).status == 404
