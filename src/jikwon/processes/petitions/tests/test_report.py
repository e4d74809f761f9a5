"""The period's report is an official document whose figures are the summary's."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jikwon.model import SettingInvalid
from jikwon.processes.petitions import report
from jikwon.processes.petitions.model import Figures, Proposals, Summary
from jikwon.processes.petitions.report import Letter, fields_of, tables_of, write_report
from jikwon.processes.petitions.tests import report_template
from jikwon.tools.hwpx import FieldMissing, HwpxUnreadable, TableMissing, check, fill, read
from jikwon.tools.hwpx.package import Package, put_together

CLOCK = datetime(2021, 11, 1, 9, tzinfo=ZoneInfo("Asia/Seoul"))
TOTAL = Figures(
    name="합계", received=12_345, done=11_000, open=1_000, transferred=300, withdrawn=40, merged=5, late=17,
    mean_days=4.5,
)  # fmt: skip
SUMMARY = Summary(
    first=date(2021, 10, 1), last=date(2021, 10, 31), clock=CLOCK, total=TOTAL,
    by_department=(replace(TOTAL, name="교통행정과"),), by_kind=(replace(TOTAL, name=""),),
    by_channel=(replace(TOTAL, name="국민신문고"), Figures(name="전화")), late_done=12, late_open=5, differing=2,
    twins=3, refiled=4, waiting=6, excluded=7, blanks=(("부서코드", 1_001),),
)  # fmt: skip
LETTER = Letter(office="송파구", to="송파구청장", sender="송파구청장")


def test_the_report_is_sound_and_says_the_summarys_figures(tmp_path: Path) -> None:
    write_report(SUMMARY, tmp_path / "a.hwpx", tmp_path / "a.pdf", letter=LETTER)

    data = (tmp_path / "a.hwpx").read_bytes()
    tables = {table.caption: table.rows for table in read(data).tables}
    assert check(data) == []
    assert tables["가. 총괄"][2] == ["12,345", "11,000", "1,000", "300", "40", "5", "17", "4.5"]
    assert tables["다. 민원종류별 처리 현황"][2][0] == "미기재"
    assert tables["라. 접수경로별 처리 현황"][-2:] == [
        ["전화", "0", "0", "0", "0", "0", "0", "0", "-"],
        ["합계", "12,345", "11,000", "1,000", "300", "40", "5", "17", "4.5"],
    ]
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_the_same_figures_give_the_same_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_report(SUMMARY, tmp_path / f"{name}.hwpx", tmp_path / f"{name}.pdf", letter=LETTER)

    assert (tmp_path / "a.hwpx").read_bytes() == (tmp_path / "b.hwpx").read_bytes()
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_items_are_numbered_and_dates_are_written_as_the_decree_has_them() -> None:
    fields = fields_of(SUMMARY, LETTER)

    assert fields["제목"] == "민원 처리결과 보고(2021년 10월 접수)"
    assert fields["요약"].split("\n") == [
        "가. 대상: 2021. 10. 1. ~ 2021. 10. 31. 접수 민원 12,345건",
        "나. 기준: 2021. 11. 1. 09:00",
        "다. 처리: 완료 11,000건, 처리중 1,000건, 이송 300건, 취하 40건, 병합 5건",
        "라. 지연: 17건(기한을 넘겨 처리 12건, 기한이 지난 처리중 5건)",
        "마. 시스템의 처리기한이 법정 기한과 다른 민원: 2건",
        "바. 중복·재신청: 중복 3건, 재신청 4건",
        "사. 확인 중이거나 제외하여 표에 넣지 않은 민원: 확인필요 6건, 제외 7건",
        "아. 원자료에 값이 없어 비워 둔 필수항목: 부서코드 1,001건",
    ]
    assert fields["붙임"] == "붙임  민원 처리결과(petition-results.xlsx) 1부.  끝."


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2021, 12, 1), date(2021, 12, 31), "2021년 12월"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024년 2월"),
        (date(2021, 10, 1), date(2021, 10, 30), "2021. 10. 1. ~ 2021. 10. 30."),
        (date(2021, 1, 1), date(2021, 12, 31), "2021. 1. 1. ~ 2021. 12. 31."),
    ],
)
def test_a_whole_month_is_named_and_other_periods_are_dated(first: date, last: date, written: str) -> None:
    assert written in fields_of(replace(SUMMARY, first=first, last=last), LETTER)["제목"]


def test_a_letter_to_the_own_office_names_no_sender() -> None:
    assert fields_of(SUMMARY, replace(LETTER, to="내부결재"))["발신명의"] == ""
    assert fields_of(SUMMARY, LETTER)["발신명의"] == "송파구청장"


def test_a_table_by_type_is_there_only_with_a_model(tmp_path: Path) -> None:
    given = Proposals(model="abc", asked=100, accepted=90, threshold=0.9, bound=0.0098)
    with_model = replace(SUMMARY, by_type=(replace(TOTAL, name="불법주정차"),), proposals=given)

    assert tables_of(SUMMARY)[report.TYPES] is None
    assert tables_of(with_model)[report.TYPES] is not None
    assert "100건 가운데 90건을 분류(오류율 상한 0.98%, 신뢰수준 95%)" in fields_of(with_model, LETTER)["요약"]


def test_a_period_without_petitions_is_a_report_too(tmp_path: Path) -> None:
    nothing = replace(SUMMARY, total=Figures(name="합계"), by_department=(), by_kind=(), by_channel=())

    write_report(nothing, tmp_path / "a.hwpx", tmp_path / "a.pdf")

    tables = read((tmp_path / "a.hwpx").read_bytes()).tables
    assert tables[1].rows[2][0] == "해당 없음"


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid) as refused:
        write_report(
            SUMMARY, tmp_path / "a.hwpx", tmp_path / "a.pdf", letter=Letter(template=str(tmp_path / "없음.hwpx"))
        )

    assert "없음.hwpx" in str(refused.value)


@pytest.mark.parametrize(("given", "error"), [("fields", FieldMissing), ("tables", TableMissing)])
def test_a_template_of_the_office_needs_the_same_fields_and_tables(
    given: str, error: type[FieldMissing] | type[TableMissing]
) -> None:
    fields, tables = fields_of(SUMMARY, LETTER), tables_of(SUMMARY)
    if given == "fields":
        fields |= {"새 항목": "값"}
    else:
        tables |= {"새 표": tables["총괄"]}

    with pytest.raises(error):
        fill(report.TEMPLATE.read_bytes(), fields=fields, tables=tables, at=CLOCK)


def test_a_template_that_hancom_would_not_open_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    own = tmp_path / "서식.hwpx"
    own.write_bytes(
        put_together({**Package(report.TEMPLATE.read_bytes()).parts, "Contents/section8.xml": b"<a/>"}, at=CLOCK)
    )

    with pytest.raises(HwpxUnreadable) as refused:
        write_report(SUMMARY, tmp_path / "a.hwpx", tmp_path / "a.pdf", letter=replace(LETTER, template=str(own)))

    assert refused.value.fields == {"file": "서식.hwpx", "part": "Contents/section8.xml", "why": "section-unlisted"}
    assert not (tmp_path / "a.hwpx").exists()


def test_the_shipped_template_is_what_its_script_makes() -> None:
    assert report.TEMPLATE.read_bytes() == report_template.make()
