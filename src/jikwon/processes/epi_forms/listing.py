"""The lines of the list as work items: one per case, each with its place on the screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from jikwon.model import Ask, Choice, Item, Place, Run, Subject, SubjectKind
from jikwon.processes.epi_forms.errors import ListIncomplete
from jikwon.processes.epi_forms.model import Listed, Listing
from jikwon.processes.epi_forms.settings import Options

COLUMNS: Final = {
    "case_id": "환자관리번호", "case_no": "확진자번호", "name": "성명", "dong": "행정동", "reported_on": "신고일",
}  # fmt: skip
"""What is taken of a line, by the attribute of `Listed`."""
_OTHERS: Final = ("상태", "출력", "상세")
ABSENT: Final = "absent"


def items(run: Run, found: Listing, options: Options) -> Iterator[Item[Listed] | Ask]:
    """Give an item per line, or ask which column a needed one is; keep every screen as a source."""
    at = [
        run.keep("list-page", f"{options.day.isoformat()} {number:03}", screen.html)
        for number, screen in enumerate(found.screens, start=1)
    ]
    headers = list(next((row for screen in found.screens for row in screen.rows), {}))
    names = {name: _column(run, column, headers) for name, column in COLUMNS.items()}
    if asks := [_ask(run, COLUMNS[name], headers, at[0]) for name, column in names.items() if not column]:
        yield from asks
        return
    seen: set[str] = set()
    for place, screen in zip(at, found.screens, strict=True):
        for number, row in enumerate(screen.rows, start=1):
            line = _listed(row, names)
            if line.case_id in seen:
                raise ListIncomplete(site="epidemic", listed=len(seen), total=found.total)
            seen.add(line.case_id)
            run.count(read=1, used=1)
            yield Item(key=line.case_id, at=(replace(place, row=number),), body=line)


def _column(run: Run, column: str, headers: Sequence[str]) -> str:
    """Give the header that a column has on the screen, "" where it must be asked for."""
    if not headers or column in headers:
        return column
    answer = run.answer("column-missing", _subject(column))
    return answer.choice if answer else ""


def _ask(run: Run, column: str, headers: Sequence[str], at: Place) -> Ask:
    known = {*COLUMNS.values(), *_OTHERS}
    others = [name for name in headers if name not in known]
    choices = [Choice(code=name, label=name) for name in others]
    if column not in ("환자관리번호", "확진자번호"):
        choices.append(Choice(code=ABSENT, label=run.text("choices", ABSENT)))
    return Ask(
        code="column-missing", about=_subject(column), at=(at,), choices=tuple(choices), free=False,
        details={"column": column, "seen": ", ".join(others) or "–"},
    )  # fmt: skip


def _subject(column: str) -> Subject:
    return Subject(kind=SubjectKind.COLUMN, key=f"확진자 목록/{column}")


def _listed(row: Mapping[str, str], names: Mapping[str, str]) -> Listed:
    cells = {name: row.get(header, "").strip() for name, header in names.items()}
    return Listed(**cells)
