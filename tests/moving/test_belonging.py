"""A home and its database: no other one is opened in its place, and nothing is written to one that is refused."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests import postgres
from tests.moving.conftest import Machine
from tests.needing import need
from tests.postgres import Cluster, name_of
from tests.server.office import Office as Terminal

from jikwon.engine import belonging, membership
from jikwon.engine.backup import moving
from jikwon.engine.belonging import FILE, OfficeFileDamaged, RecordsNotHere, RecordsOfAnother, RecordsTwice
from jikwon.engine.office import Office, RecordsMoved
from jikwon.model import State
from jikwon.records import database, marks
from jikwon.records.postgres import VARIABLE
from jikwon.trust.errors import OfficeKeyDiffers, SharedFolderNeeded

pytestmark = [pytest.mark.slow, pytest.mark.sqlite("chooses the database of each home itself")]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Run a server for these tests."""
    need("" if postgres.is_installed() else "PostgreSQL is not installed")
    with postgres.cluster_in() as running:
        yield running


@pytest.fixture
def urls(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give the addresses of two empty databases."""
    monkeypatch.setenv(VARIABLE, "")
    made = [cluster.empty(), cluster.empty()]
    yield made
    database.close()
    for each in made:
        cluster.drop(each)


class Machines:
    """Opens homes with this database or that."""

    def __init__(self, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cluster = cluster
        self._set = monkeypatch.setenv

    def open(self, root: Path, url: str = "") -> Office:
        """Open a home as a command of its own does."""
        database.close()
        self._set(VARIABLE, url)
        return Office.open(root)

    def tables(self, url: str) -> list[object]:
        """List what lies in a database."""
        return self.cluster.tell("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", name_of(url))


@pytest.fixture
def machines(cluster: Cluster, urls: list[str], monkeypatch: pytest.MonkeyPatch) -> Machines:
    """Stand before machines."""
    return Machines(cluster, monkeypatch)


def as_of_an_earlier_version(home: Path) -> None:
    """Let a home and its file forget what earlier versions did not know."""
    database.close()
    (home / FILE).unlink()
    with closing(sqlite3.connect(home / "records.sqlite", isolation_level=None)) as opened:
        opened.execute("DELETE FROM office_marks WHERE name = ?", (belonging.RECORDS,))


def keyed_home(machine: Machine, name: str) -> Path:
    """Make the home of a new machine of the office."""
    root = machine.empty_home(name)
    shutil.copy(machine.home / "key.toml", root / "key.toml")
    return root


@pytest.mark.parametrize("version", ["this", "earlier"])
def test_a_home_with_records_opens_no_empty_database_on_a_server(
    machine: Machine, machines: Machines, urls: list[str], version: str
) -> None:
    machine.run(("L1", "김하나"), approve=True)
    if version == "earlier":
        as_of_an_earlier_version(machine.home)

    with pytest.raises(RecordsTwice) as caught:
        machines.open(machine.home, urls[0])

    assert "records.sqlite" in caught.value.text()
    assert machines.tables(urls[0]) == []
    assert machines.open(machine.home).chain
    assert machine.sent_to == ["L1"]


def test_the_same_run_with_the_line_of_an_empty_database_sends_nothing_again(machine: Machine, urls: list[str]) -> None:
    assert machine.receiver is not None
    machine.run(("L1", "김하나"), ("L2", "이두리"), approve=True)
    database.close()
    terminal = Terminal(machine.folder, machine.receiver, urls[0])  # type: ignore[arg-type]
    path, receiver = machine.folder / "편지.csv", f"receiver=http://127.0.0.1:{machine.port}"

    again = terminal("run", "test-letters", "--input", f"letters={path}", "--set", receiver, "--approve")

    assert again.exit == 2
    assert VARIABLE in again.err
    assert machine.sent_to == ["L1", "L2"]


def test_a_look_before_the_move_leaves_the_place_empty_for_the_move(
    machine: Machine, machines: Machines, urls: list[str]
) -> None:
    with pytest.raises(RecordsTwice):
        machines.open(machine.home, urls[0])

    moving.move(urls[0], root=machine.home)

    assert machines.open(machine.home, urls[0]).chain


@pytest.mark.parametrize("version", ["this", "earlier"])
def test_a_home_on_a_server_opens_no_other_database(
    machine: Machine, machines: Machines, urls: list[str], version: str
) -> None:
    machine.run(("L1", "김하나"), approve=True)
    moving.move(urls[0], root=machine.home)
    machines.open(machine.home, urls[0])
    if version == "earlier":
        (machine.home / FILE).unlink()
        marks.remove(belonging.RECORDS)

    with pytest.raises(RecordsMoved):
        machines.open(machine.home)
    with pytest.raises(RecordsNotHere):
        machines.open(machine.home, urls[1])

    assert machines.tables(urls[1]) == []
    assert not (machine.home / "records.sqlite").exists()
    assert machines.open(machine.home, urls[0]).chain


def test_a_home_set_up_on_a_server_makes_no_file_without_the_line(
    machine: Machine, machines: Machines, urls: list[str]
) -> None:
    root = machine.folder / "set-up"
    machines.open(root, urls[0])

    with pytest.raises(RecordsNotHere) as caught:
        machines.open(root)

    assert name_of(urls[0]) in caught.value.text()
    assert not (root / "records.sqlite").exists()


def test_a_home_restored_onto_a_server_makes_no_file_without_the_line(
    machine: Machine, machines: Machines, urls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = machine.backup()
    machine.lose()
    monkeypatch.setenv(VARIABLE, urls[0])
    root = machine.empty_home()
    machine.restore(made, root)

    with pytest.raises(RecordsNotHere):
        machines.open(root)

    assert not (root / "records.sqlite").exists()
    assert machines.open(root, urls[0]).chain


def test_a_copy_that_was_restored_for_a_rehearsal_is_not_taken_for_the_office(
    machine: Machine, machines: Machines, urls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    moving.move(urls[0], root=machine.home)
    home, made = machine.home, machine.backup()
    monkeypatch.setenv(VARIABLE, urls[1])
    machine.restore(made, machine.empty_home())

    with pytest.raises(RecordsOfAnother):
        machines.open(home, urls[1])

    (home / FILE).unlink()  # as the words of the refusal say, where the office was meant to go there
    (home / "settings.toml").write_text('[shared]\nfolder = ""\n', "utf-8")
    assert machines.open(home, urls[1]).chain


def test_a_database_that_was_emptied_is_not_begun_anew(machine: Machine, machines: Machines, urls: list[str]) -> None:
    moving.move(urls[0], root=machine.home)
    machines.open(machine.home, urls[0])
    database.close()
    machines.cluster.tell("DROP SCHEMA public CASCADE", name_of(urls[0]))
    machines.cluster.tell("CREATE SCHEMA public", name_of(urls[0]))

    with pytest.raises(RecordsNotHere):
        machines.open(machine.home, urls[0])

    assert machines.tables(urls[0]) == []


@pytest.mark.parametrize("left", ["nothing", "an empty file", "tables"])
def test_a_file_that_is_lost_is_not_begun_anew(machine: Machine, machines: Machines, left: str) -> None:
    machine.run(("L1", "김하나"), approve=True)
    database.close()
    for each in machine.home.glob("records.sqlite*"):
        each.unlink()
    path = machine.home / "records.sqlite"
    if left == "tables":
        database.open_records(path)
        database.close()
    elif left == "an empty file":
        path.touch()

    with pytest.raises(RecordsNotHere):
        machines.open(machine.home)

    assert path.exists() is (left != "nothing")


def test_a_home_of_an_earlier_version_goes_on_and_remembers_its_file(machine: Machine, machines: Machines) -> None:
    row = machine.run(("L1", "김하나"))
    as_of_an_earlier_version(machine.home)

    machine.office = machines.open(machine.home)

    assert machine.resume(row, approve=True).state is State.RELEASED
    known = belonging.Belonging.read(machine.office.home)
    mark = marks.get(belonging.RECORDS)
    assert known is not None
    assert mark is not None
    assert known.records == mark.value


def test_a_home_that_moves_to_another_folder_takes_its_records_along(machine: Machine, machines: Machines) -> None:
    database.close()
    moved = machine.home.rename(machine.folder / "elsewhere")

    assert machines.open(moved).home.root == moved


def test_an_address_that_changes_is_no_other_database(machine: Machine, machines: Machines, urls: list[str]) -> None:
    moving.move(urls[0], root=machine.home)
    machines.open(machine.home, urls[0])

    office = machines.open(machine.home, urls[0].replace("host=", "hostaddr=&host="))

    known = belonging.Belonging.read(office.home)
    assert known is not None
    assert known.where.endswith(name_of(urls[0]))


def test_another_offices_database_is_refused_before_its_tables_are_touched(
    machine: Machine, machines: Machines, urls: list[str]
) -> None:
    machines.open(machine.folder / "others", urls[0])
    marks_before = machines.cluster.tell("SELECT name, value FROM office_marks", name_of(urls[0]))

    with pytest.raises(OfficeKeyDiffers):
        machines.open(machine.empty_home(), urls[0])

    assert machines.cluster.tell("SELECT name, value FROM office_marks", name_of(urls[0])) == marks_before


def test_a_new_machine_that_shares_the_offices_folder_begins_no_office_of_its_own(
    machine: Machine, machines: Machines, urls: list[str]
) -> None:
    folder = machine.folder / "mnt"
    folder.mkdir(mode=0o700)
    first, second = keyed_home(machine, "a"), keyed_home(machine, "b")
    for each in (first, second):
        (each / "settings.toml").write_text(f'[shared]\nfolder = "{folder}"\n', "utf-8")
    machines.open(first, urls[0])

    with pytest.raises(RecordsNotHere):
        machines.open(second)

    assert not (second / "records.sqlite").exists()
    assert machines.open(second, urls[0]).chain
    membership.check(machines.open(first, urls[0]))


def test_a_second_home_on_the_database_is_refused_while_no_folder_is_shared(
    machine: Machine, machines: Machines, urls: list[str]
) -> None:
    first, second = keyed_home(machine, "a"), keyed_home(machine, "b")
    machines.open(first, urls[0])

    with pytest.raises(SharedFolderNeeded):
        machines.open(second, urls[0])

    assert machines.open(first, urls[0]).chain
    folder = machine.folder / "mnt"
    folder.mkdir(mode=0o700)
    for each in (second, first):
        (each / "settings.toml").write_text(f'[shared]\nfolder = "{folder}"\n', "utf-8")
        assert machines.open(each, urls[0]).home.files == folder


def test_a_home_that_is_lost_is_replaced_in_so_many_words_and_comes_back_no_more(
    machine: Machine, machines: Machines, urls: list[str]
) -> None:
    first, second = keyed_home(machine, "a"), keyed_home(machine, "b")
    machines.open(first, urls[0])
    for each in (first, second):
        (each / "settings.toml").write_text('[shared]\nfolder = ""\n', "utf-8")

    machines.open(second, urls[0])

    assert machine.audited()[-1] == "home replaced"
    with pytest.raises(SharedFolderNeeded):
        machines.open(first, urls[0])
    assert machines.open(second, urls[0]).chain


def test_a_damaged_word_about_the_database_is_told(machine: Machine, machines: Machines) -> None:
    (machine.home / FILE).write_text("records = \n", "utf-8")

    with pytest.raises(OfficeFileDamaged):
        machines.open(machine.home)

    (machine.home / FILE).unlink()
    assert machines.open(machine.home).chain
