"""Every address is walked as every role and as nobody, and opens for those alone whom the table of rights lets in."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.console.house import WITHOUT_ROBOT, House
from tests.console.people import PEOPLE

from jikwon.trust.rights import Role, rights_of

Address = tuple[str, str, frozenset[str] | None]
OPEN = {"login", "first", "health-live", "health-ready"}
HALF_IN = {"second", "second-set-up", "logout", "password"}


@pytest.fixture(scope="module")
def words() -> Sequence[str]:
    return WITHOUT_ROBOT


@pytest.fixture(scope="module")
def addresses(house: House) -> Sequence[Address]:
    told = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "addresses.py")],
        env=house.environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [
        (name, path, frozenset(rights) if rights is not None else None)
        for name, path, rights in json.loads(told.stdout)
    ]


def test_every_address_names_its_rights(addresses: Sequence[Address]) -> None:
    assert {name for name, _, rights in addresses if rights is None} == OPEN | HALF_IN


def test_nobody_is_sent_to_the_login_from_every_address(house: House, addresses: Sequence[Address]) -> None:
    stranger = house.visitor()
    led = {path: stranger.get(path).path for name, path, _ in addresses if name not in OPEN | HALF_IN}
    assert {path: where for path, where in led.items() if where != "/login"} == {}


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_its_rights_open_and_nothing_else(
    house: House, addresses: Sequence[Address], role: Role
) -> None:
    visitor, rights = house.visitor(role.value), {each.value for each in rights_of([role])}
    wrong = {}
    for name, path, wanted in addresses:
        if wanted is None:
            continue
        for method in ("get", "post"):
            status = visitor.get(path).status if method == "get" else visitor.post(path, page="/profile").status
            if (status == 403) == bool(wanted & rights) or status >= 500:
                wrong[f"{method} {name}"] = status
    assert wrong == {}


def test_the_table_of_rights_is_the_offices(house: House) -> None:
    table = {role.value: sorted(each.value for each in rights_of([role])) for role in Role}
    assert table == {
        "official": ["answer", "work"],
        "reviewer": ["answer", "approve", "work"],
        "engineer": ["deploy", "pilot", "work"],
        "it-officer": ["administer"],
        "manager": ["approve", "deploy", "measure", "pilot"],
        "auditor": ["audit"],
    }
    assert set(table) <= set(PEOPLE)
