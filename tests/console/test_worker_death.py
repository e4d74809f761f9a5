"""A run's page stays true through a worker's death: it says so within ten seconds, and goes on when another works."""

import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests import looking
from tests.console.browsing import chromium, page_of
from tests.console.letters import LettersHouse, letters_house

pytestmark = pytest.mark.slow

SAYS_WITHIN_S = 10.0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def worker_of(house: LettersHouse) -> int:
    """Give the process of the worker that is alive."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = looking.look(house.home, "SELECT pid FROM executors WHERE state = 'alive' AND kind = 'worker'")
        if found:
            return int(found[-1][0])
        time.sleep(0.1)
    raise AssertionError("no worker")


def done_on(page: Page) -> int:
    """Read how many pieces the page says are done, 0 where it says nothing of pieces."""
    said = page.locator("#progress .far strong").all_text_contents()
    return int(said[0].partition(" / ")[0].replace(",", "")) if said else 0


def wait_for_more(page: Page, than: int) -> None:
    """Wait until the page says that more pieces are done; it looks by itself."""
    until = time.monotonic() + 60
    while done_on(page) <= than:
        assert time.monotonic() < until
        page.wait_for_timeout(100)


def begin_acting(house: LettersHouse, count: int) -> str:
    """Hand letters over in one lane, approve them, and give the run that sends them now."""
    run = house.letters(f"죽음{count}-", *[""] * count)
    house.wait_for(run, "awaiting-approval")
    house.visitor("reviewer").post(f"/runs/{run}/approve", {"sure": "yes"})
    house.wait_for(run, "acting")
    return run


def test_without_another_worker_the_page_says_since_when_and_goes_on_once_there_is_one(
    browser: Browser, tmp_path: Path
) -> None:
    with letters_house(tmp_path, "--slots", "0", delay_ms=250) as house, page_of(browser, house, "official") as page:
        worker = house.begin("worker")
        run = begin_acting(house, 120)
        page.goto(f"/runs/{run}")
        wait_for_more(page, 2)

        worker.kill()
        worker.wait()
        died = time.monotonic()
        page.locator(".silent").wait_for(timeout=SAYS_WITHIN_S * 1000)

        assert time.monotonic() - died < SAYS_WITHIN_S
        assert "응답하지 않습니다. 다른 로봇이 켜지는 대로 이어받습니다." in page.locator(".silent").inner_text()
        assert re.search(r"\d\d:\d\d:\d\d부터", page.locator(".silent").inner_text())
        assert "다른 로봇이 이어받습니다" in (page.locator("#said").text_content() or "")
        stood = done_on(page)
        another = house.begin("worker")
        try:
            page.locator(".silent").wait_for(state="detached", timeout=60_000)
            wait_for_more(page, stood + 2)
            house.visitor("official").post(f"/runs/{run}/cancel", {"sure": "yes"}, page=f"/runs/{run}")
            page.get_by_text("취소했습니다").wait_for()
        finally:
            end(another)
        numbers = house.receiver.sent_to()
        assert len(numbers) == len(set(numbers)) >= stood


def test_the_worker_that_up_keeps_is_followed_by_another_and_the_page_goes_on(browser: Browser, tmp_path: Path) -> None:
    with letters_house(tmp_path, delay_ms=100) as house, page_of(browser, house, "official") as page:
        run = begin_acting(house, 100)
        page.goto(f"/runs/{run}")
        wait_for_more(page, 2)
        first = worker_of(house)

        subprocess.run(["kill", "-9", str(first)], check=True)

        page.get_by_text("모두 끝났습니다.").wait_for(timeout=120_000)
        assert worker_of(house) != first
        assert page.locator(".silent").count() == 0
        assert sorted(house.receiver.sent_to()) == sorted(f"죽음100-{number}" for number in range(1, 101))
        assert house.told("show", run)["acts"] == {"planned": 100, "done": 100, "waiting": 0}


def test_a_queued_run_says_that_no_robot_is_on(browser: Browser, tmp_path: Path) -> None:
    with letters_house(tmp_path, "--slots", "0") as house, page_of(browser, house, "official") as page:
        run = house.letters("줄", "")
        page.goto(f"/runs/{run}")
        assert "켜져 있는 로봇이 없습니다" in page.locator(".silent").inner_text()
        assert "대기 순서 1번째" in page.locator("#state-head").inner_text()


def end(program: subprocess.Popen[bytes]) -> None:
    """Let a worker end what it has in hand."""
    program.terminate()
    program.wait(30)
