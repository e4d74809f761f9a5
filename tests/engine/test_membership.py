"""Machines of one office: the same key, the same shared folder, or no work at all."""

import shutil
from pathlib import Path

import pytest
from tests.engine.crew import say
from tests.engine.desk import Desk

from jikwon.engine import belonging, membership
from jikwon.engine.office import Office
from jikwon.records import marks
from jikwon.trust.errors import (
    OfficeKeyDiffers,
    SharedFilesLeft,
    SharedFolderAbsent,
    SharedFolderElsewhere,
    SharedFolderUnset,
)
from jikwon.trust.home import SHARED, Home
from jikwon.trust.keys import Keys


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mnt"
    made.mkdir(mode=0o700)
    return made


def machine(desk: Desk, name: str, settings: str = "", *, key_of: Path | None = None) -> Office:
    """Give the office as another machine opens it: a home of its own, the same records."""
    root = desk.folder / name
    root.mkdir(mode=0o700)
    (root / "settings.toml").write_text(settings, "utf-8")
    for each in () if key_of is None else ("key", "key.toml"):
        shutil.copy(f"{key_of}/{each}", root / each)
    home = Home.open(root)
    return Office(home, Keys.open(home))


def sharing_in(folder: Path) -> str:
    return f'[shared]\nfolder = "{folder}"\n'


def test_a_machine_with_another_key_is_refused(desk: Desk, folder: Path) -> None:
    membership.check(machine(desk, "b", sharing_in(folder), key_of=desk.home))

    with pytest.raises(OfficeKeyDiffers):
        membership.check(machine(desk, "c"))


def test_the_records_hold_nothing_that_opens_what_is_sealed(desk: Desk) -> None:
    mark = marks.get(belonging.KEY)

    assert mark is not None
    assert (desk.home / "key").read_bytes().hex() not in mark.value
    assert len(mark.value) == 64


def test_all_machines_name_the_same_folder(desk: Desk, folder: Path) -> None:
    membership.check(machine(desk, "b", sharing_in(folder), key_of=desk.home))
    membership.check(machine(desk, "c", sharing_in(folder), key_of=desk.home))

    other = folder.parent / "mnt2"
    other.mkdir(mode=0o700)
    with pytest.raises(SharedFolderElsewhere):
        membership.check(machine(desk, "d", sharing_in(other), key_of=desk.home))
    with pytest.raises(SharedFolderUnset):
        membership.check(machine(desk, "e", key_of=desk.home))


def test_a_folder_that_is_not_mounted_is_not_taken_for_a_new_one(desk: Desk, folder: Path) -> None:
    membership.check(machine(desk, "b", sharing_in(folder), key_of=desk.home))
    shutil.rmtree(folder)
    folder.mkdir(mode=0o700)

    with pytest.raises(SharedFolderAbsent):
        membership.check(machine(desk, "c", sharing_in(folder), key_of=desk.home))


def test_what_lies_at_home_is_moved_before_it_is_looked_for_elsewhere(desk: Desk, folder: Path) -> None:
    desk.run(("L1", "김하나"))
    say(desk, sharing_in(folder))
    home = Home.open(desk.home)
    office = Office(home, desk.office.keys)
    with pytest.raises(SharedFilesLeft):
        membership.check(office)

    for name in SHARED:
        for each in (desk.home / name).iterdir():
            shutil.move(each, folder / name / each.name)

    membership.check(office)
    assert "shared folder begun" in desk.audited()


def test_an_office_gives_its_folder_up_in_so_many_words(desk: Desk, folder: Path) -> None:
    membership.check(machine(desk, "b", sharing_in(folder), key_of=desk.home))

    last = machine(desk, "c", '[shared]\nfolder = ""\n', key_of=desk.home)
    membership.check(last)

    last.home.settings.write_text("", "utf-8")
    membership.check(Office(Home.open(last.home.root), last.keys))
    assert "shared folder given up" in desk.audited()
