"""Outputs of many files: proved, listed, released, and guarded one by one."""

import hashlib
import json
import shutil

import pytest
from tests.engine.desk import Desk
from tests.engine.interrupting import killed_at, letters_code, the_run
from tests.engine.test_secrecy import leaks

from jikwon.engine.active import Active
from jikwon.engine.runs import lifecycle
from jikwon.engine.stages import release
from jikwon.model import Stage, State
from jikwon.model.catalog import find
from jikwon.model.outputs import OutputPartInvalid
from jikwon.proof import verdict
from jikwon.records.runs import RunRow

YES = {"envelopes": "yes"}
CASES = ("확진-071482", "확진-093175")
"""Numbers that name a person to whoever has the list."""


def envelopes(desk: Desk, row: RunRow, part: int = 1) -> list[str]:
    folder = desk.out / (row.id if part == 1 else f"{row.id}-{part}") / "envelopes"
    return sorted(path.name for path in folder.iterdir())


def test_every_part_is_hashed_listed_and_verified(desk: Desk) -> None:
    row = desk.run((CASES[0], "김하나"), (CASES[1], "이두리"), settings=YES, approve=True)

    assert row.state is State.RELEASED
    assert envelopes(desk, row) == [f"봉투 {case}.xlsx" for case in CASES]
    listed = [each for each in desk.told(row)["outputs"] if each["name"] == "envelopes"]
    assert [each["path"].rpartition("/")[2] for each in listed] == envelopes(desk, row)
    folder = desk.out / row.id
    proof = json.loads((folder / "proof.json").read_bytes())
    hashes = {each["file"]: each["sha256"] for each in proof["outputs"] if each["name"] == "envelopes"}
    for file, sha256 in hashes.items():
        assert hashlib.sha256((folder / file).read_bytes()).hexdigest() == sha256
    assert len(hashes) == 2
    assert verdict.verify_folder(folder).standing is verdict.Standing.PROVED
    (folder / "envelopes" / envelopes(desk, row)[1]).write_bytes(b"x")
    assert verdict.verify_folder(folder).standing is verdict.Standing.NOT


def test_an_output_of_many_files_may_have_none_where_it_says_so(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), approve=True)

    assert row.state is State.RELEASED
    assert not (desk.out / row.id / "envelopes").exists()


def test_a_part_that_changed_after_its_proof_is_not_released_and_a_resume_makes_it_anew(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), ("L2", "이두리"), settings=YES)
    staged = desk.out / f".{row.id}" / "envelopes" / "봉투 L2.xlsx"
    staged.write_bytes(staged.read_bytes() + b"x")

    row = lifecycle.approve(desk.office, lambda *_: None, row.id)

    assert row.state is State.FAILED
    assert "staged-changed" in row.error
    assert desk.sent_to == []
    assert desk.resume(row, approve=True).state is State.RELEASED


def test_a_part_that_is_missing_is_refuted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = letters_code().sheets
    real = sheets.write_envelopes
    monkeypatch.setattr(sheets, "write_envelopes", lambda run, going: real(run, going[1:]))

    row = desk.run(("L1", "김하나"), ("L2", "이두리"), settings=YES, approve=True)

    assert row.state is State.REFUTED


def test_a_supplement_has_the_parts_of_its_own_items_and_its_proof_sees_the_earlier_ones(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, bytes]] = []
    proof = find("test-letters").proof
    real = proof.verify

    def verify(given: object) -> object:
        seen.extend(dict(each) for each in given.earlier_files("envelopes"))  # type: ignore[attr-defined]
        return real(given)

    row = desk.run(("L1", "김하나"), ("L2", "이두리", "질문"), settings=YES, approve=True, partial=True)
    first = desk.out / row.id / "envelopes" / "봉투 L1.xlsx"
    whole = first.read_bytes()
    desk.answer(row, "letter-unclear", "보낸다")
    monkeypatch.setattr(proof, "verify", verify)

    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    assert (envelopes(desk, row), envelopes(desk, row, part=2)) == (["봉투 L1.xlsx"], ["봉투 L2.xlsx"])
    assert seen[0] == {"L1": whole}
    assert [each["name"] for each in desk.told(row)["outputs"]].count("envelopes") == 2


def test_the_names_of_parts_stand_in_no_record_and_no_log(desk: Desk) -> None:
    row = desk.run((CASES[0], "김하나"), (CASES[1], "이두리", "질문"), settings=YES, approve=True, partial=True)
    desk.answer(row, "letter-unclear", "보낸다")
    row = desk.resume(row, approve=True)

    assert row.state is State.RELEASED
    shutil.rmtree(desk.home / "evidence")  # the proof lists the outputs by their names
    assert leaks(desk.home, *CASES) == []


@pytest.mark.parametrize("part", ["", "a/b", "a\\b", ".a", "a\x00b", "a*", " a", "한" * 41, "\u1112\u1161\u11ab"])
def test_a_part_is_a_plain_file_name(desk: Desk, part: str) -> None:
    active = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")

    with pytest.raises(OutputPartInvalid):
        active.output("envelopes", part=part)
    with pytest.raises(OutputPartInvalid):
        active.output("letters", part="a")
    assert active.output("envelopes", part="한" * 40).name == f"봉투 {'한' * 40}.xlsx"


def test_cancelling_after_a_killed_release_leaves_no_folder_that_no_record_names(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with killed_at(monkeypatch, release, "_record"):
        desk.run(("L1", "김하나"), settings=YES, approve=True)
    row = the_run()
    assert (row.stage, [path.name for path in desk.out.iterdir()]) == (Stage.RELEASE, [row.id])

    lifecycle.cancel(desk.office, row.id)

    assert list(desk.out.iterdir()) == []


def test_cancelling_leaves_other_peoples_files_where_the_outputs_should_appear(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with killed_at(monkeypatch, release, "_record"):
        desk.run(("L1", "김하나"), settings=YES, approve=True)
    shutil.rmtree(desk.out / the_run().id)
    (desk.out / the_run().id).mkdir()
    (desk.out / the_run().id / "letters.xlsx").write_bytes(b"theirs")

    lifecycle.cancel(desk.office, the_run().id)

    assert desk.released(the_run()) == {"letters.xlsx": b"theirs"}
