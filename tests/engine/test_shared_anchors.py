"""What the audit trail is held against on an office's machines: every machine's anchors, on the folder they share."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.engine.desk import Desk
from tests.engine.test_membership import machine, sharing_in

from jikwon.engine import auditing, membership
from jikwon.engine.auditing import AuditFinding
from jikwon.engine.backup import making, restoring
from jikwon.engine.backup.errors import NotEmpty
from jikwon.engine.office import Office
from jikwon.records import database
from jikwon.trust.chain import Head


@pytest.fixture
def first(desk: Desk, tmp_path: Path) -> Office:
    """Give a machine that shares a folder and has done something since."""
    (tmp_path / "mnt").mkdir(mode=0o700)
    office = machine(desk, "a", sharing_in(tmp_path / "mnt"), key_of=desk.home)
    membership.check(office)
    return office


@pytest.fixture
def second(desk: Desk, first: Office, tmp_path: Path) -> Office:
    """Give a machine that was added a moment ago and has written nothing."""
    office = machine(desk, "b", sharing_in(tmp_path / "mnt"), key_of=first.home.root)
    membership.check(office)
    return office


def found(office: Office) -> AuditFinding:
    return auditing.verify(office.chain, office.anchors)


def test_a_machine_that_was_added_a_moment_ago_finds_the_trail_whole(first: Office, second: Office) -> None:
    assert not (second.home.logs / "audit-anchors.log").exists()

    assert (found(second).holds, found(second).anchors) == (True, found(first).anchors)


def test_it_sees_what_was_cut_after_another_machine_had_anchored_it(first: Office, second: Office) -> None:
    first.note("run released")
    last = found(second).entries

    database.run_sql("DELETE FROM audit WHERE seq = %s", (last,))

    assert found(second).broken_anchor == last


def test_a_backup_that_it_makes_is_restored_with_a_trail_that_holds(
    first: Office, second: Office, tmp_path: Path
) -> None:
    first.note("run released")
    made = making.backup(second, tmp_path / "a.tar")
    root = tmp_path / "new"
    root.mkdir()
    shutil.copy(second.home.root / "key", root)

    done = restoring.restore(Path(made.file), ask=lambda: "", root=root)

    assert done.settled is not None
    assert done.settled.trail_holds
    back = Office.open(root)
    assert (found(back).holds, found(back).anchors) == (True, 3)
    database.close()


def test_a_machine_keeps_its_own_anchors_too_from_its_first_deed_on(first: Office, second: Office) -> None:
    second.note("credential kept")

    shutil.rmtree(first.home.anchors)

    assert (found(second).holds, found(second).anchors) == (True, 1)


def test_anchors_that_are_gone_everywhere_are_missed_in_words_of_their_own(first: Office, second: Office) -> None:
    shutil.rmtree(first.home.anchors)

    assert not found(second).holds
    assert found(second).is_unanchored


def test_a_folder_with_an_office_s_anchors_is_not_taken_for_an_empty_one(first: Office, tmp_path: Path) -> None:
    made = making.backup(first, tmp_path / "a.tar")
    for each in ("vault", "outputs", "evidence", "spool", "models", ".jikwon-office"):
        shutil.rmtree(tmp_path / "mnt" / each, ignore_errors=True)
    root = tmp_path / "new"
    root.mkdir()
    shutil.copy(first.home.root / "key", root)
    (root / "settings.toml").write_text(sharing_in(tmp_path / "mnt"), "utf-8")

    with pytest.raises(NotEmpty) as told:
        restoring.restore(Path(made.file), ask=lambda: "", root=root)

    assert "anchors" in told.value.text("ko")
    database.close()


def test_what_is_anchored_while_the_trail_is_read_breaks_nothing(
    first: Office, second: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = first.chain.verify

    def meanwhile(entries: object) -> int | None:
        broken = walked(entries)  # type: ignore[arg-type]
        second.anchors.add(Head(seq=10_000, hash=bytes(32)), at=datetime.now(UTC))
        return broken

    monkeypatch.setattr(type(first.chain), "verify", lambda _chain, entries: meanwhile(entries))

    assert found(first).holds
