"""The picture and the accessible tree of a page, masked before they leave it.

The page's own texts are masked in the page, then it is photographed, then they are put back. If anything on the
page changed in between, the picture is thrown away: nothing that might show a person is ever kept.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from jikwon.model import Evidence
from jikwon.tools.browser.masking import Masks, Unit
from jikwon.tools.browser.scripts import script

if TYPE_CHECKING:
    from playwright.async_api import JSHandle

    from jikwon.tools.browser.tab import Tab

WITHIN_S = 5.0
TRIES = 3
FULL_HEIGHT_MAX = 5_000
"""Pixels: a longer page is photographed as far as the window shows it."""


async def take(tab: "Tab", evidence: Evidence, code: str) -> list[tuple[str, bytes]]:
    """Take picture and tree of a page that stays still; an empty list if it does not, or does not answer."""
    tab.pictures += 1
    name = f"{code}-{tab.pictures}"
    try:
        async with asyncio.timeout(WITHIN_S):
            for _ in range(TRIES):
                if (shot := await _attempt(tab, evidence)) is not None:
                    return [(f"{name}.png", shot[0]), (f"{name}.yaml", shot[1].encode())]
    except Exception:  # noqa: BLE001 - the failure that is being told must not be hidden by another
        return []
    return []


async def masks(tab: "Tab", evidence: Evidence) -> Masks:
    """Find what is personal on the page."""
    found = Masks(evidence, secrets=tab.secrets)
    async with _held(tab) as (_, units):
        found.apply([unit for each in units for unit in each])
    return found


async def _attempt(tab: "Tab", evidence: Evidence) -> tuple[bytes, str] | None:
    known = Masks(evidence, secrets=tab.secrets)
    async with _held(tab) as (handles, units):
        masked = iter(known.apply([unit for each in units for unit in each]))
        for handle, each in zip(handles, units, strict=True):
            if not await handle.evaluate(
                "(masks, texts) => masks.apply(texts)", json.dumps([next(masked) for _ in each])
            ):
                return None
        height = await tab.page.evaluate("document.documentElement.scrollHeight")
        shot = await tab.page.screenshot(full_page=height <= FULL_HEIGHT_MAX, caret="initial", timeout=5_000)
        tree = await _tree(tab, known)
        still = [await handle.evaluate("masks => masks.isStill()") for handle in handles]
    return (shot, tree) if all(still) else None


@asynccontextmanager
async def _held(tab: "Tab") -> "AsyncIterator[tuple[list[JSHandle], list[list[Unit]]]]":
    """Find the texts of every frame, and put back afterwards whatever was masked."""
    handles = list["JSHandle"]()
    try:
        for frame in tab.page.frames:
            handles.append(await frame.evaluate_handle(script("masking")))
        units = [await _units(handle) for handle in handles]
        yield handles, units
    finally:
        for handle in handles:
            await handle.evaluate("masks => masks.restore()")
            await handle.dispose()


async def _units(handle: "JSHandle") -> list[Unit]:
    found = json.loads(await handle.evaluate("masks => masks.units()"))
    return [Unit(labels=each["labels"], texts=each["texts"]) for each in found]


async def _tree(tab: "Tab", known: Masks) -> str:
    """Write the accessible tree of every frame, without addresses; message windows that came first."""
    lines = [f"page: {tab.path}", *(f"message: {known.text(' '.join(said.split()))}" for said in tab.dialogs.messages)]
    for frame in tab.page.frames:
        tree = await frame.locator("body").aria_snapshot(timeout=2_000)
        lines += ["---", *(line for line in tree.splitlines() if not re.match(r"\s*- /url:", line))]
    return "\n".join(known.text(line) for line in lines) + "\n"
