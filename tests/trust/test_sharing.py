"""A folder that machines share: theirs alone, mounted, the office's own, and one that renames in one step."""

import os
from pathlib import Path

import pytest

from jikwon.trust import sharing
from jikwon.trust.errors import (
    SettingsInvalid,
    SharedFolderAbsent,
    SharedFolderForeign,
    SharedFolderOpen,
    SharedFolderUnfit,
)
from jikwon.trust.home import SHARED, Home


def shared_in(tmp_path: Path) -> Path:
    folder = tmp_path / "mnt"
    folder.mkdir(mode=0o700)
    return folder


def home_with(tmp_path: Path, folder: Path | str) -> Path:
    root = tmp_path / "home"
    root.mkdir(mode=0o700)
    (root / "settings.toml").write_text(f'[shared]\nfolder = "{folder}"\n', "utf-8")
    return root


def test_what_all_machines_see_lies_in_the_folder_and_what_is_a_machines_own_at_home(tmp_path: Path) -> None:
    folder = shared_in(tmp_path)
    home = Home.open(home_with(tmp_path, folder), environ={})

    assert {home.spool.parent, home.outputs.parent, home.evidence.parent, home.models.parent, home.vault.parent} == {
        folder
    }
    assert {home.locks.parent, home.logs.parent, home.settings.parent, home.records_db.parent} == {tmp_path / "home"}
    assert not [name for name in SHARED if (tmp_path / "home" / name).exists()]


def test_a_folder_that_is_not_there_is_never_made(tmp_path: Path) -> None:
    with pytest.raises(SharedFolderAbsent):
        Home.open(home_with(tmp_path, tmp_path / "mnt"), environ={})

    assert not (tmp_path / "mnt").exists()


def test_a_folder_that_others_can_enter_is_refused(tmp_path: Path) -> None:
    shared_in(tmp_path).chmod(0o750)

    with pytest.raises(SharedFolderOpen):
        Home.open(home_with(tmp_path, tmp_path / "mnt"), environ={})


def test_a_folder_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shared_in(tmp_path)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)

    with pytest.raises(SharedFolderOpen):
        sharing.assert_private(folder)


def test_a_path_that_depends_on_where_one_stands_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid):
        Home.open(home_with(tmp_path, "mnt/jikwon"), environ={})


def test_a_folder_without_the_offices_sign_is_not_mounted(tmp_path: Path) -> None:
    folder = shared_in(tmp_path)
    with pytest.raises(SharedFolderAbsent):
        sharing.assert_signed(folder, "ours")

    sharing.sign_as(folder, "ours")

    sharing.assert_signed(folder, "ours")
    with pytest.raises(SharedFolderForeign):
        sharing.sign_as(folder, "theirs")


def test_a_folder_of_this_machine_is_fit_and_left_clean(tmp_path: Path) -> None:
    folder = shared_in(tmp_path)

    sharing.assert_fit(folder)

    assert list(folder.iterdir()) == []


def _copies(self: Path, target: Path) -> Path:
    """Rename as a file system without renaming does: the older file's own content is written over."""
    Path(target).write_bytes(self.read_bytes())
    self.unlink()
    return Path(target)


def _refuses(self: Path, _target: Path) -> Path:
    raise PermissionError(1, "Operation not permitted", str(self))


@pytest.mark.parametrize(("name", "broken"), [("replace", _copies), ("rename", _refuses)])
def test_a_folder_that_does_not_rename_in_one_step_is_refused_and_left_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, broken: object
) -> None:
    folder = shared_in(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, name, broken)
        with pytest.raises(SharedFolderUnfit):
            sharing.assert_fit(folder)

    assert list(folder.iterdir()) == []
