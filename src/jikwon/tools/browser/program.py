"""The browser's process: started when a page is wanted, started again when it has ended."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jikwon.tools.browser.errors import BrowserGone, BrowserNotStarting
from jikwon.tools.browser.evidence import Evidence
from jikwon.tools.browser.places import Place
from jikwon.tools.browser.tab import Tab

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Playwright

QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-domain-reliability",
    "--disable-sync", "--disable-client-side-phishing-detection", "--no-pings", "--disable-default-apps",
)  # fmt: skip
"""A closed network is the normal case: the browser asks nobody but the sites that it is sent to."""
OPEN_SHADOWS = """(() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) { return attach.call(this, { ...how, mode: "open" }); };
})()"""
"""What a page hides from scripts could not be masked in its picture."""
WINDOW = {"width": 1280, "height": 1000}


class Program:
    """One browser process and its sessions. Everything here runs in the loop."""

    def __init__(self, path: Path, *, evidence: Evidence | None, headless: bool) -> None:
        self._path = path
        self._evidence = evidence
        self._headless = headless
        self._driver: Playwright | None = None
        self._browser: Browser | None = None
        self._sessions = dict[str, "BrowserContext"]()
        self._tabs = set[Tab]()
        self._starting = asyncio.Lock()

    async def tab(self, session: str, *, busy: Sequence[Place], within: timedelta) -> Tab:
        """Open a page in a session, starting the browser if there is none."""
        from playwright.async_api import Error

        try:
            async with self._starting:
                context = await self._session(session)
            page = await context.new_page()
        except Error:
            raise BrowserGone(page="") from None
        tab = Tab(page, busy=busy, within=within, evidence=self._evidence)
        self._tabs = {each for each in self._tabs if not each.is_gone} | {tab}
        return tab

    async def close(self) -> None:
        """End the browser and its driver."""
        browser, self._browser = self._browser, None
        driver, self._driver = self._driver, None
        self._sessions.clear()
        with suppress(Exception):  # what has ended already needs no end
            if browser is not None:
                await browser.close()
        with suppress(Exception):
            if driver is not None:
                await driver.stop()

    async def _session(self, name: str) -> "BrowserContext":
        if self._browser is None or not self._browser.is_connected():
            await self.close()
            self._browser = await self._start()
        if name not in self._sessions:
            context = await self._browser.new_context(
                locale="ko-KR", timezone_id="Asia/Seoul", viewport=WINDOW, service_workers="block",  # type: ignore[arg-type]
            )  # fmt: skip
            await context.add_init_script(OPEN_SHADOWS)
            self._sessions[name] = context
        return self._sessions[name]

    async def _start(self) -> "Browser":
        from playwright.async_api import Error, async_playwright

        try:
            self._driver = await async_playwright().start()
            browser = await self._driver.chromium.launch(
                executable_path=self._path,
                headless=self._headless,
                chromium_sandbox=not _is_root(),
                args=QUIET,
                handle_sigint=False,  # an interrupt is the engine's: it lets the work at hand finish
                handle_sigterm=False,
                handle_sighup=False,
            )
        except (Error, OSError) as error:
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


def _is_root() -> bool:
    """Chromium refuses its own sandbox to root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
