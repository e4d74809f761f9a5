"""Private files appear whole or not at all, and never replace what must stay."""

import os
from pathlib import Path

import pytest

from jikwon.trust.writing import append_line, create_private, private_file, write_private


def write_half(path: Path) -> None:
    with private_file(path) as file:
        file.write(b"half")
        raise RuntimeError


def test_a_write_that_fails_leaves_the_old_file_alone(tmp_path: Path) -> None:
    write_private(tmp_path / "file", b"old")

    with pytest.raises(RuntimeError):
        write_half(tmp_path / "file")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"old")]


@pytest.mark.parametrize("has_links", [True, False])
def test_only_the_first_creation_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool) -> None:
    def refuse(_source: Path, _target: Path) -> None:
        raise PermissionError

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)

    made = [create_private(tmp_path / "file", data) for data in (b"first", b"second")]

    assert made == [True, False]
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"first")]
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_a_torn_line_stays_apart(tmp_path: Path) -> None:
    append_line(tmp_path / "log", "one")
    with (tmp_path / "log").open("a") as file:
        file.write("tor")
    append_line(tmp_path / "log", "two")

    assert (tmp_path / "log").read_text() == "one\ntor\ntwo\n"
    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o600
