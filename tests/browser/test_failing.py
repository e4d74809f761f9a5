"""Failures of the site and of the browser: what may be tried again says so, and the next page works."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

import pytest

from jikwon.model import Handling
from jikwon.model.errors import loads
from jikwon.tools.browser import (
    Browser,
    BrowserGone,
    BrowserNotStarting,
    Page,
    PageFailed,
    PageRefused,
    PageSlow,
    PageUnreachable,
    Place,
)
from jikwon.tools.browser.losses import TAKEN_BACK_S

from .site import Site

pytestmark = pytest.mark.slow
SOON = timedelta(seconds=1)
SEARCH = Place("조회", role="button")


def children(of: int = 0) -> dict[int, str]:
    """Give the processes that one (this one) started, and theirs, with their command lines."""
    found, parents = dict[int, str](), {of or os.getpid()}
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line.split(None, 2) for line in listed.splitlines()]
    while new := {int(pid): args for pid, parent, args in lines if int(parent) in parents and int(pid) not in found}:
        found |= new
        parents = set(new)
    return found


def started_since(before: set[int]) -> tuple[int, int]:
    """Give the driver and the browser among the processes started since: the driver is ours, the browser its child."""
    ours = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True
    ).stdout.split()
    (driver,) = {int(pid) for pid in ours if Path(f"/proc/{pid}").exists()} - before
    (browser,) = [pid for pid in children(driver) if Path(f"/proc/{pid}/stat").read_text().split()[3] == str(driver)]
    return driver, browser


def has_ended(pid: int, *, within: float = 10) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_that_fails_is_tried_again(page: Page, site: Site, status: int) -> None:
    with pytest.raises(PageFailed) as caught:
        page.go(site.show("오류", path="/cases/2021-0001", status=status))

    assert caught.value.handling is Handling.RETRY
    assert caught.value.fields["status"] == status
    assert str(caught.value.fields["page"]).endswith("/cases/…")


def test_a_press_that_leads_to_a_failed_page_is_told_without_waiting(page: Page, site: Site) -> None:
    site.show("오류", path="/broken", status=500)
    page.go(site.show("<a href=/broken>다음</a>"))
    began = time.monotonic()

    with pytest.raises(PageFailed):
        page.press(Place("다음", role="link"))
        page.text(SEARCH)

    assert time.monotonic() - began < 5


def test_a_frame_that_fails_is_a_failed_page(page: Page, site: Site) -> None:
    site.show("오류", path="/f", status=500)

    with pytest.raises(PageFailed):
        page.go(site.show("<iframe title=상세 src=/f></iframe>"))
        page.text(SEARCH)


def test_a_frame_whose_loading_was_broken_off_is_tried_again_at_once(site: Site) -> None:
    site.slow_s["/detail"], before = 3.0, set(children())
    open_ = "document.querySelector('iframe').src = '/detail'"
    with Browser.open(evidence=None) as browser, browser.page() as page:
        page.go(site.show(f'<button onclick="{open_}">조회</button><iframe title="상세"></iframe>'))
        page.press(SEARCH)
        kill_network(site, "/detail", before=before)

        started = time.monotonic()
        with pytest.raises(PageUnreachable) as caught:
            page.frame(Place("상세", role="iframe")).text(Place("성명", role="heading"))

    assert caught.value.handling is Handling.RETRY
    assert time.monotonic() - started < 5


def test_a_page_whose_script_never_came_is_tried_again_and_nothing_on_it_is_asked_about(site: Site) -> None:
    site.slow_s["/work.js"], before = 3.0, set(children())
    load = "document.body.append(Object.assign(document.createElement('script'), { src: '/work.js' }))"
    with Browser.open(evidence=None) as browser, browser.page() as page:
        page.go(site.show(f'<button onclick="{load}">조회</button>'))
        page.press(SEARCH)
        kill_network(site, "/work.js", before=before)

        with pytest.raises(PageUnreachable):
            page.wait_for(Place("결과", role="grid"), within=SOON)


def test_a_frame_that_is_given_another_address_is_not_lost(page: Page, site: Site) -> None:
    site.slow_s["/first"] = 3.0
    site.show("<h1>둘째</h1>", path="/second")
    open_ = "const f = document.querySelector('iframe'); f.src = '/first'; setTimeout(() => f.src = '/second', 300)"
    page.go(site.show(f'<button onclick="{open_}">조회</button><iframe title="상세"></iframe>'))
    page.press(SEARCH)
    wait_until_asked(site, "/second")

    time.sleep(TAKEN_BACK_S + 0.2)

    assert page.frame(Place("상세", role="iframe")).text(Place("둘째", role="heading")) == "둘째"


def kill_network(site: Site, path: str, *, before: Collection[int]) -> None:
    """Kill the process that does the requests of the browser started since, while one of them is under way."""
    wait_until_asked(site, path)
    ours = {pid: args for pid, args in children().items() if pid not in before}
    (network,) = [pid for pid, args in ours.items() if "network.mojom.NetworkService" in args]
    os.kill(network, signal.SIGKILL)


def wait_until_asked(site: Site, path: str) -> None:
    end = time.monotonic() + 10
    while path not in site.asked and time.monotonic() < end:
        time.sleep(0.02)


def test_after_a_failure_the_page_can_be_opened_again(page: Page, site: Site) -> None:
    with pytest.raises(PageFailed):
        page.go(site.show("", status=500))

    page.go(site.show("<button>조회</button>"))

    assert page.is_there(SEARCH)


def test_a_site_that_is_down_is_tried_again(page: Page) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(PageUnreachable) as caught:
        page.go(f"http://127.0.0.1:{port}/")

    assert caught.value.handling is Handling.RETRY
    assert caught.value.fields["reason"] == "ERR_CONNECTION_REFUSED"


def test_a_page_that_is_refused_is_a_question(page: Page, site: Site) -> None:
    page.go(site.show("권한이 없습니다", status=403))

    with pytest.raises(PageRefused) as caught:
        page.press(SEARCH, within=SOON)

    assert caught.value.handling is Handling.ASK
    assert caught.value.fields["status"] == 403


def test_a_slow_answer_is_a_slow_page(page: Page, site: Site) -> None:
    site.delays["/slow"] = threading.Event()
    page.go(site.show("<a href=/slow>다음</a>"))

    with pytest.raises(PageSlow) as caught:
        page.press(Place("다음", role="link"), within=SOON)
        page.text(SEARCH, within=SOON)

    assert caught.value.handling is Handling.RETRY


def test_a_killed_browser_is_tried_again_and_the_next_page_starts_a_new_one(site: Site) -> None:
    address, before = site.show("<button>조회</button>"), set(children())
    with Browser.open(evidence=None, within=timedelta(seconds=10)) as browser:
        with pytest.raises(BrowserGone) as caught, browser.page() as page:
            page.go(address)
            _, process = started_since(before)
            os.kill(process, signal.SIGKILL)
            page.text(Place("없는 곳", role="button"))
        with browser.page() as page:
            page.go(address)
            assert page.is_there(SEARCH)

    assert caught.value.handling is Handling.RETRY


def test_a_killed_driver_is_tried_again_too(site: Site) -> None:
    address, before = site.show("<button>조회</button>"), set(children())
    with Browser.open(evidence=None, within=timedelta(seconds=10)) as browser:
        with pytest.raises(BrowserGone), browser.page() as page:
            page.go(address)
            driver, _ = started_since(before)
            os.kill(driver, signal.SIGKILL)
            page.text(Place("없는 곳", role="button"))
        with browser.page() as page:
            page.go(address)
            assert page.is_there(SEARCH)


def test_closing_ends_every_process_that_was_started(site: Site) -> None:
    before = set(children())
    with Browser.open(evidence=None) as browser, browser.page() as page:
        page.go(site.show("가"))
        started = set(children()) - before

    assert len(started) >= 2
    assert all(has_ended(pid) for pid in started)


def test_a_robot_that_is_killed_leaves_no_browser_behind(site: Site) -> None:
    script = """
        import sys, time
        from jikwon.tools.browser import Browser
        with Browser.open(evidence=None) as browser, browser.page() as page:
            page.go(sys.argv[1])
            print("open", flush=True)
            time.sleep(60)
    """
    robot = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), site.show("가")], stdout=subprocess.PIPE, text=True
    )
    with robot:
        assert robot.stdout is not None
        assert robot.stdout.readline() == "open\n"
        started = set(children(robot.pid))
        robot.kill()

    assert len(started) >= 2
    assert all(has_ended(pid) for pid in started)


def test_a_program_that_is_no_browser_does_not_start(tmp_path: Path) -> None:
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)

    with (
        Browser.open(str(program), evidence=None) as browser,
        pytest.raises(BrowserNotStarting) as caught,
        browser.page(),
    ):
        pass

    assert str(program) in caught.value.text("ko")
    assert caught.value.handling is Handling.RETRY  # it may have been killed while it started


def test_errors_survive_being_stored(page: Page, site: Site) -> None:
    with pytest.raises(PageFailed) as caught:
        page.go(site.show("", status=500))

    again = loads(caught.value.dumps())

    assert type(again) is PageFailed
    assert again.text("ko") == caught.value.text("ko")
