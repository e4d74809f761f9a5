"""Why something could not be done with a place: the page's failure, or what is there instead."""

import asyncio
import re
from typing import TYPE_CHECKING

from jikwon.tools.browser.deadline import Deadline
from jikwon.tools.browser.errors import (
    BrowserError,
    BrowserGone,
    PageRefused,
    PageSlow,
    PlaceAmbiguous,
    PlaceBlocked,
    PlaceMissing,
)
from jikwon.tools.browser.locating import FRAMES
from jikwon.tools.browser.places import Place

if TYPE_CHECKING:
    from playwright.async_api import Error, Locator

    from jikwon.tools.browser.area import Area
    from jikwon.tools.browser.tab import Tab

NAMES_MAX, NAME_MAX = 12, 40
DATA = frozenset({"cell", "gridcell", "listitem", "option", "row", "rowheader"})
"""Roles whose names are what the site is about, people among them: counted, never listed."""
FIELDS = ("textbox", "searchbox", "combobox", "spinbutton", "checkbox", "radio")
_MEANS_GONE = ("has been closed", "Target crashed", "Connection closed", "Browser closed")
_QUICK_MS = 2_000
LOOK_WITHIN_S = 5
_UNFIT = "unfit"


def where(tab: "Tab", place: Place) -> dict[str, str]:
    """Give the fields that every error about a place has."""
    return {"place": place.called, "kind": place.role or "label", "page": tab.path}


async def diagnose(area: "Area", place: Place, error: "Error", left: Deadline) -> BrowserError:
    """Make an error of ours of Playwright's, whose words quote the page and are dropped."""
    from playwright.async_api import TimeoutError as PlaywrightTimeout

    tab = area.tab
    if tab.failure is not None:
        return tab.take_failure()
    if tab.is_gone or any(words in error.message for words in _MEANS_GONE):
        return BrowserGone(page=tab.path)
    if found := re.search(r"strict mode violation.* resolved to (\d+) elements", error.message):
        return PlaceAmbiguous(**where(tab, place), count=int(found[1]))
    if not isinstance(error, PlaywrightTimeout):
        return PlaceBlocked(**where(tab, place), reason=_reason(error.message))
    slow = PageSlow(page=tab.path, seconds=_seconds(left))
    if tab.is_loading:
        return slow
    try:
        async with asyncio.timeout(LOOK_WITHIN_S):
            return await _late(area, place, error) or slow
    except Exception:  # noqa: BLE001 - a page that answers nothing any more is slow, whatever it says
        return slow


async def _late(area: "Area", place: Place, error: "Error") -> BrowserError | None:
    """Say why something took too long; None if the page itself did."""
    tab = area.tab
    if tab.losses.first is not None:
        return tab.losses.first
    missing = await _outermost_missing(area, place)
    if missing is None:
        reason = _reason(error.message)
        return PlaceBlocked(**where(tab, place), reason=reason) if reason != _UNFIT else None
    if await tab.page.evaluate("document.readyState") == "loading":
        return None
    if tab.status >= 400:
        return PageRefused(**where(tab, missing), status=tab.status)
    return PlaceMissing(**where(tab, missing), found=await _instead(area, missing))


async def _outermost_missing(area: "Area", place: Place) -> Place | None:
    """Give the place, or the one around it, that is not there; None if all are."""
    if area.frame_place is not None and await _frame_is_missing(area):
        return area.frame_place
    if place.inside is not None and (outer := await _outermost_missing(area, place.inside)) is not None:
        return outer
    return place if await area.find(place).count() == 0 else None


async def _frame_is_missing(area: "Area") -> bool:
    if area.around is None or area.frame_place is None:
        return False
    return await _frame_is_missing(area.around) or await area.around.find(area.frame_place).count() == 0


async def _instead(area: "Area", place: Place) -> str:
    """List the names of what there is of the place's role, masked; of a role that holds data its number."""
    if place is area.frame_place and area.around is not None:
        area = area.around
    scope = area.find(place.inside) if place.inside is not None else area.root.locator("body")
    if place.role in DATA:
        return str(await scope.get_by_role(place.role).count())  # type: ignore[arg-type]
    if place.role == "iframe":
        names = await scope.locator(FRAMES).evaluate_all("all => all.map(each => each.title).filter(Boolean)")
    else:
        names = await names_of(scope, (place.role,) if place.role else FIELDS)
    return ", ".join(f"'{each[:NAME_MAX]}'" for each in (await area.tab.masked(names))[:NAMES_MAX])


async def names_of(scope: "Locator", roles: tuple[str, ...]) -> list[str]:
    """List the accessible names of some roles inside a place."""
    tree = await scope.aria_snapshot(timeout=_QUICK_MS)
    lines = re.findall(r'^\s*- (?:\'|")?([a-z]+) "((?:[^"\\]|\\.)*)"', tree, re.MULTILINE)
    return [re.sub(r"\\(.)", r"\1", name) for role, name in lines if role in roles]


def _reason(message: str) -> str:
    """Say in a word why a place that is there cannot be used."""
    if "intercepts pointer events" in message:
        return "covered"
    if "not enabled" in message or "disabled" in message:
        return "disabled"
    if "not editable" in message or "readonly" in message:
        return "read-only"
    return "hidden" if "not visible" in message else _UNFIT


def _seconds(left: Deadline) -> int:
    return max(1, round(left.within.total_seconds()))
