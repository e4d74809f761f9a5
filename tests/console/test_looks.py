"""Every page passes axe in both languages and both contrasts, and shows itself on a wide and a narrow screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.console.browsing import chromium, page_of, violations
from tests.console.house import House

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize("path", ["/", "/profile", "/help", "/password", "/second/new"])
def test_axe_finds_nothing(browser: Browser, house: House, path: str) -> None:
    with page_of(browser, house, "official") as page:
        page.goto(path)
        assert violations(page) == []
