"""The words about documents hold for what is right and refute every planted fault."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.hwpx.making import AT, template

from jikwon.model import Check, Place
from jikwon.proof.breaks import breaks, is_breakable
from jikwon.proof.errors import Unreadable
from jikwon.proof.hwpx import WantedRows, document_of, page_texts, same_document, same_pages, table_of
from jikwon.proof.readers.hwpx import CellXml, Document, Line, Piece, TableXml, read_hwpx
from jikwon.tools.hwpx import Rows, fill, pdf

AT_PLACE = Place(source="report", file="report.hwpx")
FIELDS = {"제목": "10월 결과\n둘째 줄 12", "수신": "내부결재", "담당": "민원여권과"}
ROWS = [{"구분": f"{number}과", "접수": f"{number * 37:,}", "완료": str(number)} for number in range(1, 40)]
TOTAL = {"구분": "합계", "접수": "28,860", "완료": "780"}
WANTED = WantedRows(rows=ROWS, total=TOTAL)
TEMPLATE = template(labels=())
LINES = {"제목": FIELDS["제목"]}


@pytest.fixture(scope="module")
def made() -> bytes:
    return fill(TEMPLATE, fields=LINES, tables={"부서별": Rows(rows=ROWS, total=TOTAL)}, at=AT)


def look(document: Document, *, fields: dict[str, str] | None = None, rows: WantedRows = WANTED) -> Check:
    blank = read_hwpx(TEMPLATE)
    return same_document("report", document, blank, fields=fields or LINES, tables={"부서별": rows}, at=AT_PLACE)


def test_a_document_as_it_should_be_holds(made: bytes) -> None:
    check = look(read_hwpx(made))

    assert check.mismatches == 0
    assert check.compared > 3 * len(ROWS)


@pytest.mark.parametrize("seed", range(5))
def test_every_planted_fault_is_refuted(made: bytes, seed: int) -> None:
    found = list(breaks("report.hwpx", made, seed=seed))

    assert is_breakable("report.hwpx")
    assert len(found) >= 10
    assert [each.description for each in found if not look(read_hwpx(each.data)).mismatches] == []


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        ({"제목": "다른 글"}, WANTED),
        ({**LINES, "없는": "글"}, WANTED),
        (LINES, replace(WANTED, rows=ROWS[:-1])),
        (LINES, replace(WANTED, rows=[*ROWS[1:], ROWS[0]])),
        (LINES, replace(WANTED, total={**TOTAL, "완료": "781"})),
        (LINES, replace(WANTED, rows=[{**ROWS[0], "이송": "1"}, *ROWS[1:]])),
    ],
)  # fmt: skip
def test_what_differs_from_what_is_wanted_is_a_mismatch(made: bytes, fields: dict[str, str], rows: WantedRows) -> None:
    assert look(read_hwpx(made), fields=fields, rows=rows).mismatches > 0


def test_a_mismatch_names_table_and_row(made: bytes) -> None:
    check = look(read_hwpx(made), rows=replace(WANTED, total={**TOTAL, "완료": "781"}))

    assert [(at.sheet, at.row) for at in check.at] == [("부서별", len(ROWS) + 2)]


def test_a_table_is_found_by_its_name(made: bytes) -> None:
    found = table_of(read_hwpx(made), "[부서별]")

    assert found is not None
    assert found.texts()[-1] == ["합계", "28,860", "780"]
    assert table_of(read_hwpx(made), "경로별") is None


def test_the_pages_of_its_pdf_hold_and_every_fault_of_them_is_refuted(made: bytes, tmp_path: Path) -> None:
    document = read_hwpx(made)
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(made, at=AT))
    whole = path.read_bytes()

    assert same_pages("pages", document, page_texts(path), at=AT_PLACE).mismatches == 0
    for each in breaks("report.pdf", whole):
        path.write_bytes(each.data)
        assert same_pages("pages", document, page_texts(path), at=AT_PLACE).mismatches, each.description


def test_a_file_that_is_no_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "report.hwpx"
    path.write_bytes(b"no zip")

    with pytest.raises(Unreadable) as refused:
        document_of(path)

    assert refused.value.fields["file"] == "report.hwpx"


@pytest.mark.parametrize(
    ("pages", "holds"),
    [
        (["앞글 이름 구분 접수 가 1 나 2 뒷글"], True),
        (["앞글 이름", "이름 구분 접수 가 1 나 2 뒷글"], True),
        (["앞글 이름 구분 접수", "이름 구분 접수 가 1 나 2 뒷글"], True),
        (["앞글 이름 구분 접수 가 1", "이름 구분 접수 나 2 뒷글"], True),
        (["앞글 이름 구분 접수 가 1", "나 2 뒷글"], True),
        (["앞글 이름 구분 접수 가 1 나 2", "이름 구분 접수 뒷글"], False),
        (["앞글 이름 구분 접수 가 1", "이름 구분 접수 가 1 나 2 뒷글"], False),
        (["앞글", "이름 구분 접수 이름 구분 접수 가 1 나 2 뒷글"], False),
        (["앞글 이름", "이름 구분 접수 나 2 뒷글"], False),
        (["앞글 이름 구분 접수 가 1 나 2"], False),
    ],
)
def test_a_page_may_begin_with_the_header_of_the_table_that_goes_on_there_alone(pages: list[str], holds: bool) -> None:
    def row(*texts: str, header: bool = False) -> list[CellXml]:
        return [CellXml(header=header, lines=[Line([Piece(text)])]) for text in texts]

    head = [row("이름", header=True), row("구분", "접수", header=True)]
    table = TableXml(repeats=True, rows=[*head, row("가", "1"), row("나", "2")])
    document = Document([Line([Piece("앞글")]), table, Line([Piece("뒷글")])])

    assert (same_pages("pages", document, pages, at=AT_PLACE).mismatches == 0) is holds
