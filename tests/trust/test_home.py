"""The home folder is its owner's alone."""

import os
from pathlib import Path

import pytest

from jikwon.trust.errors import HomeForeign, HomeUnusable
from jikwon.trust.home import FOLDERS, Home


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_new_home_and_its_folders_are_private(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "a" / "home", environ={})

    assert [mode(home.root / name) for name in FOLDERS] == [0o700] * len(FOLDERS)
    assert mode(home.root) == 0o700
    assert home.tightened == ()


def test_a_wider_home_is_tightened_and_told(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o755)
    (tmp_path / "home").chmod(0o755)

    home = Home.open(tmp_path / "home", environ={})

    assert mode(home.root) == 0o700
    assert home.tightened == (tmp_path / "home",)
    assert Home.open(tmp_path / "home", environ={}).tightened == ()


def test_the_setting_names_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert Home.open(environ={"JIKWON_HOME": str(tmp_path / "x")}).root == tmp_path / "x"
    assert Home.open(environ={"JIKWON_HOME": ""}).root == tmp_path / "jikwon-data"


def test_a_home_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Home.open(tmp_path / "home", environ={})
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)

    with pytest.raises(HomeForeign):
        Home.open(tmp_path / "home", environ={})


def test_a_file_in_place_of_the_home_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")

    with pytest.raises(HomeUnusable):
        Home.open(tmp_path / "home", environ={})
    with pytest.raises(HomeUnusable):
        Home.open(tmp_path / "home" / "below", environ={})
