"""The browser's process: started when a page is wanted, started again when it has ended."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jikwon.model import Evidence
from jikwon.tools.browser.errors import BrowserGone, BrowserNotStarting
from jikwon.tools.browser.leftovers import Leftovers
from jikwon.tools.browser.places import Place
from jikwon.tools.browser.tab import CLOSE_WITHIN_S, Tab

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Playwright

QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-domain-reliability",
    "--disable-sync", "--disable-client-side-phishing-detection", "--no-pings", "--disable-default-apps",
)  # fmt: skip
"""A closed network is the normal case: the browser asks nobody but the sites that it is sent to."""
SMALL = ("--process-per-site", "--disable-gpu", "--disable-software-rasterizer")
"""The tabs of a login share one process, which is 50 MiB less for each but the first; pages of forms are drawn without
a graphics card, also an imitated one, which is 10 MiB."""
SMALL_DRIVER = "--max-semi-space-size=2"
"""What the driver's Node keeps of short-lived objects, in MiB: with its own 16 it holds 40 MiB of what is over."""
OPEN_WITHIN_S = 30.0
"""The longest time that the driver's start, or a new page, may take; Playwright itself waits without end."""
OPEN_SHADOWS = """(() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) { return attach.call(this, { ...how, mode: "open" }); };
})()"""
"""What a page hides from scripts could not be masked in its picture."""


class Program:
    """One browser process and its sessions. Everything here runs in the loop."""

    def __init__(self, path: Path, *, evidence: Evidence | None, headless: bool) -> None:
        self._path = path
        self._evidence = evidence
        self._headless = headless
        self._driver: Playwright | None = None
        self._browser: Browser | None = None
        self._sessions = dict[str, "BrowserContext"]()
        self._leftovers = dict[str, Leftovers]()
        self._tabs = set[Tab]()
        self._starting = asyncio.Lock()

    async def tab(self, session: str, *, busy: Sequence[Place], within: timedelta) -> Tab:
        """Open a page in a session, starting the browser if there is none."""
        page = await self._page(session)
        left = self._leftovers.setdefault(session, Leftovers())
        tab = Tab(page, busy=busy, within=within, evidence=self._evidence, leftovers=left)
        self._tabs = {each for each in self._tabs if not each.is_gone} | {tab}
        return tab

    async def _page(self, session: str) -> "Page":
        """Open a page; once more with a new browser if this one has ended without telling, its driver for one."""
        from playwright.async_api import Error

        for _ in range(2):
            async with self._starting:
                browser = self._browser = await self._running()
            try:
                async with asyncio.timeout(OPEN_WITHIN_S):  # one whose helper processes were killed never answers
                    return await (await self._session(browser, session)).new_page()
            except (Error, TimeoutError):
                async with self._starting:
                    if self._browser is browser:  # else another thread has started a new one already
                        await self.close()
        raise BrowserGone(page="")

    async def close(self) -> None:
        """End the browser and its driver."""
        browser, self._browser = self._browser, None
        driver, self._driver = self._driver, None
        self._sessions.clear()
        for end in (browser.close if browser else None, driver.stop if driver else None):
            with suppress(Exception):  # what has ended already needs no end
                async with asyncio.timeout(CLOSE_WITHIN_S):
                    await (end() if end else asyncio.sleep(0))

    async def _running(self) -> "Browser":
        if self._browser is not None and self._browser.is_connected():
            return self._browser
        await self.close()
        return await self._start()

    async def _session(self, browser: "Browser", name: str) -> "BrowserContext":
        async with self._starting:
            if name not in self._sessions:
                self._sessions[name] = await _new_session(browser)
            return self._sessions[name]

    async def _start(self) -> "Browser":
        from playwright.async_api import async_playwright

        try:
            os.environ.setdefault("NODE_OPTIONS", SMALL_DRIVER)  # the driver takes its options from nowhere else
            async with asyncio.timeout(OPEN_WITHIN_S):
                self._driver = await async_playwright().start()
            browser = await self._driver.chromium.launch(
                executable_path=self._path,
                headless=self._headless,
                chromium_sandbox=not _is_root(),
                args=(*QUIET, *SMALL),
                handle_sigint=False,  # an interrupt is the engine's: it lets the work at hand finish
                handle_sigterm=False,
                handle_sighup=False,
            )
        except Exception as error:  # noqa: BLE001 - a driver that ends while it starts is a bare Exception
            reason = "sandbox" if "sandbox" in str(error).partition("Call log")[0] else type(error).__name__
            known = BrowserNotStarting(path=str(self._path), reason=reason)
        else:
            browser.on("disconnected", lambda _: self._ended())
            return browser
        await self.close()
        raise known

    def _ended(self) -> None:
        for tab in self._tabs:
            tab.end()
        self._tabs.clear()


async def _new_session(browser: "Browser") -> "BrowserContext":
    context = await browser.new_context(
        locale="ko-KR",
        timezone_id="Asia/Seoul",
        viewport={"width": 1280, "height": 1000},
        service_workers="block",
    )
    await context.add_init_script(OPEN_SHADOWS)
    return context


def _is_root() -> bool:
    """Chromium refuses its own sandbox to root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
