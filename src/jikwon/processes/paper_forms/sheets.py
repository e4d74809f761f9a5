"""The workbook: the forms' values, what each rests on, what is asked, and what was left out."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal

from jikwon.model import Ask, Result, Run
from jikwon.model.items import kind_of
from jikwon.processes.paper_forms.model import Basis, Field, Form, Kind, Page, Template, Value
from jikwon.tools.tables import Cell, Column, Sheet

ASKED: Final = ("파일", "쪽", "항목", "질문코드")
BASES: Final = ("파일", "쪽", "항목", "값", "신뢰도", "확인방법")
LEFT_OUT: Final = ("파일", "쪽", "사유코드", "사유")
_NUMBERS: Final = frozenset({"쪽", "신뢰도"})

Cells = tuple[Cell, ...]


def workbook(run: Run, template: Template, results: Sequence[Result[Page, Form]]) -> list[Sheet]:
    """Lay out the sheets; a supplement holds only what its part is the first to say."""
    ordered = sorted(results, key=lambda each: (each.item.body.file, each.item.body.page))
    new = [each for each in ordered if not each.released]
    forms = [each.done.fact for each in new if each.done]
    return [
        Sheet(name="자료", columns=_columns(template), rows=[_row(template, form) for form in forms]),
        _sheet("확인필요", ASKED, (row for each in ordered for row in _asked(each))),
        _sheet("근거", BASES, (row for form in forms for row in _bases(form))),
        _sheet("제외", LEFT_OUT, (_left_out(run, each) for each in new if each.excluded)),
    ]


def _columns(template: Template) -> list[Column]:
    kinds: dict[Kind, Literal["date", "number"]] = {Kind.DATE: "date", Kind.NUMBER: "number"}
    named = [Column(name=field.name, kind=kinds.get(field.kind, "text")) for field in template.fields]
    return [Column(name="파일"), Column(name="쪽", kind="number"), *named]


def _row(template: Template, form: Form) -> Cells:
    values = {value.field: value.value for value in form.values}
    return (form.page.file, form.page.page, *(_cell(field, values[field.name]) for field in template.fields))


def _cell(field: Field, value: str) -> Cell:
    if not value:
        return None
    match field.kind:
        case Kind.DATE:
            return date.fromisoformat(value)
        case Kind.NUMBER:
            return int(value)
    return value


def _bases(form: Form) -> Iterable[Cells]:
    for each in form.values:
        yield (form.page.file, form.page.page, each.field, each.value, _confidence(each), each.basis.value)


def _confidence(value: Value) -> float | None:
    return value.confidence if value.basis is Basis.RULE else None


def _asked(result: Result[Page, Form]) -> Iterable[Cells]:
    for ask in result.waiting:
        yield (result.item.body.file, result.item.body.page, _field_of(ask), kind_of(ask.code))


def _field_of(ask: Ask) -> str:
    return ask.code.partition("/")[2]


def _left_out(run: Run, result: Result[Page, Form]) -> Cells:
    assert result.excluded is not None
    words = run.text("exclusions", result.excluded.code)
    reason = f"{words}: {result.excluded.why}" if result.excluded.why else words
    return (result.item.body.file, result.item.body.page, result.excluded.code, reason)


def _sheet(name: str, columns: Sequence[str], rows: Iterable[Cells]) -> Sheet:
    made = [Column(name=each, kind="number" if each in _NUMBERS else "text") for each in columns]
    return Sheet(name=name, columns=made, rows=list(rows))
