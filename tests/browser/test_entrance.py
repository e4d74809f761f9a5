"""The way into a portal, at the practice office's: in once, in again after a lost session, never twice refused."""

import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Any, cast

import pytest
from tests.practice.visitor import Visitor

from jikwon.model import Handling, JikwonError, Run, Site
from jikwon.tools.browser import (
    Browser,
    Entrance,
    Gate,
    LoginRefused,
    Page,
    Place,
    PlaceMissing,
    SecretUnusable,
    SessionLost,
)
from jikwon_practice.office import Practice

pytestmark = pytest.mark.slow
CASES, TREE = "/epidemic/cases", Place("관할", role="tree")
GATE = Gate(login="/epidemic/login", inside=TREE, frame=Place("역학조사서 상세", role="iframe"))
NEVER = Place("없는 것", role="button")
NO_SECRET = "kein Schlüssel"
_numbers = count()


@pytest.fixture(scope="module")
def shared_practice() -> Iterator[Practice]:
    with Practice(seed=2, cases=2, date=date(2021, 10, 6)) as office:
        yield office


@pytest.fixture
def practice(shared_practice: Practice) -> Iterator[Practice]:
    yield shared_practice
    shared_practice.faults()
    shared_practice.unlock()


@dataclass
class Door:
    """An entrance of its own session in the browser that all tests share, and how often its credential was used."""

    browser: Browser
    practice: Practice
    used: list[str] = field(default_factory=list)
    made: list[Entrance] = field(default_factory=list)

    def entrance(self, **wrong: str) -> Entrance:
        """Make an entrance whose credential is right but for the words given."""
        office = self.practice
        words = {"account": office.account, "password": office.password, "otp": office.otp_secret, **wrong}

        def secret(word: str) -> str:
            self.used.append(word)
            return words[word]

        name = f"epidemic-{next(_numbers)}"
        site = Site(name=name, address=f"{office.address}/", pages=3)
        self.made.append(Entrance(self.browser, site, GATE, secret))
        return self.made[-1]


@pytest.fixture
def door(browser: Browser, practice: Practice) -> Iterator[Door]:
    door = Door(browser, practice)
    yield door
    for entrance in door.made:
        entrance._tabs.close()  # the browser stays, for the other tests


def test_a_page_is_given_inside_and_without_the_notice(door: Door) -> None:
    with door.entrance().page(CASES, shows=TREE) as page:
        assert page.address.endswith(CASES)
        assert page.count(Place("공지사항", role="dialog")) == 0
        page.press(Place("송파구", role="treeitem", inside=TREE))


def test_one_login_serves_several_pages_at_a_time(door: Door) -> None:
    entrance = door.entrance()

    with ThreadPoolExecutor(max_workers=3) as pool:
        shown = list(pool.map(lambda _: entrance.read(CASES, lambda page: page.text(TREE), shows=TREE), range(6)))

    assert len(set(shown)) == 1
    assert door.used == ["account", "password", "otp"]


@pytest.mark.parametrize(
    "wrong", [{"password": "틀린 것"}, {"otp": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}], ids=["password", "code"]
)
def test_a_refused_account_is_tried_once_by_all_threads_together(door: Door, wrong: dict[str, str]) -> None:
    entrance = door.entrance(**wrong)

    def refused(_: int) -> str:
        with pytest.raises(LoginRefused) as caught:
            entrance.read(CASES, lambda page: page.text(TREE), shows=TREE)
        assert caught.value.handling is Handling.STOP
        return str(caught.value.fields["said"])

    with ThreadPoolExecutor(max_workers=3) as pool:
        said = set(pool.map(refused, range(3)))

    assert len(said) == 1
    assert "1/5" in said.pop()
    assert "1/5" in refused(4)
    assert door.used.count("password") == 1


def test_a_locked_account_stops_and_says_so(door: Door) -> None:
    visitor = Visitor(door.practice)
    for _ in range(5):
        visitor.give_password("틀린 것")

    with pytest.raises(LoginRefused) as caught, door.entrance().page(CASES, shows=TREE):
        pass

    assert "잠겼습니다" in str(caught.value)


def test_a_secret_that_makes_no_code_is_named_and_told_to_nobody(door: Door) -> None:
    with pytest.raises(SecretUnusable) as caught, door.entrance(otp=NO_SECRET).page(CASES, shows=TREE):
        pass

    assert caught.value.handling is Handling.STOP
    assert NO_SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_session_that_ended_between_two_pages_is_begun_again(door: Door) -> None:
    entrance = door.entrance()
    with entrance.page(CASES, shows=TREE):
        pass
    door.practice.lose_sessions()

    with entrance.page(CASES, shows=TREE) as page:
        assert page.address.endswith(CASES)

    assert door.used.count("password") == 2


def test_what_is_read_while_the_session_ends_is_read_again_from_the_beginning(door: Door) -> None:
    entrance = door.entrance()
    begun: list[str] = []

    def read(page: Page) -> str:
        begun.append(page.address)
        if len(begun) == 1:
            door.practice.lose_sessions()
            page.go(page.address)
        entrance.first_of(page, (page, TREE))
        return page.text(TREE)

    assert entrance.read(CASES, read, shows=TREE)
    assert len(begun) == 2
    assert door.used.count("password") == 2


def test_what_is_done_while_the_session_ends_is_not_done_again(door: Door) -> None:
    entrance = door.entrance()
    done: list[str] = []

    with pytest.raises(SessionLost) as caught, entrance.page(CASES, shows=TREE) as page:
        done.append("once")
        door.practice.lose_sessions()
        page.go(page.address)
        page.press(NEVER, within=timedelta(seconds=1))

    assert caught.value.handling is Handling.RETRY
    assert done == ["once"]


def test_a_session_that_ends_again_is_lost(door: Door) -> None:
    entrance = door.entrance()

    def read(page: Page) -> None:
        door.practice.lose_sessions()
        page.go(page.address)
        entrance.first_of(page, (page, TREE))

    with pytest.raises(SessionLost):
        entrance.read(CASES, read, shows=TREE)

    assert door.used.count("password") == 2


def test_a_page_that_has_changed_is_no_lost_session(door: Door) -> None:
    with pytest.raises(PlaceMissing), door.entrance().page(CASES, shows=TREE) as page:
        page.press(NEVER, within=timedelta(seconds=1))

    assert door.used.count("password") == 1


def test_of_several_places_the_one_that_is_there_is_told_and_else_the_first_is_missing(door: Door) -> None:
    entrance = door.entrance()
    entrance.site = replace(entrance.site, timeout=timedelta(seconds=1))

    with entrance.page(CASES, shows=TREE) as page:
        assert entrance.first_of(page, (page, NEVER), (page, TREE)) is TREE
        with pytest.raises(PlaceMissing) as caught:
            entrance.first_of(page, (page, NEVER))

    assert caught.value.fields["place"] == NEVER.called


class FakeRun:
    """What an entrance asks of a run."""

    browser_path = ""

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def site_settings(self, name: str) -> Site:
        return Site(name=name, address=self._practice.address, credential="kdca")

    def credential(self, name: str) -> str:
        office = self._practice
        known = {"kdca.account": office.account, "kdca.password": office.password, "kdca.otp": office.otp_secret}
        return known[name]


def test_an_entrance_opens_with_the_offices_settings_and_credential(practice: Practice) -> None:
    with Entrance.open(cast("Run", FakeRun(practice)), "epidemic", GATE, evidence=None) as entrance:
        assert entrance.site.name == "epidemic"
        assert "송파구" in entrance.read(CASES, lambda page: page.text(TREE), shows=TREE)


@pytest.mark.parametrize("missing", ["login", "inside"])
def test_a_gate_that_has_moved_fails_by_name_and_leaves_no_browser(practice: Practice, missing: str) -> None:
    run: Any = FakeRun(practice)
    changed = replace(GATE, login="/epidemic/nowhere") if missing == "login" else replace(GATE, inside=NEVER)
    run.site_settings = lambda name: Site(
        name=name, address=practice.address, credential="kdca", timeout=timedelta(seconds=2)
    )

    with pytest.raises(JikwonError) as caught:
        Entrance.open(run, "epidemic", changed, evidence=None)

    assert caught.value.fields["place"] == (NEVER.called if missing == "inside" else GATE.account.called)
