"""What was read from outside is a source: sealed, proved with, cleared and destroyed in time."""

import json
from collections.abc import Iterator

import pytest
from tests.engine.desk import Desk
from tests.engine.interrupting import killed_at, letters_code, the_run
from tests.engine.test_secrecy import leaks

from jikwon.engine.active import Active
from jikwon.engine.files.kept_sources import KeptSources
from jikwon.engine.runs import lifecycle
from jikwon.engine.stages import account
from jikwon.model import Place, Stage, State
from jikwon.model.declared import KindUndeclared
from jikwon.model.keeping import KeepNotNow

CASE = "확진-071482"
SECRET = "황보가온누리 010-0471-8293"


@pytest.fixture
def active(desk: Desk) -> Active:
    made = Active.of(desk.office, desk.run(("L1", "김하나")).id, "test")
    made.doing = Stage.HANDLE
    made.assert_open = lambda: None  # type: ignore[method-assign]
    return made


def test_an_address_card_is_kept_and_the_proof_rests_on_it(desk: Desk) -> None:
    row = desk.run((CASE, "김하나", "주소확인"), ("L2", "이두리"), approve=True)

    assert row.state is State.RELEASED
    proof = json.loads((desk.out / row.id / "proof.json").read_bytes())
    kinds = {each["kind"]: each["count"] for each in proof["kept"]["kinds"]}
    assert kinds == {"address-card": 1, "book-entry": 0}
    assert len(proof["kept"]["sha256"]) == 64
    assert "주소 카드" in (desk.out / row.id / "proof.html").read_text("utf-8")


def test_a_kept_source_that_says_something_else_refutes_the_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = letters_code().steps
    real = steps.keep_address
    monkeypatch.setattr(steps, "keep_address", lambda run, number: real(run, number) + "번지")

    row = desk.run((CASE, "김하나", "주소확인"), approve=True)

    assert row.state is State.REFUTED
    assert leaks(desk.home, CASE) == []


def test_nothing_kept_lies_in_clear_and_all_is_destroyed_with_the_working_copies(desk: Desk) -> None:
    row = desk.run((CASE, "김하나", "주소확인"), ("L2", "이두리", "질문"))
    kept = list((desk.home / "spool" / row.id).glob("kept-address-card-*"))
    assert len(kept) == 1
    assert leaks(desk.home, CASE, "사서함") == []

    lifecycle.cancel(desk.office, row.id)

    assert list((desk.home / "spool").iterdir()) == []


def test_keeping_again_replaces_and_gives_a_place(active: Active) -> None:
    active.keep("address-card", CASE, b"old")

    place = active.keep("address-card", CASE, SECRET.encode(), suffix=".json")

    assert place == Place(source="address-card", file=f"{CASE}.json")
    kept = KeptSources(active)
    assert dict(kept["address-card"]) == {CASE: SECRET.encode()}
    assert leaks(active.office.home.root, CASE, *SECRET.split()) == []


def test_the_hash_over_all_changes_with_any_content(active: Active) -> None:
    active.keep("address-card", "L1", b"one")
    active.keep("address-card", "L2", b"two")
    before = KeptSources(active).facts
    active.keep("address-card", "L2", b"three")

    after = KeptSources(active).facts

    assert (before.counts, after.counts) == ({"address-card": 2, "book-entry": 0},) * 2
    assert before.sha256 != after.sha256


def test_only_a_declared_kind_is_kept_and_only_while_reading(active: Active) -> None:
    with pytest.raises(KindUndeclared):
        active.keep("photo", "L1", b"")
    active.doing = Stage.DELIVER
    with pytest.raises(KeepNotNow):
        active.keep("address-card", "L1", b"")


def test_what_collect_kept_is_cleared_when_collect_begins_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = letters_code()
    real = code.collect
    numbers = iter(["first", "second"])

    def keeping(run: Active) -> Iterator[object]:
        run.keep("address-card", next(numbers), b"page")
        return real(run)  # type: ignore[no-any-return]

    monkeypatch.setattr(code, "collect", keeping)
    row = desk.run(("L1", "김하나"), settings={"paper": "ask"})
    assert row.state is State.NEEDS_PEOPLE
    desk.answer(row, "paper-missing", "plain")

    row = desk.resume(row)

    assert row.state is State.AWAITING_APPROVAL
    assert list(KeptSources(Active.of(desk.office, row.id, "test"))["address-card"]) == ["second"]


def test_the_ledger_is_proved_with_what_account_read_outside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    row = desk.run(("L1", "김하나"), settings={"book": "yes"}, approve=True)
    assert row.state is State.RELEASED
    assert desk.receiver is not None
    receiver, real = desk.receiver, desk.receiver.take

    def takes_and_notes_wrongly(key: str, to: str) -> str:
        receipt = real(key, to)
        receiver.receipts[key] = "R-other"
        return receipt

    monkeypatch.setattr(receiver, "take", takes_and_notes_wrongly)

    row = desk.run(("L2", "이두리"), settings={"book": "yes"}, approve=True)

    assert row.state is State.REFUTED


def test_an_act_repeated_after_the_end_may_read_outside_although_it_is_killed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = desk.run(("L1", "김하나"), settings={"book": "yes"}, approve=True)
    key = str(json.loads((desk.out / row.id / "proof.json").read_bytes())["acts"]["list"][0]["key"])
    with killed_at(monkeypatch, account, "_record"):
        lifecycle.repeat(desk.office, lambda *_: None, row.id, key, reason="잃어버림")

    row = desk.resume(the_run())

    assert row.state is State.RELEASED
    assert desk.sent_to == ["L1", "L1"]
    assert list((desk.home / "spool").iterdir()) == []
