"""What an office has done before about an item, by its marks, whatever run did it."""

import json
from typing import Any

from tests.engine.desk import Desk
from tests.engine.test_secrecy import leaks

from jikwon.engine.active import Active
from jikwon.engine.runs import lifecycle
from jikwon.model import State


def notes(desk: Desk, run: str) -> list[Any]:
    found: list[Any] = json.loads((desk.out / run / "proof.json").read_bytes())["notes"]
    return [each["code"] for each in found]


def test_a_corrected_version_is_told_from_the_one_before(desk: Desk) -> None:
    first = desk.run(("L1", "김하나"), approve=True)

    same = desk.run(("L1", "김하나", "", "", "", "2"), approve=True)
    other = desk.run(("L1", "이두리", "", "", "", "3"), approve=True)

    assert [row.state for row in (first, same, other)] == [State.RELEASED] * 3
    assert [notes(desk, row.id) for row in (first, same, other)] == [[], [], ["letter-corrected"]]


def test_versions_come_in_the_order_in_which_they_were_done(desk: Desk) -> None:
    for version in ("1", "나중", "2/b"):
        row = desk.run(("L1", "김하나", "", "", "", version), approve=True)
    active = Active.of(desk.office, row.id, "test")

    before = active.done_before("send", "L1")

    assert [done.version for done in before] == ["1", "나중", "2/b"]
    assert [done.at for done in before] == sorted(done.at for done in before)
    assert all(done.at.tzinfo is not None for done in before)
    assert {tuple(done.marks.items()) for done in before} == {(("to", desk.office.hash("to", "김하나")),)}
    assert active.done_before("send", "L2") == ()
    assert active.done_before("print", "L1") == ()


def test_only_what_was_completed_counts(desk: Desk) -> None:
    row = desk.run(("L1", "김하나", "", "", "", "refuse"), approve=True)

    assert row.state is State.FAILED
    assert Active.of(desk.office, row.id, "test").done_before("send", "L1") == ()


def test_an_act_that_was_repeated_keeps_its_marks(desk: Desk) -> None:
    row = desk.run(("L1", "김하나"), approve=True)
    active = Active.of(desk.office, row.id, "test")
    key = active.act("send", "L1").key

    lifecycle.repeat(desk.office, lambda *_: None, row.id, key, reason="잃어버림")

    before = active.done_before("send", "L1")
    assert [done.version for done in before] == ["1", "1.2"]
    assert before[0].marks == before[1].marks


def test_the_ledger_names_nobody(desk: Desk) -> None:
    desk.run(("확진-071482", "황보가온누리"), approve=True)

    assert leaks(desk.home, "확진-071482", "황보가온누리") == []
