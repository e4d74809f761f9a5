"""Approval, release in one move, and parts."""

import hashlib
from pathlib import Path

import pytest
from tests.engine.desk import Desk, quiet

from jikwon.engine.runs import lifecycle
from jikwon.engine.stages import release
from jikwon.model import Stage, State
from jikwon.records import database, runs

THREE = (("L1", "김하나"), ("L2", "이두리"), ("L3", "박세나"))


def test_an_approved_run_releases_acts_and_accounts(desk: Desk) -> None:
    row = desk.run(*THREE, approve=True)

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3"]
    assert set(desk.released(row)) == {"letters.xlsx", "ledger.xlsx", "proof.json", "proof.html"}
    told = desk.told(row)
    assert told["acts"] == {"planned": 3, "done": 3, "waiting": 0}
    assert {each["name"] for each in told["outputs"]} == {"letters", "ledger"}


def test_every_released_hash_is_that_of_the_file(desk: Desk) -> None:
    row = desk.run(*THREE, approve=True)

    for each in desk.told(row)["outputs"]:
        assert hashlib.sha256(Path(each["path"]).read_bytes()).hexdigest() == each["sha256"]


def test_without_approval_nothing_leaves_and_nothing_is_sent(desk: Desk) -> None:
    row = desk.run(*THREE)

    assert row.state is State.AWAITING_APPROVAL
    assert desk.sent_to == []
    assert [path.name for path in desk.out.iterdir()] == [f".{row.id}"]
    assert (desk.out / f".{row.id}").stat().st_mode & 0o777 == 0o700


def test_approving_releases_what_was_shown(desk: Desk) -> None:
    row = desk.run(*THREE)
    staged = (desk.out / f".{row.id}" / "letters.xlsx").read_bytes()

    row = lifecycle.approve(desk.office, quiet, row.id)

    assert row.state is State.RELEASED
    assert desk.released(row)["letters.xlsx"] == staged
    assert not (desk.out / f".{row.id}").exists()


def test_a_plan_releases_nothing_whatever_the_policy(desk: Desk) -> None:
    row = desk.run(*THREE, plan_only=True)

    assert row.state is State.AWAITING_APPROVAL
    assert desk.sent_to == []
    assert desk.released(row) == {}
    assert desk.told(row)["acts"]["planned"] == 3


def test_approval_lapses_when_people_are_needed(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "질문"), ("L2", "이두리"), approve=True)
    assert row.state is State.NEEDS_PEOPLE
    desk.answer(row, "letter-unclear", "보낸다")

    row = desk.resume(row)

    assert row.state is State.AWAITING_APPROVAL
    assert desk.sent_to == []


def test_a_staged_file_that_changed_after_its_proof_is_not_released(desk: Desk) -> None:
    row = desk.run(*THREE)
    staged = desk.out / f".{row.id}" / "letters.xlsx"
    staged.write_bytes(staged.read_bytes() + b" ")

    row = lifecycle.approve(desk.office, quiet, row.id)

    assert row.state is State.FAILED
    assert "staged-changed" in row.error
    assert desk.released(row) == {}
    assert desk.sent_to == []


def test_after_a_changed_file_a_resume_makes_and_proves_the_files_anew(desk: Desk) -> None:
    row = desk.run(*THREE)
    (desk.out / f".{row.id}" / "letters.xlsx").write_bytes(b"other")
    row = lifecycle.approve(desk.office, quiet, row.id)

    row = desk.resume(row)

    assert row.state is State.AWAITING_APPROVAL
    assert lifecycle.approve(desk.office, quiet, row.id).state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3"]


def test_a_resume_releases_once_the_way_is_free(desk: Desk) -> None:
    row = desk.run(*THREE)
    (desk.out / row.id).mkdir()
    row = lifecycle.approve(desk.office, quiet, row.id)
    assert row.state is State.FAILED
    assert "output-in-the-way" in row.error
    (desk.out / row.id).rmdir()

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2", "L3"]


def test_a_kill_between_the_move_and_its_record_releases_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "_record", _die)
    with pytest.raises(KilledHere):
        desk.run(*THREE, approve=True)
    monkeypatch.undo()
    monkeypatch.setenv("JIKWON_PROCESSES", str(Path(__file__).parent.parent / "acting"))
    row = runs.latest()[0]
    assert desk.fresh(row).stage is Stage.RELEASE
    first = desk.released(row)
    assert "letters.xlsx" in first

    row = desk.resume(row)

    assert row.state is State.RELEASED
    assert desk.released(row)["letters.xlsx"] == first["letters.xlsx"]
    assert sorted(desk.sent_to) == ["L1", "L2", "L3"]


def test_partial_releases_the_certain_and_then_a_supplement(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), ("L2", "이두리", "질문"), ("L3", "박세나", "제외"), approve=True, partial=True)
    assert row.state is State.NEEDS_PEOPLE
    assert desk.told(row)["partial"] is True
    assert desk.sent_to == ["L1"]
    first = desk.released(row)
    desk.answer(row, "letter-unclear", "보낸다")

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    assert desk.sent_to == ["L1", "L2"]
    assert desk.released(row) == first
    assert set(desk.released(row, part=2)) == set(first)
    assert desk.told(row)["items"] == {"total": 3, "done": 2, "excluded": 1, "waiting": 0, "failed": 0}


def test_a_part_marks_what_it_released_and_nothing_else(desk: Desk) -> None:
    rows = (("L1", "김하나"), ("L2", "이두리", "질문"), ("L3", "박세나", "제외"), ("L4", "최네리", "", "", "L2"))

    row = desk.run(*rows, approve=True, partial=True)

    assert _parts(row.id) == [1, 0, 1, 0]
    desk.answer(row, "letter-unclear", "보낸다")
    assert desk.resume(row, approve=True).state is State.RELEASED
    assert _parts(row.id) == [1, 2, 1, 2]


def _parts(run: str) -> list[int]:
    return [
        int(each[0]) for each in database.rows("SELECT part FROM items WHERE run_id = %s ORDER BY position", (run,))
    ]


def test_an_answer_given_while_a_partial_run_waits_for_approval_is_not_lost(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), ("L2", "이두리", "질문"), partial=True)
    assert row.state is State.AWAITING_APPROVAL
    desk.answer(row, "letter-unclear", "보낸다")

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    assert sorted(desk.sent_to) == ["L1", "L2"]
    assert desk.told(row)["items"]["done"] == 2


def test_an_answer_given_while_the_acts_are_in_doubt_is_not_lost(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "", "", "", "refuse"), ("L2", "이두리", "질문"), approve=True, partial=True)
    assert row.state is State.FAILED
    desk.answer(row, "letter-unclear", "보낸다")
    assert desk.receiver is not None
    desk.receiver.takes_everything = True

    row = desk.resume(row, approve=True)

    assert desk.sent_to == ["L1"]
    assert row.state is State.AWAITING_APPROVAL
    row = desk.resume(row, approve=True)
    assert row.state is State.RELEASED
    assert desk.sent_to == ["L1", "L2"]


class KilledHere(BaseException):
    """Stands for a kill: nothing catches it."""


def _die(*_args: object) -> None:
    raise KilledHere
