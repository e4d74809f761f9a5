"""The frame's pages and those of the office pass axe in both languages and contrasts, and fit a narrow screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.console.browsing import chromium, page_of, violations
from tests.console.house import House
from tests.console.people import PEOPLE

pytestmark = pytest.mark.slow
PAGES = {
    "official": ["/", "/profile", "/help", "/password", "/second/new"],
    "manager": ["/results", "/results/study", "/results/study/hygiene-kits"],
    "it-officer": ["/people", f"/people/{PEOPLE['official']}", "/robots"],
    "auditor": ["/trail", "/nothing-here"],
}
LOOKS = {
    "korean": {"language": "ko"},
    "english": {"language": "en"},
    "high contrast": {"language": "ko", "contrast": "on"},
    "narrow": {"language": "en", "contrast": "on"},
}


@pytest.fixture(scope="module")
def browser(house: House) -> Iterator[Browser]:
    for minutes in ("30", "45"):
        house.visitor("manager").post("/results/study/hygiene-kits", {"items": "10", "minutes": minutes})
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_moves_sideways(browser: Browser, house: House, look: str) -> None:
    found = {}
    for role, paths in PAGES.items():
        house.visitor(role).post("/profile", LOOKS[look])
        with page_of(browser, house, role, narrow=look == "narrow") as page:
            for path in paths:
                page.goto(path)
                found[path] = violations(page)
                if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                    found[path].append("it moves sideways")
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_a_row_that_lacks_a_cell_would_be_found(browser: Browser, house: House) -> None:
    with page_of(browser, house, "it-officer") as page:
        page.goto("/robots")
        assert violations(page) == []
        page.evaluate("document.querySelector('table tr:last-child > *:last-child').remove()")

        (found,) = violations(page)

    assert "cells for" in found


def test_the_whole_way_in_goes_by_keyboard(browser: Browser, house: House) -> None:
    import pyotp
    from tests.console.people import PASSWORD, SECRET

    context = browser.new_context(base_url=house.address, locale="ko-KR")
    page = context.new_page()
    page.goto("/")
    page.keyboard.type(PEOPLE["engineer"])  # the name has the focus
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/second")
    page.keyboard.type(pyotp.TOTP(SECRET).now())
    page.keyboard.press("Enter")
    page.wait_for_url(f"{house.address}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**/#main")
    context.close()
