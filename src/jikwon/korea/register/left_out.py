"""Who is left out of a register's outputs, and who waits: the rows of 제외 and 확인필요."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from jikwon.korea import Reading, names
from jikwon.model import Place, Result, Run

EXCLUDED: Final = "격리자관리번호 성명 사유코드 사유 원본파일 원본행"
ASKED: Final = "격리자관리번호 성명 질문코드 질문 원본파일 원본행"

Row: TypeAlias = Result[Any, Any]
"""A person's result; the item's body has `entries`, the row first that stays, in the order of its places."""


class Line(NamedTuple):
    """A row of 제외 or 확인필요, with what it is sorted by first."""

    id: str
    name: str
    code: str
    text: str
    place: Place

    @property
    def cells(self) -> tuple[str, str, str, str, str, int]:
        """The cells in the order of the sheet's columns."""
        return (self.id, self.name, self.code, self.text, self.place.origin, self.place.row)


def excluded(run: Run, results: Sequence[Row], late: Iterable[tuple[Row, str]]) -> Iterator[Sequence[str | int]]:
    """Give who is left out, with every merged row; what an earlier part has listed is not listed again.

    `late` are those whom only all people together leave out, each with its code.
    """
    return _ordered(_excluded(run, results, late))


def asked(
    run: Run, results: Sequence[Row], settled: Iterable[tuple[Row, str]], waiting: Iterable[tuple[Row, str]]
) -> Iterator[Sequence[str | int]]:
    """Give every open question but those of who is `settled`.

    `waiting` are those whom only all people together let wait, each with the question's code.
    """
    return _ordered(_asked(run, results, settled, waiting))


def _excluded(run: Run, results: Sequence[Row], late: Iterable[tuple[Row, str]]) -> Iterator[Line]:
    is_first = not any(row.released for row in results)
    merged = run.text("exclusions", "중복")
    for row in results:
        if row.excluded and not row.released:
            why = row.excluded.why
            text = run.text("exclusions", row.excluded.code)
            yield _line(row, row.excluded.code, f"{text}: {why}" if why else text)
        if is_first and len(row.item.at) > 1:
            for number in range(1, len(row.item.at)):
                yield _line(row, "중복", merged, number)
    for row, code in late:
        yield _line(row, code, run.text("exclusions", code))


def _asked(
    run: Run, results: Sequence[Row], settled: Iterable[tuple[Row, str]], waiting: Iterable[tuple[Row, str]]
) -> Iterator[Line]:
    decided = {row.item.key for row, _ in settled}
    for row in results:
        if row.waiting and row.item.key not in decided:
            for ask in row.waiting:
                yield _line(row, ask.code, run.text("questions", ask.code))
    for row, code in waiting:
        yield _line(row, code, run.text("questions", code))


def _line(row: Row, code: str, text: str, number: int = 0) -> Line:
    """Name a person by the row's own id and name, else by those of the row that stays."""
    entries = row.item.body.entries
    written = entries[number].name or next((each.name for each in entries if each.name), "")
    name = names.read(written)
    id_ = entries[number].id or next((each.id for each in entries if each.id), "")
    return Line(id_, name.value if isinstance(name, Reading) else written, code, text, row.item.at[number])


def _ordered(lines: Iterable[Line]) -> Iterator[Sequence[str | int]]:
    for line in sorted(
        lines,
        key=lambda each: (
            not each.id,
            each.id,
            each.name,
            each.code,
            each.place.file,
            each.place.sheet,
            each.place.row,
        ),
    ):
        yield line.cells
