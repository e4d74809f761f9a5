"""One browser for all tests of a file, and a fresh site for each."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.needing import need

from jikwon.tools.browser import Browser, BrowserMissing, Page
from jikwon.tools.browser.finding import find

from .keeping import Kept
from .site import Site, serve

WITHIN = timedelta(seconds=10)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as site:
        yield site


@pytest.fixture(scope="session")
def kept_all() -> Kept:
    return Kept()


@pytest.fixture
def kept(kept_all: Kept) -> Kept:
    kept_all.files.clear()
    return kept_all


@pytest.fixture(scope="session")
def browser(kept_all: Kept) -> Iterator[Browser]:
    need(_missing())
    with Browser.open(evidence=kept_all.evidence, within=WITHIN) as opened:
        yield opened


def _missing() -> str:
    try:
        find()
    except BrowserMissing as error:
        return error.text("en")
    return ""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.page() as page:
        yield page
