"""A restored home is the one that was backed up; one that holds anything, or was filled half-way, is not used."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.moving.conftest import Machine

from jikwon.engine.backup import destroying, restoring, settling
from jikwon.engine.backup.errors import (
    BackupOfAnotherVersion,
    CarriedKeyWrong,
    CopyDiffers,
    KeyNotCarried,
    NotEmpty,
    PassphraseShort,
)
from jikwon.engine.office import Office
from jikwon.model import State
from jikwon.records import database, filling, runs, snapshot
from jikwon.records.snapshot import Tally
from jikwon.trust.errors import HomeRestoring, KeyWrong, PassphraseWrong
from jikwon.trust.home import Home

CHANGED_BY_A_RESTORE = {"audit", "effects", "executors", "office_marks", "restores", "runs"}
PASSPHRASE = "열두 글자가 넘는 암호문구"


class KilledHere(BaseException):
    """Stands for a kill: nothing catches it."""


def tallies() -> dict[str, Tally]:
    return {each.name: snapshot.tally(snapshot.rows(each)) for each in snapshot.tables()}


def files(home: Path) -> dict[str, bytes]:
    places = ("vault", "outputs", "evidence", "models", "spool")
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for place in places for path in sorted((home / place).rglob("*")) if path.is_file()
    }  # fmt: skip


def work(machine: Machine) -> None:
    """Leave something in every place of a home."""
    machine.office.vault().set("portal", "비밀", "owner")
    machine.run(("L1", "김하나"), ("L2", "이두리"), settings={"envelopes": "yes"}, approve=True)
    machine.run(("L3", "박세나"), ("L4", "최네리", "질문"))
    machine.run(("L5", "정다온"))
    (machine.home / "settings.toml").write_text('[console]\ninstitution = "송파구"\n', "utf-8")


def test_everything_comes_back(machine: Machine) -> None:
    work(machine)
    rows, kept = tallies(), files(machine.home)
    made = machine.backup()
    machine.lose()

    machine.restore(made, machine.empty_home())

    back = tallies()
    differ = {name for name in rows if rows[name] != back[name]}
    assert differ <= CHANGED_BY_A_RESTORE
    assert back["audit"].rows == rows["audit"].rows + 1
    assert files(machine.home) == kept
    assert machine.office.settings.console.institution == "송파구"
    assert machine.office.vault().use("portal") == "비밀"
    assert all((machine.home / name).stat().st_mode & 0o077 == 0 for name in kept)


def test_runs_that_rest_go_on_where_they_rested(machine: Machine) -> None:
    work(machine)
    made = machine.backup()
    machine.lose()
    machine.restore(made, machine.empty_home())
    waiting = next(each for each in runs.latest() if each.state is State.NEEDS_PEOPLE)

    machine.answer(waiting, "letter-unclear", "사서함 7", key="L4")

    assert machine.resume(waiting, approve=True).state is State.RELEASED
    assert sorted(machine.sent_to) == ["L1", "L2", "L3", "L4"]


@pytest.mark.parametrize("what", ["records.sqlite", "outputs/something", "key.toml", "notes.txt"])
def test_a_home_that_holds_anything_is_left_alone(machine: Machine, what: str) -> None:
    made = machine.backup()
    root = machine.empty_home()
    (root / what).parent.mkdir(exist_ok=True)
    (root / what).write_text("there")

    with pytest.raises(NotEmpty):
        machine.restore(made, root)

    assert sorted(path.name for path in root.rglob("*") if path.is_file()) == sorted(["key", Path(what).name])


def test_the_wrong_key_is_refused_before_anything_is_written(machine: Machine) -> None:
    made = machine.backup()
    root = machine.empty_home()
    (root / "key").write_bytes(os.urandom(32))

    with pytest.raises(KeyWrong):
        machine.restore(made, root)

    assert [path.name for path in root.iterdir()] == ["key"]


def test_settings_that_were_brought_stay(machine: Machine) -> None:
    work(machine)
    made = machine.backup()
    root = machine.empty_home()
    (root / "settings.toml").write_text('[console]\ninstitution = "다른 곳"\n', "utf-8")

    machine.restore(made, root)

    assert machine.office.settings.console.institution == "다른 곳"


STEPS = ("_write_file", "_hash_of", "_write", "settle", "again", "_unmark")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("after", [False, True])
def test_a_killed_restore_is_begun_again(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, step: str, after: bool
) -> None:
    work(machine)
    kept, made, root = files(machine.home), machine.backup(), machine.empty_home()
    owner = {"settle": settling, "again": destroying}.get(step, restoring)
    real = getattr(owner, step)

    def killing(*given: object, **more: object) -> object:
        if after:
            real(*given, **more)
        raise KilledHere

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, killing)
        patch.setattr(restoring, "_clear", lambda _place: database.close())  # a kill clears nothing away
        with pytest.raises(KilledHere):
            machine.restore(made, root)
    database.close()
    if not (step == "_unmark" and after):
        with pytest.raises(HomeRestoring):
            Office.open(root)
        machine.restore(made, root)
    else:
        machine.office = Office.open(root)

    assert files(root) == kept
    assert machine.audited().count("records restored") == 1
    assert not (root / "restoring").exists()


def test_an_error_leaves_the_home_empty(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    made, root = machine.backup(), machine.empty_home()
    monkeypatch.setattr(restoring, "_hash_of", lambda _path: b"other")

    with pytest.raises(CopyDiffers):
        machine.restore(made, root)

    assert [path.name for path in root.rglob("*") if path.is_file()] == ["key"]


def test_tables_that_come_back_otherwise_are_found(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    work(machine)
    made, root = machine.backup(), machine.empty_home()
    real = filling.fill

    def losing(table: snapshot.Table, rows: list[snapshot.Row], **more: Any) -> None:
        real(table, rows[:-1] if table.name == "items" else rows, **more)

    monkeypatch.setattr(filling, "fill", losing)
    with pytest.raises(CopyDiffers):
        machine.restore(made, root)

    assert not (root / "records.sqlite").exists()


def test_a_backup_of_other_tables_is_refused(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    made, root = machine.backup(), machine.empty_home()
    monkeypatch.setattr(snapshot, "migrations", lambda: ("records.0099_later",))

    with pytest.raises(BackupOfAnotherVersion):
        machine.restore(made, root)


def test_a_carried_key_comes_out_with_its_passphrase_alone(machine: Machine) -> None:
    work(machine)
    made = machine.backup(passphrase=PASSPHRASE)
    machine.lose()
    root = machine.empty_home(with_key=False)

    with pytest.raises(CarriedKeyWrong):
        machine.restore(made, root, passphrase="another one altogether")
    assert not list(root.iterdir())
    machine.restore(made, root, passphrase=PASSPHRASE)

    assert (root / "key").read_bytes() == machine.key.read_bytes()
    assert (root / "key").stat().st_mode & 0o777 == 0o600


def test_a_short_passphrase_is_refused(machine: Machine) -> None:
    with pytest.raises(PassphraseShort):
        machine.backup(passphrase="열한 글자 이하")


def test_an_office_that_opens_with_a_passphrase_is_restored_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIKWON_PASSPHRASE", PASSPHRASE)
    machine = Machine.__new__(Machine)
    machine.folder, machine.office = tmp_path, Office.open(tmp_path / "home")
    with pytest.raises(KeyNotCarried):
        machine.backup(passphrase=PASSPHRASE)
    made = machine.backup()
    machine.lose()
    root = machine.empty_home(with_key=False)

    monkeypatch.setenv("JIKWON_PASSPHRASE", "다른 암호문구입니다만")
    with pytest.raises(PassphraseWrong):
        machine.restore(made, root)
    monkeypatch.setenv("JIKWON_PASSPHRASE", PASSPHRASE)
    machine.restore(made, root)

    assert machine.audited() == ["records restored"]


def test_what_other_people_put_among_the_outputs_is_theirs(machine: Machine) -> None:
    (machine.home / "outputs" / "my-notes.txt").write_text("mine")
    (machine.home / "outputs" / "LEGAL-HOLD").write_text("")
    made = machine.backup()

    machine.restore(made, machine.empty_home())

    assert [path.name for path in machine.office.home.outputs.iterdir()] == ["LEGAL-HOLD"]


def test_a_home_that_is_only_where_it_would_be_is_not_made(tmp_path: Path) -> None:
    assert Home.at(tmp_path / "none").root == tmp_path / "none"
    assert not (tmp_path / "none").exists()


def test_a_home_in_a_shared_folder_comes_back_to_one_that_is_brought(machine: Machine) -> None:
    work(machine)
    row = machine.run(("L6", "한가람"), approve=True)
    made = machine.backup()
    machine.lose()
    root, shared = machine.empty_home(), machine.folder / "shared"
    shared.mkdir(mode=0o700)
    (root / "settings.toml").write_text(f'[shared]\nfolder = "{shared}"\n', "utf-8")

    machine.restore(made, root)

    assert machine.out == shared / "outputs"
    assert all(each["path"].startswith(str(shared)) for each in machine.told(row)["outputs"])
    assert machine.released(row)
    second = machine.backup("second.tar")
    machine.lose()
    shutil.rmtree(shared)
    done = machine.restore(second, machine.empty_home("alone"))
    assert done.settings_aside
    assert machine.out == machine.home / "outputs"
    assert machine.released(row)
    assert machine.office.vault().use("portal") == "비밀"
