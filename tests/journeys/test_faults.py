"""Every fault of the portal ends in a finished run or a question, and never in a wrong, missing or second form."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.desk import DAY, Desk
from tests.needing import need

from jikwon.proof import pdf_pages
from jikwon_practice.faults import ALWAYS
from jikwon_practice.office import Practice
from jikwon_practice.printer import PracticePrinter, missing

PASSING: dict[str, dict[str, Any]] = {
    "every answer lost after its mark": {"lose_answers": ALWAYS},
    "every download cut short": {"cut_downloads": ALWAYS},
    "slow": {"slow_s": 2.0},
    "session lost at once": {"lose_session_after": 0},
    "session lost while reading": {"lose_session_after": 25},
    "session lost while marking": {"lose_session_after": 60},
    "much at once": {"moved": True, "errors": 2, "lose_answers": 1, "lose_session_after": 30, "skip_marks": 1},
}
STOPPING: dict[str, dict[str, Any]] = {
    "cases are down": {"errors": ALWAYS, "at": "/epidemic/cases/"},
    "no mark is kept": {"skip_marks": ALWAYS},
}
ASKING: dict[str, dict[str, Any]] = {
    "button 조회 twice": {"doubled": ("조회",)},
    "button 확인 twice": {"doubled": ("확인",)},
    "button 출력 표시 renamed": {"renamed": {"출력 표시": "출력 완료"}},
    "number of a mark renamed": {"renamed": {"출력관리번호": "관리번호"}},
    "number of a mark not shown": {"missing": ("출력관리번호",)},
    "history renamed": {"renamed": {"출력 이력": "출력 기록"}},
    "id of a case renamed": {"renamed": {"환자관리번호": "관리번호"}},
    "id of a case not shown": {"missing": ("환자관리번호",)},
}


@pytest.fixture(autouse=True, scope="module")
def _printer() -> None:
    need(missing())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Open a practice office with two cases and a printer."""
    with Practice(seed=3, cases=2, date=DAY) as portal, PracticePrinter(tmp_path / "printer") as printer:
        yield Desk(tmp_path, portal, printer, timeout_s=10)


def assert_no_form_is_wrong(desk: Desk) -> None:
    """Hold each paper against the portal's own truth, and each mark against the papers."""
    truth = {case.case_id: case for case in desk.portal.cases()}
    lying = Counter[str]()
    for paper in desk.printer.papers():
        text = " ".join(page.text for page in pdf_pages(paper.pdf))
        (case,) = (truth[each] for each in desk.cases if each in text)
        assert case.name in text
        assert case.mobile in text
        lying[case.case_id] += paper.copies
    assert set(lying.values()) <= {1}
    assert set(desk.marked.values()) <= {1}
    assert desk.marked.keys() <= lying.keys()


def assert_once(desk: Desk, said: dict[str, Any]) -> None:
    """Check that the run has ended and that every case lies on paper and is marked once."""
    assert said["state"] == "released", said
    assert len(desk.papers) == len(desk.cases)
    assert desk.marked == dict.fromkeys(desk.cases, 1)
    assert_no_form_is_wrong(desk)


@pytest.mark.soak
@pytest.mark.parametrize("fault", PASSING)
def test_what_passes_ends_in_a_finished_run(desk: Desk, fault: str) -> None:
    desk.portal.faults(**PASSING[fault])

    said = desk.run()

    assert_once(desk, said)


@pytest.mark.soak
@pytest.mark.parametrize("fault", STOPPING)
def test_what_lasts_fails_the_run_which_goes_on_once_it_is_over(desk: Desk, fault: str) -> None:
    desk.portal.faults(**STOPPING[fault])
    failed = desk.run()
    assert_no_form_is_wrong(desk)
    desk.portal.faults()

    said = desk.resume(desk.jikwon("runs").stdout.split()[0])

    assert (failed["state"], failed["exit"]) == ("failed", 1), failed
    assert_once(desk, said)


@pytest.mark.soak
@pytest.mark.parametrize("fault", ASKING)
def test_what_no_longer_fits_is_asked_and_nothing_is_guessed(desk: Desk, fault: str) -> None:
    desk.portal.faults(**ASKING[fault])

    said = desk.run()

    assert_no_form_is_wrong(desk)
    desk.portal.faults()
    assert said["state"] == "needs-people", said
    assert said["questions"]
    if all(each["code"] == "act-in-doubt" for each in said["questions"]):
        for each in said["questions"]:
            assert each["kind"] == "mark"
            answer = "done" if each["key"] in desk.marked else "not-done"
            desk.answer(said["run"], each["id"], "--choose", answer)
        assert_once(desk, desk.resume(said["run"]))
