"""Finding a browser: the one that is named, else the preferred one that is there; never another, never a download."""

import sys
from pathlib import Path

import pytest

from jikwon.model import InputError
from jikwon.model.errors import all_errors
from jikwon.tools.browser import BrowserError, BrowserMissing, BrowserPathWrong, Place, errors
from jikwon.tools.browser.doctor import findings
from jikwon.tools.browser.finding import find, installed, version


def program(path: Path, told: str = "Chromium 156.0.1.2 built on something") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{told}'\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "own"))
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_the_setting_is_taken_before_everything_else(bare: Path) -> None:
    program(bare / "bin/microsoft-edge")
    named = program(bare / "somewhere/chrome")

    assert find(str(named)) == named


def test_a_setting_that_names_nothing_takes_no_other_browser(bare: Path) -> None:
    program(bare / "bin/microsoft-edge")

    with pytest.raises(BrowserPathWrong) as caught:
        find(str(bare / "gone"))

    assert isinstance(caught.value, InputError)
    assert "settings.toml" in caught.value.text("ko")


def test_a_browser_without_a_window_is_taken_where_there_is_no_other_and_nobody_watches(bare: Path) -> None:
    without_window = program(bare / "bin/chromium-headless-shell")

    assert find() == without_window
    with pytest.raises(BrowserMissing):
        find(headless=False)

    with_window = program(bare / "bin/chromium")
    assert find() == find(headless=False) == with_window


def test_edge_comes_before_chrome_before_chromium_before_playwrights_newest_own(bare: Path) -> None:
    wanted = [
        program(bare / "bin/microsoft-edge"),
        program(bare / "bin/google-chrome"),
        program(bare / "bin/chromium"),
        program(bare / "bin/chromium-headless-shell"),
        program(bare / "own/chromium-1200/chrome-linux64/chrome"),
        program(bare / "own/chromium-999/chrome-linux/chrome"),
    ]

    assert [each.path for each in installed()] == wanted


def test_browsers_of_windows_are_found_where_windows_has_them(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMFILES(X86)", str(bare / "x86"))
    edge = program(bare / "x86/Microsoft/Edge/Application/msedge.exe")
    (edge.parent / "131.0.2903.51").mkdir()
    (edge.parent / "99.0.1150.36").mkdir()

    assert find() == edge
    assert version(edge) == "131.0.2903.51"


def test_without_a_browser_the_error_says_what_to_do(bare: Path) -> None:
    with pytest.raises(BrowserMissing) as caught:
        find()

    assert "jikwon doctor" in caught.value.text("ko")
    (_, browser) = findings()
    assert not browser.ok
    assert browser.mend == ("brew install --cask chromium" if sys.platform == "darwin" else "apt-get install chromium")


def test_the_doctor_tells_browser_version_path_and_setting(bare: Path) -> None:
    path = program(bare / "bin/chromium")

    (library, browser) = findings()

    assert library.ok
    assert browser.ok
    assert "156.0.1.2" in browser.found
    assert str(path) in browser.found
    assert "[browser] path" in browser.found


def test_a_browser_that_does_not_tell_its_version_is_not_well(bare: Path) -> None:
    program(bare / "bin/chromium", told="?")

    (_, browser) = findings()

    assert not browser.ok


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_error_of_the_browser_has_its_sentence_without_a_gap_left(language: str) -> None:
    filled: dict[str, str | int] = {
        "place": "조회", "kind": "button", "page": "site/cases", "found": "'검색'", "count": 2, "reason": "covered",
        "about": "성명", "seconds": 30, "status": 500, "path": "/usr/bin/chromium", "got": 1, "promised": 2,
        "site": "epidemic", "said": "잠겼습니다.", "rows": 3, "total": 3,
    }  # fmt: skip
    ours = [each for each in all_errors() if each.__module__ == errors.__name__]

    assert len(ours) >= 18
    for each in ours:
        said = each(**filled).text(language)
        assert said.endswith(".")
        assert "–" not in said
        assert "covered" not in said or issubclass(each, BrowserError) is False or language == "en"


def test_a_place_without_a_role_is_a_labelled_field_and_one_with_a_role_has_its_name() -> None:
    assert (Place("아이디").label, Place("아이디").name) == ("아이디", None)
    assert (Place("조회", role="button").name, Place("조회", role="button").label) == ("조회", "")
    assert Place("첫 알림", role="alert", name=None).name is None
    assert Place("찾기", role="button", name="조회").name == "조회"
    assert "SP-1" not in repr(Place("행", role="row", name=None, holding="SP-1"))
