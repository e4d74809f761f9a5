"""A portal is asked for a place and for turns before it is touched, whatever the robot does there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from threading import Lock

import pytest
from tests.browser.test_entrance import CASES, GATE, TREE

from jikwon.model import Site
from jikwon.tools.browser import Browser, Entrance, Place
from jikwon_practice.office import Practice

pytestmark = pytest.mark.slow


class Counting:
    """Turns that are given at once, and remembered: how many, and how many places were held at a time."""

    def __init__(self) -> None:
        self.turns = self.held = self.most = 0
        self._lock = Lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        with self._lock:
            self.held += 1
            self.most = max(self.most, self.held)
        yield
        with self._lock:
            self.held -= 1

    def next(self) -> None:
        with self._lock:
            assert self.held, "touched without a place"
            self.turns += 1


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with Practice(seed=2, cases=2, date=date(2021, 10, 6)) as office:
        yield office


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def entrance(practice: Practice, counting: Counting) -> Iterator[Entrance]:
    words = {"account": practice.account, "password": practice.password, "otp": practice.otp_secret}
    site = Site(name="epidemic", address=practice.address, pages=2, turns=counting)
    with Entrance(Browser.open(evidence=None), site, GATE, words.__getitem__) as made:
        yield made


def test_logging_in_opening_and_pressing_take_a_turn_each_and_no_place_is_kept(
    entrance: Entrance, counting: Counting
) -> None:
    with entrance.page(CASES, shows=TREE):
        arrived = counting.turns

    assert arrived >= 5  # the list, the login page, two buttons of it, the list again
    with entrance.page(CASES, shows=TREE) as page:
        page.press(Place("송파구", role="treeitem", inside=TREE))
    assert counting.turns == arrived + 2
    assert counting.held == 0


def test_each_thread_that_reads_holds_a_place_of_its_own(entrance: Entrance, counting: Counting) -> None:
    with entrance.page(CASES, shows=TREE):
        before = counting.turns

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: entrance.read(CASES, lambda page: page.is_there(TREE), shows=TREE), range(6)))

    assert counting.turns == before + 6
    assert counting.held == 0
