"""분류 is refuted wherever it says otherwise than exports, answers and the approved model."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from jikwon.model.outputs import OutputFile
from jikwon.processes.petitions.tests.exports import BOOK, HEADER, number, row, table
from jikwon.processes.petitions.tests.test_classes import BLANK, Told, with_models
from jikwon.proof.breaks import breaks
from jikwon.testing import RunResult
from jikwon.testing.proving import instead
from jikwon.testing.releasing import checks_of, proof_of

Row = dict[str, object]
Change = Callable[[list[Row]], object]
LAMP = "가로등이 꺼졌습니다"


def models() -> dict[str, Told]:
    """Two models that know one word."""
    return {"type": Told("가로등", "가로등"), "department": Told("가로등", "도로과")}


@pytest.fixture(scope="module")
def proved() -> RunResult:
    """A run whose classes rest on the export, on models, and on a person."""
    rows = (
        row(1, 업무분야="소음"),
        row(2, 민원내용=LAMP, 업무분야="", **BLANK),
        row(3, 업무분야=""),
        row(4, 민원내용="가로등이 깜빡입니다", 업무분야="가로등", **BLANK),
    )
    made = with_models(**models()).run(
        inputs={"petitions": [("민원.csv", table(rows, [*HEADER, "업무분야"]))]},
        answers={(number(3), "type-unsure"): "악취"}, approve=True,
    )  # fmt: skip
    assert made.verdict == "proved", [(check.name, check.at) for check in made.mismatches]
    return made


def refuted_by(result: RunResult, data: bytes) -> set[str]:
    """Put a broken workbook in the place of the proved one, prove again, and name what refutes it."""
    course = result.course
    whole: OutputFile = next(each for each in course.files if each.name == BOOK)
    broken = whole.path.with_name(".broken.xlsx")
    broken.write_bytes(data)
    proof = proof_of(course, instead(course.files, whole, broken))
    return {check.name for check in checks_of(course, "verify", proof) if check.mismatches}


def changed(book: Path, change: Change) -> bytes:
    """Change the rows of 분류."""
    opened = openpyxl.load_workbook(book)
    sheet = opened["분류"]
    header = [str(cell.value) for cell in sheet[1]]
    rows: list[Row] = [dict(zip(header, values, strict=True)) for values in sheet.iter_rows(2, values_only=True)]
    change(rows)
    sheet.delete_rows(2, sheet.max_row)
    for each in rows:
        sheet.append([each[name] for name in header])
    made = io.BytesIO()
    opened.save(made)
    return made.getvalue()


def set_to(at: tuple[int, str], **cells: object) -> Change:
    """Change cells of the row of a petition and a kind."""

    def change(rows: list[Row]) -> None:
        (found,) = (each for each in rows if (each["민원접수번호"], each["항목"]) == (number(at[0]), at[1]))
        found.update(cells)

    return change


def test_the_sheet_written_again_as_it_was_is_proved(proved: RunResult) -> None:
    assert refuted_by(proved, changed(proved.outputs[BOOK], lambda rows: rows)) == set()


@pytest.mark.parametrize(
    ("change", "by"),
    [
        pytest.param(set_to((2, "유형"), 값="기타"), "classes-as-proposed", id="another label"),
        pytest.param(set_to((2, "유형"), 확신도=0.99), "classes-as-proposed", id="surer than the model"),
        pytest.param(set_to((2, "유형"), 확신도=None), "classes-as-proposed", id="the model's chance is gone"),
        pytest.param(set_to((3, "유형"), 확인방법="모델"), "classes-as-proposed", id="a person as the model"),
        pytest.param(set_to((1, "유형"), 확인방법="모델"), "classes-as-proposed", id="the export as the model"),
        pytest.param(set_to((2, "유형"), 확인방법="원본", 확신도=None), "classes-as-said", id="a proposal as said"),
        pytest.param(set_to((2, "유형"), 확인방법="담당자", 확신도=None), "classes-as-said", id="as answered"),
        pytest.param(set_to((2, "유형"), 확인방법="규칙"), "classes-as-said", id="a basis that there is not"),
        pytest.param(set_to((3, "유형"), 값="소음"), "classes-as-said", id="another answer"),
        pytest.param(set_to((3, "유형"), 확신도=0.97), "classes-as-said", id="a chance for a person's word"),
        pytest.param(set_to((1, "유형"), 값="악취"), "classes-as-said", id="another word"),
        pytest.param(set_to((2, "처리부서"), 값="치수과"), "classes-as-proposed", id="another department"),
        pytest.param(set_to((2, "유형"), 항목="경로"), "classes-complete", id="a kind that there is not"),
        pytest.param(set_to((2, "유형"), 민원접수번호=number(9)), "classes-as-proposed", id="no such petition"),
        pytest.param(lambda rows: rows.pop(), "classes-complete", id="a row is missing"),
        pytest.param(lambda rows: rows.append(rows[0]), "classes-complete", id="a row stands twice"),
    ],
)  # fmt: skip
def test_a_class_that_says_otherwise_is_refuted(proved: RunResult, change: Change, by: str) -> None:
    assert by in refuted_by(proved, changed(proved.outputs[BOOK], change))


def test_every_planted_break_of_a_workbook_with_classes_is_refuted(proved: RunResult) -> None:
    book = proved.outputs[BOOK]
    planted = [each for each in breaks(book.name, book.read_bytes()) if "분류" in each.description]

    assert len(planted) > 10
    assert [each.description for each in planted if not refuted_by(proved, each.data)] == []


def test_a_model_that_no_longer_proposes_what_was_decided_refutes_it(proved: RunResult) -> None:
    proved.course.run._around.models["type"].word = "신호등"

    assert refuted_by(proved, proved.outputs[BOOK].read_bytes()) == {"classes-as-proposed"}


@pytest.mark.parametrize("change", [{"max_error": 0.02}, {"errors": 4}, {"accepted": 900}, {"thresholds": ()}])
def test_a_certificate_that_does_not_hold_refutes_what_was_decided(
    proved: RunResult, change: dict[str, object]
) -> None:
    model = proved.course.run._around.models["type"]
    model.certificate = replace(model.certificate, **change)

    assert "bound-holds" in refuted_by(proved, proved.outputs[BOOK].read_bytes())
