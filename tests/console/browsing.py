"""A real Chromium for people who have come in: what they see, and what axe says of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from tests.browsers import light
from tests.console.house import House

AXE: Final = Path(__file__).parents[2] / "build" / "axe" / "axe.min.js"
"""Set-up fetches it."""
WIDE: Final = ViewportSize(width=1440, height=1000)
NARROW: Final = ViewportSize(width=360, height=740)
_RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN: Final = "async rules => (await axe.run({runOnly: rules, resultTypes: ['violations']})).violations"
"""What passes is neither described nor sent to us: that was two thirds of the work."""
_UNEVEN: Final = """
() => [...document.querySelectorAll("table")].flatMap(table => {
  const cells = [...table.querySelectorAll("th, td")], width = row => [...row.cells].reduce((n, c) => n + c.colSpan, 0);
  const due = table.rows.length && width(table.rows[0]) * table.rows.length;
  const area = cells.reduce((n, cell) => n + cell.colSpan * cell.rowSpan, 0);
  return area === due ? [] : [`table under ${table.rows[0].innerText}: cells for ${area} of ${due} places`];
})
"""
"""axe does not count cells: a row that lacks one shows its values under the wrong heads."""
_refused: dict[Page, list[str]] = {}
_idle: dict[tuple[Browser, str], list[Page]] = {}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser for the pages of one test or module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(light()), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            for each in [each for each in _idle if each[0] is browser]:
                del _idle[each]
            browser.close()


@contextmanager
def page_of(browser: Browser, house: House, role: str, *, narrow: bool = False) -> Iterator[Page]:
    """Give a page of somebody who has come in; whatever the policy of content refuses fails the test.

    Whoever comes next has the same window with other cookies: a new one has to read fonts and compile axe again.
    """
    idle = _idle.setdefault((browser, house.address), [])
    page = idle.pop() if idle else _new_page(browser, house)
    page.context.add_cookies([
        {"name": each.name, "value": each.value or "", "url": house.address} for each in house.visitor(role).cookies
    ])  # fmt: skip
    page.set_viewport_size(NARROW if narrow else WIDE)
    refused = _refused[page] = []
    try:
        yield page
    except BaseException:
        page.context.close()
        raise
    finally:
        del _refused[page]
    _leave(page)
    idle.append(page)
    assert not refused, refused


def _new_page(browser: Browser, house: House) -> Page:
    page = browser.new_context(locale="ko-KR", timezone_id="Asia/Seoul", base_url=house.address).new_page()
    page.on("console", lambda said: _refuse(page, said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: _refuse(page, str(error)))
    return page


def _refuse(page: Page, said: str) -> None:
    _refused.get(page, []).append(said)


def _leave(page: Page) -> None:
    """Leave nothing of a person's in the window."""
    page.evaluate("sessionStorage.clear(); localStorage.clear()")
    page.goto("about:blank")
    page.context.clear_cookies()


def violations(page: Page) -> list[str]:
    """Let axe look at the page as it stands, count the cells of its tables, and give what is wrong, one line each."""
    before = list(_refused[page])
    page.evaluate(AXE.read_text("utf-8"))  # not as a script of the page: its policy would refuse it
    found: list[dict[str, Any]] = page.evaluate(_RUN, _RULES)
    _refused[page][:] = before  # axe styles the page while it looks at it
    uneven: list[str] = page.evaluate(_UNEVEN)
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]
    ] + uneven
