"""Columns: the registered lists load without a question, an unknown header is one question, remembered."""

import io

import openpyxl
import pytest

from jikwon.processes.petitions.schemas import SCHEMAS
from jikwon.processes.petitions.tests.exports import HEADER, asked, office, only, results, row, run, table
from jikwon.tools.tables import ColumnMissing


@pytest.mark.parametrize(("name", "columns"), [*zip(SCHEMAS, (83, 77, 81), strict=True)])
def test_a_registered_list_loads_without_a_question(name: str, columns: int) -> None:
    assert len(SCHEMAS[name]) == columns

    result = run(files=[("a.csv", table([row()], SCHEMAS[name]))])

    assert only(result)["처리기한일시"] == "2021-10-14"
    assert not result.questions


def test_the_three_lists_load_together() -> None:
    files = [(f"{n}.csv", table([row(n)], schema)) for n, schema in enumerate(SCHEMAS.values(), start=1)]

    result = run(files=files)

    assert len(results(result)) == 3
    assert result.verdict == "proved"


@pytest.mark.parametrize("second", ["again", "remark"])
def test_a_second_header_row_is_no_petition(second: str) -> None:
    lines = table([row()]).splitlines()
    lines.insert(1, lines[0] if second == "again" else ",".join("문자" for _ in HEADER))

    result = run(files=[("a.csv", "\n".join(lines))])

    assert len(results(result)) == 1
    assert result.verdict == "proved"


@pytest.mark.parametrize("count", ["1", "총1건", ""])
def test_a_total_whose_count_stands_where_numbers_do_is_no_petition(count: str) -> None:
    header = ["2차연장동의자", *HEADER]
    total = {"2차연장동의자": "합 계", "신청번호": count}

    result = run(files=[("a.csv", table([row(), total], header))])

    assert len(results(result)) == 1
    assert result.verdict == "proved"


def test_group_headers_above_the_columns_are_no_columns() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([None if not name.startswith("담당부서") else "담당부서" for name in HEADER])
    sheet.append(list(HEADER))
    sheet.append([row().get(name) for name in HEADER])
    sheet.merge_cells(
        start_row=1, end_row=1, start_column=HEADER.index("담당부서1") + 1, end_column=HEADER.index("담당부서4") + 1
    )
    book.save(data := io.BytesIO())

    result = run(files=[("a.xlsx", data.getvalue())])

    assert only(result)["처리부서"] == "공원녹지과"
    assert not result.questions


def test_an_unknown_header_is_one_question_for_all_files_and_is_remembered() -> None:
    by = office()
    strange = [*HEADER, "처리담당국"]
    files = [(f"{n}.csv", table([row(n, 처리담당국="도시국")], strange)) for n in (1, 2)]

    waiting = run(files=files, by=by)
    assert [(each.code, each.key) for each in waiting.questions] == [("header-unknown", "처리담당국")]
    result = by.answer(waiting, {("처리담당국", "header-unknown"): "aside"}, approve=True)
    later = run(files=files, by=by)

    assert result.state == "released"
    assert later.state == "released"
    assert len(results(later)) == 2


def test_an_answer_says_what_an_unknown_column_holds_now_and_later() -> None:
    by = office()
    header = [name.replace("처리결과", "회신문") for name in HEADER]
    files = [("a.csv", table([row(회신문="회신합니다.")], header))]

    result = by.answer(run(files=files, by=by), {("회신문", "header-unknown"): "처리결과"}, approve=True)
    later = run(files=files, by=by)

    assert only(result)["답변내용"] == only(later)["답변내용"] == "회신합니다."


def test_a_missing_number_column_ends_before_any_work() -> None:
    with pytest.raises(ColumnMissing):
        run(files=[("a.csv", table([row()], [name for name in HEADER if name != "접수일자"]))])


def test_titles_above_the_header_and_blank_columns_do_no_harm() -> None:
    header = [*HEADER[:5], "", *HEADER[5:]]

    result = run(files=[("a.csv", table([row()], header, titles=["민원현황목록", ""]))])

    assert only(result)["민원접수번호"] == "1AA-2110-0000001"
    assert asked(result) == set()
