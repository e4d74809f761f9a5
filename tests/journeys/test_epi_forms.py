"""Investigation forms from the real portal through the real browser to the real printer."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.desk import AS_OF, DAY, Desk
from tests.journeys.home import WITHIN_S
from tests.needing import need
from tests.practice.visitor import Visitor

from jikwon.proof import pdf_pages
from jikwon.proof.readers import read_book
from jikwon_practice.office import Practice
from jikwon_practice.printer import PracticePrinter, missing

pytestmark = pytest.mark.slow
CASES = 3


@pytest.fixture(autouse=True, scope="module")
def _printer() -> None:
    need(missing())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Open a practice office and a printer, and write the office's settings."""
    with Practice(seed=1, cases=CASES, date=DAY) as portal, PracticePrinter(tmp_path / "printer") as printer:
        yield Desk(tmp_path, portal, printer)


def assert_once(desk: Desk, said: dict[str, Any]) -> None:
    """Check that every case lies on paper once, is marked once, and stands in the released ledger."""
    assert (said["state"], said["exit"]) == ("released", 0), said
    assert said["proof"]["verdict"] == "proved"
    assert len(desk.papers) == len(set(desk.papers)) == len(desk.cases)
    assert desk.marked == dict.fromkeys(desk.cases, 1)
    assert {Path(each["path"]).name for each in said["outputs"]} >= {"forms.pdf", "print-ledger.xlsx"}


def test_a_days_cases_go_from_the_portal_to_paper_once(desk: Desk) -> None:
    first = desk.run()
    assert_once(desk, first)
    desk.portal.correct(desk.cases[0], "mobile", "010-0999-0001")

    second = desk.run()

    assert second["state"] == "released", second
    assert len(desk.papers) == len(desk.cases) + 1
    assert desk.marked == {case: 1 + (case == desk.cases[0]) for case in desk.cases}
    folder = Path(second["proof"]["path"]).parent / "forms"
    assert [path.stem for path in folder.iterdir()] == [desk.cases[0]]
    assert "바뀐 항목: 휴대전화" in pdf_pages(folder / f"{desk.cases[0]}.pdf")[0].text


def test_reaching_for_an_act_before_approval_is_impossible(desk: Desk) -> None:
    planned = desk.run(approve=False)
    staged = next(desk.home.glob("outputs/.*/print-plan.xlsx"))
    key = read_book(staged.name, staged.read_bytes())[0].rows[1][10]

    resumed = desk.jikwon("resume", planned["run"])
    repeated = desk.jikwon("repeat", planned["run"], str(key), "--reason", "시험")

    assert (planned["state"], planned["exit"]) == ("awaiting-approval", 3)
    assert str(key).startswith("epi-forms/print/")
    assert (resumed.returncode, repeated.returncode) == (3, 2)
    assert (desk.papers, desk.marked) == ([], {})


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param({"errors": 3}, id="errors"),
        pytest.param({"lose_session_after": 14}, id="lose_session_after"),
        pytest.param({"slow_s": 1.0}, id="slow_s", marks=pytest.mark.soak),
        pytest.param({"lose_answers": 2}, id="lose_answers"),
        pytest.param({"skip_marks": 2}, id="skip_marks"),
        pytest.param({"moved": True}, id="moved", marks=pytest.mark.soak),
    ],
)
def test_a_fault_of_the_portal_ends_in_a_finished_run(desk: Desk, faults: dict[str, Any]) -> None:
    desk.portal.faults(**faults)

    said = desk.run()

    assert_once(desk, said)


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        pytest.param({"renamed": {"검사기관": "의뢰기관"}}, "label-missing", id="renamed label"),
        pytest.param({"renamed": {"조회": "검색"}}, "list-unreadable", id="renamed button"),
        pytest.param({"missing": ("직업",)}, "label-missing", id="missing field"),
        pytest.param({"renamed": {"행정동": "관할동"}}, "column-missing", id="renamed column"),
        pytest.param({"renamed": {"동선": "이동경로"}}, "page-unreadable", id="renamed table", marks=pytest.mark.soak),
    ],
)
def test_a_changed_screen_is_a_question_and_prints_nothing(desk: Desk, faults: dict[str, Any], code: str) -> None:
    desk.portal.faults(**faults)

    said = desk.run()

    assert (said["state"], said["exit"]) == ("needs-people", 3), said
    assert {question["code"] for question in said["questions"]} == {code}
    assert (desk.papers, desk.marked) == ([], {})


def test_two_buttons_of_one_name_are_never_guessed_between(desk: Desk) -> None:
    desk.portal.faults(doubled=("출력 표시",))

    said = desk.run()
    desk.portal.faults()

    assert (said["state"], desk.marked) == ("needs-people", {}), said
    assert len(desk.papers) == 1


def test_a_case_that_the_record_shows_as_marked_is_not_marked_again_whatever_a_person_says(desk: Desk) -> None:
    desk.portal.faults(doubled=("출력 표시",))
    asked = desk.run()
    desk.portal.faults()
    (question,) = asked["questions"]
    number = desk.papers[0].replace("/print/", "/mark/")
    Visitor(desk.portal).sign_in().mark(question["key"], number)

    desk.answer(asked["run"], question["id"], "--choose", "not-done")
    said = desk.resume(asked["run"])

    assert question["kind"] == "mark"
    assert_once(desk, said)


def test_a_printer_without_paper_is_waited_for_and_the_run_goes_on_by_itself(desk: Desk) -> None:
    desk.printer.faults.out_of_paper()
    robot = desk.begin("run", "epi-forms", "--as-of", AS_OF, "--approve", "--json")
    waiting = wait_until_it_waits(desk)
    lying = desk.papers

    desk.printer.faults.clear()
    ended = robot.wait(WITHIN_S)

    assert "용지" in waiting
    assert (lying, ended) == ([], 0)
    assert_once(desk, desk.show())


def test_a_job_that_the_printer_gives_up_is_a_question_and_is_printed_once_it_is_answered(desk: Desk) -> None:
    desk.printer.faults.abort()
    asked = desk.run()
    desk.printer.faults.clear()
    lying = desk.papers

    (question,) = asked["questions"]
    desk.answer(asked["run"], question["id"], "--choose", "not-done")
    said = desk.resume(asked["run"])

    assert (asked["state"], asked["exit"], question["kind"]) == ("needs-people", 3, "print")
    assert lying == []
    assert_once(desk, said)


def wait_until_it_waits(desk: Desk) -> str:
    """Give the sentence that says what the run waits for, once it does."""
    until = time.monotonic() + WITHIN_S
    while not (desk.is_begun and (told := str(desk.show()["waiting_for"]))):
        assert time.monotonic() < until
        time.sleep(0.2)
    return told


def test_a_wrong_password_is_tried_once(desk: Desk) -> None:
    desk.keep_secret("epidemic.password", "wrong")

    said = desk.run()

    assert (said["state"], said["exit"]) == ("failed", 1)
    assert "오류 1/5회" in said["error"]


def test_a_portal_that_is_down_fails_the_run_which_goes_on_later(desk: Desk) -> None:
    desk.portal.faults(errors=-1)
    failed = desk.run()
    desk.portal.faults()
    run = desk.jikwon("runs").stdout.split()[0]

    said = desk.resume(run)

    assert failed["exit"] == 1
    assert_once(desk, said)


def test_an_unknown_district_or_day_is_refused(desk: Desk) -> None:
    for setting in ("district=없는구", "date=2021-02-30", "date=2021-10-07"):
        assert desk.run("--set", setting)["exit"] == 2, setting
    assert (desk.papers, desk.marked) == ([], {})
