"""A day's pages in one browser: it keeps few of those that it no longer shows, and few processes for the others."""

from collections.abc import Coroutine
from contextlib import ExitStack
from typing import Any

import pytest

from jikwon.tools.browser import Browser, Page
from jikwon.tools.browser.leftovers import EVERY
from jikwon.tools.browser.tabs import READINGS, Tabs

from .site import Site

pytestmark = pytest.mark.slow
TABS = 6
SPARE = 2
"""Processes that the browser keeps ready beside those in use."""


def test_a_tab_that_opens_page_after_page_keeps_only_the_last_of_them_in_memory(browser: Browser, site: Site) -> None:
    site.show("<p>안</p>")
    with browser.page(session="접수") as page:
        for _ in range(5 * EVERY):
            page.go(site.address)

        kept = asked(browser, page._tab.page.context.new_cdp_session(page._tab.page), "Memory.getDOMCounters")

    assert 0 < kept["documents"] < 3 * EVERY


def test_the_tabs_of_one_login_share_a_process_of_the_browser(browser: Browser, site: Site) -> None:
    site.show("<p>안</p>")
    with ExitStack() as stack:
        stack.enter_context(browser.page(session="발급")).go(site.address)
        before = processes(browser)

        for _ in range(TABS):
            stack.enter_context(browser.page(session="발급")).go(site.address)
        more = processes(browser) - before

    assert more <= SPARE < TABS


def test_a_tab_is_closed_after_so_many_readings_and_with_it_the_record_of_what_it_asked_for(
    browser: Browser, site: Site
) -> None:
    site.show("<p>안</p>")
    tabs = Tabs(browser, session="열람", most=1, busy=())

    used = list[Page]()
    for _ in range(READINGS + 1):
        with tabs.tab() as page:
            page.go(site.address)
            used.append(page)

    tabs.close()
    assert [page is used[0] for page in used] == [True] * READINGS + [False]
    assert used[0]._tab.is_gone


def processes(browser: Browser) -> int:
    """Count the processes in which the browser has pages, or will have."""
    program = browser._program._browser
    assert program is not None
    found = asked(browser, program.new_browser_cdp_session(), "SystemInfo.getProcessInfo")
    return [each["type"] for each in found["processInfo"]].count("renderer")


def asked(browser: Browser, line: Coroutine[Any, Any, Any], what: str) -> dict[str, Any]:
    """Ask the browser itself."""

    async def ask() -> dict[str, Any]:
        return dict(await (await line).send(what))

    return browser._loop.run(ask())
