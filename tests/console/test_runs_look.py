"""The screens of runs, outputs and opinions pass axe in both languages and contrasts, wide and narrow, and live."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.console.browsing import chromium, page_of, violations
from tests.console.letters import LettersHouse, letters_house

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LettersHouse]:
    with letters_house(tmp_path_factory.mktemp("office"), delay_ms=60) as house:
        yield house


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(house: LettersHouse) -> dict[str, str]:
    """Name the pages of a run that waits for approval, of one that failed, and of one that is released."""
    waiting = house.letters("가", "", "제외", "")
    failed = house.letters("나", "", "질문", "제외", "고장")
    house.wait_for(waiting, "awaiting-approval")
    house.wait_for(failed, "failed")
    released = house.released("다", "", "제외", "")
    return {
        "list": "/runs", "waiting": f"/runs/{waiting}", "failed": f"/runs/{failed}",
        "items": f"/runs/{failed}/items", "plan": f"/runs/{waiting}/approve", "cancel": f"/runs/{failed}/cancel",
        "urgency": f"/runs/{waiting}/urgency",
        "released": f"/runs/{released}", "outputs": f"/runs/{released}/outputs", "wishes": "/wishes",
    }  # fmt: skip


def looks_well(page: Page, name: str) -> None:
    """Hold the page against axe, and see that nothing stands out at the side."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=str(_shot(name)), full_page=True)


def _shot(name: str) -> Path:
    folder = Path("/tmp/shots")
    folder.mkdir(exist_ok=True)
    return folder / f"runs-{name}.png"


NAMES = ("list", "waiting", "failed", "items", "plan", "cancel", "urgency", "released", "outputs", "wishes")


@pytest.mark.parametrize("look", ["ko", "en", "contrast", "narrow"])
def test_axe_finds_nothing(browser: Browser, house: LettersHouse, pages: dict[str, str], look: str) -> None:
    profile = {"language": "en" if look == "en" else "ko", **({"contrast": "1"} if look == "contrast" else {})}
    house.visitor("reviewer").post("/profile", profile)
    house.visitor("official").post("/profile", profile)
    for name in NAMES:
        role = "reviewer" if name == "plan" else "official"
        with page_of(browser, house, role, narrow=look == "narrow") as page:
            page.goto(pages[name])
            looks_well(page, f"{name}-{look}")


def test_the_live_page_is_told_politely_and_keeps_focus(browser: Browser, house: LettersHouse) -> None:
    run = house.letters("라", *[""] * 90)
    house.wait_for(run, "awaiting-approval")
    house.visitor("reviewer").post(f"/runs/{run}/approve", {"sure": "yes"})
    with page_of(browser, house, "official") as page:
        page.goto(f"/runs/{run}")
        assert page.locator("#said").text_content() == ""
        page.locator("#cancel").focus()
        page.locator("#far").wait_for()
        assert violations(page) == []
        page.screenshot(path=str(_shot("acting")), full_page=True)
        told = set()
        while page.locator("#progress[hx-trigger]").count():
            told.add(page.locator("#said").text_content())
            if page.locator("#cancel").count():
                assert page.evaluate("document.activeElement.id") == "cancel"
            page.wait_for_timeout(200)
        assert page.locator("#said").text_content() == "상태: 완료"
        assert 1 <= len([each for each in told if each and "%" in each]) <= 4
        assert violations(page) == []


def test_approval_is_confirmed_in_the_browser_and_minutes_are_counted(browser: Browser, house: LettersHouse) -> None:
    run = house.letters("마", "", "")
    house.wait_for(run, "awaiting-approval")
    with page_of(browser, house, "reviewer") as page:
        page.goto(f"/runs/{run}/approve")
        page.mouse.move(200, 200)
        page.wait_for_timeout(2500)
        page.mouse.move(300, 300)
        page.get_by_role("button", name="승인…").click()
        page.get_by_role("heading", name="정말 승인합니까?").wait_for()
        looks_well(page, "sure")
        page.get_by_role("button", name="승인하고 내보내기").click()
        page.wait_for_url(f"**/runs/{run}")
    people = house.wait_for(run, "released")["hours"]["people"] * 3600
    assert 2 <= people < 60
