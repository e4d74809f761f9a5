"""One practice office for most tests; each finds it without faults and its account unlocked."""

from collections.abc import Iterator

import pytest
from tests.practice.visitor import Visitor

from jikwon_practice.office import Practice


@pytest.fixture(scope="session")
def shared_office() -> Iterator[Practice]:
    with Practice(seed=7, cases=45, deviants=True) as office:
        yield office


@pytest.fixture
def office(shared_office: Practice) -> Iterator[Practice]:
    yield shared_office
    shared_office.faults()
    shared_office.unlock()


@pytest.fixture
def visitor(office: Practice) -> Visitor:
    return Visitor(office).sign_in()
