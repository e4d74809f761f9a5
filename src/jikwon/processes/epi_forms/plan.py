"""The plan of printing: what lies before the approver, and what the acts and the ledger go by."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from jikwon.model import Personal, Result, Run, fact
from jikwon.processes.epi_forms.errors import PlanMissing
from jikwon.processes.epi_forms.forms import Form
from jikwon.processes.epi_forms.model import Case, Listed
from jikwon.processes.epi_forms.settings import Options
from jikwon.processes.epi_forms.versions import PRINT
from jikwon.tools.tables import Column, Sheet, write

PRINTS: Final = (
    "순서", "확진자번호", "환자관리번호", "행정동", "쪽수", "매수", "출력용도", "판", "바뀐항목", "출력구분",
    "출력관리번호", "SHA-256",
)  # fmt: skip
EXCLUDED: Final = ("환자관리번호", "사유코드", "사유")
ASKED: Final = ("환자관리번호", "질문코드", "질문")
NEW, PRINTED = "출력", "이미출력"
_NUMBERS: Final = frozenset({"순서", "확진자번호", "쪽수", "매수", "판"})


@fact
class Planned:
    """One line of the plan: a case that is printed now, or that lies on paper already."""

    case_no: Personal[str]
    case_id: Personal[str]
    dong: Personal[str]
    pages: int
    sheets: int
    edition: int
    is_new: bool
    number: str
    sha256: str


def write_plan(run: Run, forms: Sequence[Form], results: Sequence[Result[Listed, Case]], options: Options) -> None:
    """Write what will be printed, in order, who is left out and who waits."""
    rows = (_row(run, order, form, options) for order, form in enumerate(forms, start=1))
    sheets = [_sheet("출력예정", PRINTS, rows), *left_out(run, results)]
    write(run.output("print-plan"), sheets, at=run.clock)


def left_out(run: Run, results: Sequence[Result[Listed, Case]]) -> list[Sheet]:
    """Lay out the sheets 제외 and 확인필요 of what no earlier part of the run has listed."""
    excluded = [
        (each.item.key, each.excluded.code, _why(run, each))
        for each in results if each.excluded and not each.released
    ]  # fmt: skip
    asked = [
        (each.item.key, ask.code, run.text("questions", ask.code, **ask.details))
        for each in results for ask in each.waiting
    ]  # fmt: skip
    return [_sheet("제외", EXCLUDED, sorted(excluded)), _sheet("확인필요", ASKED, sorted(asked))]


def _why(run: Run, result: Result[Listed, Case]) -> str:
    assert result.excluded is not None
    text = run.text("exclusions", result.excluded.code)
    return f"{text}: {result.excluded.why}" if result.excluded.why else text


def _row(run: Run, order: int, form: Form, options: Options) -> tuple[str | int | None, ...]:
    case, version = form.case, form.version
    return (
        order, _number(case.case_no), case.case_id, case.dong, form.pages or None,
        options.sheets(form.pages) if form.pages else None, options.purpose, version.edition,
        ", ".join(version.changed_labels), PRINTED if version.is_printed else NEW,
        run.act(PRINT, case.case_id, version=version.text).key, form.sha256,
    )  # fmt: skip


def _number(text: str) -> str | int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else text


def _sheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> Sheet:
    made = [Column(name=each, kind="number" if each in _NUMBERS else "text") for each in columns]
    return Sheet(name=name, columns=made, rows=list(rows), landscape=len(columns) > 5 or None)


def of_case(run: Run, case_id: str) -> Planned:
    """Find the line of a case in the plan that was released; raise `PlanMissing`."""
    path = run.output("print-plan")
    planned = _read(path).get(case_id) if path.exists() else None
    if planned is None:
        raise PlanMissing(item=run.hash("item", case_id))
    return planned


def read(run: Run) -> Sequence[Planned]:
    """Read the plan that was released, in print order."""
    return tuple(_read(run.output("print-plan")).values())


def rows_of(run: Run, sheet: str) -> list[list[str]]:
    """Read the rows of 제외 or 확인필요 again, as texts."""
    return _cells(run.output("print-plan"), sheet)


@lru_cache(maxsize=4)
def _read(path: Path) -> Mapping[str, Planned]:
    found = {}
    for row in _cells(path, "출력예정"):
        cells = dict(zip(PRINTS, row, strict=True))
        found[cells["환자관리번호"]] = Planned(
            case_no=cells["확진자번호"], case_id=cells["환자관리번호"], dong=cells["행정동"],
            pages=int(cells["쪽수"] or 0), sheets=int(cells["매수"] or 0), edition=int(cells["판"]),
            is_new=cells["출력구분"] == NEW, number=cells["출력관리번호"], sha256=cells["SHA-256"],
        )  # fmt: skip
    return found


def _cells(path: Path, sheet: str) -> list[list[str]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)[1:]
    return [[_text(cell) for cell in row] for row in rows if any(cell != "" for cell in row)]


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
