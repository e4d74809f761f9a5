"""Corrected and unchanged cases in later runs."""

from jikwon.processes.epi_forms.tests.cases import SETTINGS, Desk, a_case
from jikwon.proof import pdf_pages


def test_an_unchanged_case_is_listed_with_its_earlier_job_and_not_printed_again() -> None:
    desk = Desk()
    first = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    second = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    assert second.state == "released", second.mismatches
    assert (len(desk.papers), len(desk.marked)) == (3, 3)
    jobs = [[row["인쇄작업번호"] for row in each.sheet("print-ledger", "출력대장")] for each in (first, second)]
    assert jobs[0] == jobs[1]
    assert not second.files["forms"]


def test_a_corrected_case_is_printed_again_and_names_what_has_changed() -> None:
    desk = Desk()
    desk.office.run(inputs={}, settings=SETTINGS, approve=True)
    desk.portal.correct("SP-003375", "휴대전화", "010-0999-0001")
    desk.portal.correct("SP-003375", "직업", "교사")

    second = desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    assert second.state == "released", second.mismatches
    assert len(desk.papers) == 4
    assert list(second.files["forms"]) == ["SP-003375"]
    first_page = pdf_pages(second.files["forms"]["SP-003375"])[0]
    assert "정정 2판" in first_page.text
    assert "바뀐 항목: 직업, 휴대전화" in first_page.text
    assert [row["판"] for row in second.sheet("print-ledger", "출력대장") if row["환자관리번호"] == "SP-003375"] == [2]


def test_a_case_corrected_back_is_a_third_version() -> None:
    desk = Desk(a_case())
    for phone in ("010-0374-6018", "010-0999-0001", "010-0374-6018"):
        desk.portal.correct("SP-003374", "휴대전화", phone)
        desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    assert len(desk.papers) == 3


def test_a_later_time_of_change_alone_makes_no_new_version() -> None:
    desk = Desk(a_case())
    desk.office.run(inputs={}, settings=SETTINGS, approve=True)
    desk.portal.correct("SP-003374", "최종수정일시", "2021-10-06 23:59:59")

    desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    assert len(desk.papers) == 1


def test_another_purpose_is_printed_without_naming_changes() -> None:
    desk = Desk(a_case())
    desk.office.run(inputs={}, settings=SETTINGS, approve=True)

    second = desk.office.run(inputs={}, settings={**SETTINGS, "purpose": "보관"}, approve=True)

    assert second.state == "released", second.mismatches
    assert len(desk.papers) == 2
    assert "정정" not in pdf_pages(second.files["forms"]["SP-003374"])[0].text
