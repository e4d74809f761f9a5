"""Working copies are destroyed with a record, and a legal hold beats it."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from jikwon.trust.destroy import destroy, is_held
from jikwon.trust.errors import OnLegalHold, OutsideHome
from jikwon.trust.home import Home


@pytest.fixture
def spooled(home: Home) -> Path:
    folder = home.spool / "demo-1"
    (folder / "deep").mkdir(parents=True)
    (folder / "a").write_bytes(b"12345")
    (folder / "deep" / "b").write_bytes(b"123")
    return folder


def test_a_destroyed_folder_leaves_its_record(home: Home, spooled: Path, now: datetime) -> None:
    record = destroy(home, spooled, rule="copies-0d", by="robot-1", at=now)

    assert not spooled.exists()
    assert (record.what, record.files, record.bytes) == ("spool/demo-1", 2, 8)
    (line,) = (home.logs / "destruction.log").read_text().splitlines()
    assert json.loads(line) == {
        "what": "spool/demo-1", "files": 2, "bytes": 8, "at": now.isoformat(), "rule": "copies-0d", "by": "robot-1",
    }  # fmt: skip


def test_destroying_again_finds_nothing_and_says_so(home: Home, spooled: Path, now: datetime) -> None:
    destroy(home, spooled, rule="r", by="b", at=now)

    assert destroy(home, spooled, rule="r", by="b", at=now).files == 0


@pytest.mark.parametrize("where", ["spool/demo-1/LEGAL-HOLD", "spool/demo-1/deep/LEGAL-HOLD", "spool/LEGAL-HOLD"])
def test_a_hold_file_beats_destruction(home: Home, spooled: Path, now: datetime, where: str) -> None:
    (home.root / where).touch()

    with pytest.raises(OnLegalHold):
        destroy(home, spooled, rule="r", by="b", at=now)
    assert (spooled / "a").exists()
    assert not (home.logs / "destruction.log").exists()


def test_a_hold_in_the_records_beats_destruction(home: Home, spooled: Path, now: datetime) -> None:
    with pytest.raises(OnLegalHold):
        destroy(home, spooled, rule="r", by="b", at=now, held=True)
    assert not is_held(home, spooled)


def test_links_are_removed_and_never_followed(home: Home, spooled: Path, now: datetime, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("x")
    (spooled / "link").symlink_to(outside)
    (home.spool / "linked").symlink_to(outside)

    destroy(home, spooled, rule="r", by="b", at=now)
    destroy(home, home.spool / "linked", rule="r", by="b", at=now)

    assert (outside / "kept").exists()
    assert not (home.spool / "linked").is_symlink()


def test_nothing_but_working_copies_is_destroyed(home: Home, now: datetime, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (home.spool / "out").symlink_to(tmp_path / "other")
    paths = [home.root, home.spool, home.logs / "audit-anchors.log", home.vault / "x.sealed", tmp_path / "other"]
    paths += [home.spool / "x" / ".." / "..", home.spool / "out" / "file", home.spool / ".." / "vault" / "x.sealed"]

    for path in paths:
        with pytest.raises(OutsideHome):
            destroy(home, path, rule="r", by="b", at=now)


def test_a_single_file_is_destroyed(home: Home, spooled: Path, now: datetime) -> None:
    assert destroy(home, spooled / "a", rule="r", by="b", at=now).bytes == 5
