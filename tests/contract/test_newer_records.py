"""Records that a newer version of the program has changed: refused by name, and health still makes its checks."""

import sqlite3
from contextlib import closing

import pytest
from tests.contract.conftest import Shell

pytestmark = pytest.mark.sqlite("changes the file behind the program's back")


@pytest.fixture
def newer(shell: Shell) -> Shell:
    """Sit at the terminal of a machine that was not upgraded with the others."""
    assert shell("runs").exit == 0
    with closing(sqlite3.connect(shell.home / "records.sqlite")) as records, records:
        records.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('records', '0099_later', '2030-01-01')"
        )
    return shell


@pytest.mark.parametrize("words", [("runs",), ("backup", "a.tar"), ("worker", "--until-idle")])
def test_a_command_refuses_them_before_it_writes_anything(newer: Shell, words: tuple[str, ...]) -> None:
    said = newer(*words)

    assert said.exit == 2
    assert "0099_later" in said.err
    assert not (newer.folder / "a.tar").exists()


def test_health_tells_them_from_old_ones(newer: Shell) -> None:
    said = newer("health", "--json")

    assert said.exit == 1
    assert said.json["checks"]["database"] == "ok"
    assert said.json["checks"]["migrations"] == "ahead"
