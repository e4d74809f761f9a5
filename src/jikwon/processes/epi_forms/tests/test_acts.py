"""Acts outside: not before approval, each once whatever happens, and what a person decides."""

import pytest

from jikwon.processes.epi_forms.tests.cases import SETTINGS, Desk, a_case
from jikwon.testing import Excluded, Fault


def test_nothing_is_printed_or_marked_before_approval() -> None:
    desk = Desk()

    result = desk.office.run(inputs={}, settings=SETTINGS)

    assert result.state == "awaiting-approval"
    assert (desk.papers, desk.marked) == ([], [])


def test_a_mark_whose_answer_was_lost_is_not_made_twice() -> None:
    desk = Desk()
    desk.portal.lose_answers = 2

    result = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    assert result.state == "released", result.mismatches
    assert len(desk.marked) == len(set(desk.marked)) == 3


def test_a_mark_that_the_portal_did_not_keep_is_made_again() -> None:
    desk = Desk()
    desk.portal.skip_marks = 2

    result = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    assert result.state == "released", result.mismatches
    assert len(desk.marked) == 3


@pytest.mark.parametrize("kind", ["print", "mark"])
@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER])
def test_a_crash_around_an_act_leaves_each_case_once(kind: str, fault: Fault) -> None:
    desk = Desk()
    desk.office.effects.faults[kind] = fault
    killed = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    result = desk.office.resume(killed)

    assert killed.state == "acting"
    assert result.state == "released", (result.mismatches, result.error)
    assert len(desk.papers) == len(set(desk.papers)) == 3
    assert len(desk.marked) == len(set(desk.marked)) == 3


def test_a_new_run_goes_on_with_what_another_left_in_the_middle() -> None:
    desk = Desk()
    desk.office.effects.faults["print"] = Fault.CRASH_AFTER
    desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    result = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    assert result.state == "released", (result.mismatches, result.error)
    assert len(desk.papers) == len(set(desk.papers)) == len(desk.marked) == 3


def test_a_printer_that_has_forgotten_is_a_question() -> None:
    desk = Desk(a_case())
    desk.office.effects.faults["print"] = Fault.CRASH_AFTER
    killed = desk.office.run(inputs={}, settings=SETTINGS, approve=True)
    desk.office.effects.faults["print"] = Fault.FORGOTTEN

    asked = desk.office.resume(killed)
    result = desk.office.answer(asked, {(asked.questions[0].key, "act-in-doubt"): "done"}, approve=True)

    assert asked.state == "needs-people"
    assert result.state == "released", result.mismatches
    assert len(desk.papers) == 1


def test_the_run_waits_for_paper_and_goes_on() -> None:
    desk = Desk()
    desk.printer.out_of_paper()
    waiting = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    desk.printer.clear()
    result = desk.office.resume(waiting, approve=True)

    assert waiting.state == "acting"
    assert result.state == "released", result.mismatches
    assert len(desk.papers) == 3


def test_a_job_that_the_printer_gave_up_is_a_question() -> None:
    desk = Desk(a_case())
    desk.printer.abort()

    asked = desk.office.run(inputs={}, settings=SETTINGS, approve=True)
    desk.printer.clear()
    key = asked.questions[0].key
    result = desk.office.answer(asked, {(key, "act-in-doubt"): "not-done"}, approve=True)

    assert asked.state == "needs-people"
    assert result.state == "released", result.mismatches
    assert len(desk.papers) == 1


def test_a_paper_that_a_person_saw_is_listed_as_such() -> None:
    desk = Desk(a_case())
    desk.printer.abort()
    asked = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    result = desk.office.answer(asked, {(asked.questions[0].key, "act-in-doubt"): "done"}, approve=True)

    assert result.state == "released", result.mismatches
    assert [row["인쇄상태"] for row in result.sheet("print-ledger", "출력대장")] == ["담당자확인"]


def test_a_waiting_case_is_held_back_and_printed_after_its_answer() -> None:
    desk = Desk(a_case(3374), a_case(3375, 최초증상일=""))
    partial = desk.office.run(inputs={}, settings=SETTINGS, approve=True, partial=True)
    first = len(desk.papers)

    result = desk.office.answer(partial, {("SP-003375", "onset-on-unclear"): "2021-10-03"}, approve=True)

    assert (partial.state, partial.partial) == ("needs-people", True)
    assert result.state == "released", result.mismatches
    assert (first, len(desk.papers), len(desk.marked)) == (1, 2, 2)


def test_a_case_that_a_person_leaves_out_stands_on_its_list() -> None:
    desk = Desk(a_case(3374), a_case(3375, 최초증상일=""))

    result = desk.office.run(
        inputs={}, settings=SETTINGS, approve=True,
        answers={("SP-003375", "onset-on-unclear"): Excluded(reason="다른 보건소로 이관")},
    )  # fmt: skip

    assert result.state == "released", result.mismatches
    assert result.sheet("print-ledger", "제외") == [
        {"환자관리번호": "SP-003375", "사유코드": "담당자제외", "사유": "담당자가 제외함: 다른 보건소로 이관"}
    ]
    assert len(desk.papers) == 1
