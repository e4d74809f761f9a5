"""The faults that are planted in a workbook, sheet by sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from jikwon.model import strings
from jikwon.proof.break_xml import EMPTY, Content, RowXml, SheetXml, part_bytes, replace_parts
from jikwon.proof.readers.sheet import Sheet, Value
from jikwon.proof.readers.xlsx import read_xlsx, sheet_parts


@dataclass(frozen=True, slots=True)
class _Opened:
    """A sheet as values and as XML; row and column numbers are 0-based here."""

    sheet: Sheet
    part: str
    xml: SheetXml
    header: int
    data: tuple[int, ...]
    width: int

    @classmethod
    def of(cls, sheet: Sheet, part: str, xml: SheetXml) -> "_Opened | None":
        filled = [n for n, cells in enumerate(sheet.rows) if any(value is not None for value in cells)]
        if not filled:
            return None
        return cls(sheet, part, xml, filled[0], tuple(filled[1:]), len(sheet.rows[filled[0]]))

    def value(self, row: int, column: int) -> Value:
        return self.sheet.cell(row + 1, column + 1)

    def name(self, column: int) -> str:
        return str(self.value(self.header, column))

    def rows(self) -> list[RowXml]:
        return [row.copy() for row in self.xml.rows]


def break_workbook(data: bytes, chance: Random) -> Iterator[tuple[str, bytes]]:
    """Yield every planted fault with its description."""
    parts = sheet_parts(data)
    found = (
        _Opened.of(sheet, part, SheetXml.parse(part_bytes(data, part)))
        for sheet, part in zip(read_xlsx(data), parts, strict=True)
    )
    opened = [each for each in found if each is not None]
    for one in opened:
        for description, rows in _of_sheet(one, chance):
            yield description, replace_parts(data, {one.part: one.xml.dump(rows)})
    for first, second in _alike(opened):
        one_rows, other_rows = _exchanged_rows(first, second)
        parts_now = {first.part: first.xml.dump(one_rows), second.part: second.xml.dump(other_rows)}
        yield _say("sheets-exchanged", sheet=first.sheet.name, other=second.sheet.name), replace_parts(data, parts_now)


def _of_sheet(one: _Opened, chance: Random) -> Iterator[tuple[str, list[RowXml]]]:
    columns = range(one.width)
    for column in columns:
        yield from _swapped(one, column, chance)
        yield from _slid(one, [column], chance)
        yield from _altered(one, column, chance)
    if one.width > 2:
        yield from _slid(one, list(columns)[1:], chance)
    yield from _block_slid(one, chance)
    yield from _dropped_and_doubled(one, chance)
    yield from _headers(one, chance)
    yield from _formula(one, chance)


def _swapped(one: _Opened, column: int, chance: Random) -> Iterator[tuple[str, list[RowXml]]]:
    """Exchange two cells of a column that differ."""
    first = chance.choice(one.data) if one.data else 0
    others = [row for row in one.data if one.value(row, column) != one.value(first, column)]
    if not others:
        return
    second, rows = chance.choice(others), one.rows()
    _set(rows[first], column, _get(one, second, column))
    _set(rows[second], column, _get(one, first, column))
    yield _say("swapped", sheet=one.sheet.name, column=one.name(column), row=first + 1, other=second + 1), rows


def _slid(one: _Opened, columns: list[int], chance: Random) -> Iterator[tuple[str, list[RowXml]]]:
    """Slide a block of columns down by a row; its last cells come to its top, so that no value is lost."""
    block = _block(one, columns, chance)
    if not block:
        return
    rows = one.rows()
    for to, since in zip(block, (block[-1], *block[:-1]), strict=True):
        for column in columns:
            _set(rows[to], column, _get(one, since, column))
    named = one.name(columns[0]) if len(columns) == 1 else f"{one.name(columns[0])}…{one.name(columns[-1])}"
    yield _say("slid", sheet=one.sheet.name, column=named, row=block[0] + 1, other=block[-1] + 1), rows


def _block(one: _Opened, columns: list[int], chance: Random) -> tuple[int, ...]:
    """Choose three to six rows (two if there are no more) that follow each other and differ in these columns."""
    starts = [n for n in range(len(one.data) - 1) if _held(one, n, columns) != _held(one, n + 1, columns)]
    if not starts:
        return ()
    start = min(chance.choice(starts), max(len(one.data) - 3, 0))
    return one.data[start : start + chance.randint(3, 6)]


def _held(one: _Opened, index: int, columns: list[int]) -> list[Value]:
    return [one.value(one.data[index], column) for column in columns]


def _altered(one: _Opened, column: int, chance: Random) -> Iterator[tuple[str, list[RowXml]]]:
    """Change one cell a little, also in a column that is the same all the way down."""
    if one.data:
        row, rows = chance.choice(one.data), one.rows()
        _set(rows[row], column, _other(one.value(row, column), _get(one, row, column)))
        yield _say("altered", sheet=one.sheet.name, column=one.name(column), row=row + 1), rows


def _other(value: Value, content: Content) -> Content:
    """Give content that differs by a little: the next number, day, digit or syllable; a blank is filled."""
    if isinstance(value, bool):
        return Content("b", b"<v>0</v>" if value else b"<v>1</v>")
    if isinstance(value, int | float):
        return Content.number(value + 1)
    if isinstance(value, datetime | date | time):
        return _next_day(content)
    if not value:
        return Content.text("1")
    last = value[-1]
    if last.isascii() and last.isdigit():
        return Content.text(value[:-1] + str((int(last) + 1) % 10))
    return Content.text(value[:-1] + chr(ord(last) + 1) if "가" <= last < "힣" else value + "x")


def _next_day(content: Content) -> Content:
    number = content.inside.removeprefix(b"<v>").removesuffix(b"</v>").decode()
    if content.kind == "d":
        moved = datetime.fromisoformat(number) + timedelta(days=1)
        return Content("d", f"<v>{moved.isoformat()}</v>".encode())
    return Content.number(float(number) + 1)


def _block_slid(one: _Opened, chance: Random) -> Iterator[tuple[str, list[RowXml]]]:
    """Slide whole rows down by one, as a spreadsheet does: the top row is blank, the row below is overwritten."""
    if len(one.data) < 2:
        return
    start = chance.randrange(len(one.data) - 1)
    block, rows = one.data[start : start + chance.randint(2, 6)], one.rows()
    for column in range(one.width):
        for to, since in zip(block[1:], block[:-1], strict=True):
            _set(rows[to], column, _get(one, since, column))
        _set(rows[block[0]], column, EMPTY)
    yield _say("block-slid", sheet=one.sheet.name, row=block[0] + 1, other=block[-1] + 1), rows


def _dropped_and_doubled(one: _Opened, chance: Random) -> Iterator[tuple[str, list[RowXml]]]:
    if not one.data:
        return
    for code in ("dropped", "doubled"):
        row, rows = chance.choice(one.data), one.rows()
        if code == "dropped":
            del rows[row]
        else:
            rows.insert(row, rows[row].copy())
        yield _say(code, sheet=one.sheet.name, row=row + 1), rows


def _headers(one: _Opened, chance: Random) -> Iterator[tuple[str, list[RowXml]]]:
    """Exchange the headers of two columns."""
    if one.width > 1:
        (first, second), rows = chance.sample(range(one.width), 2), one.rows()
        _set(rows[one.header], first, _get(one, one.header, second))
        _set(rows[one.header], second, _get(one, one.header, first))
        yield _say("headers", sheet=one.sheet.name, column=one.name(first), other=one.name(second)), rows


def _formula(one: _Opened, chance: Random) -> Iterator[tuple[str, list[RowXml]]]:
    """Turn a cell into a formula that shows the same value."""
    filled = [(row, column) for row in one.data for column in range(one.width) if one.value(row, column) is not None]
    if filled:
        (row, column), rows = chance.choice(filled), one.rows()
        value = str(one.value(row, column)).replace("&", "&amp;").replace("<", "&lt;")
        _set(rows[row], column, Content("str", f"<f>1+1</f><v>{value}</v>".encode()))
        yield _say("formula", sheet=one.sheet.name, column=one.name(column), row=row + 1), rows


def _alike(opened: list[_Opened]) -> Iterator[tuple[_Opened, _Opened]]:
    """Give pairs of sheets with the same header whose rows differ."""
    for index, first in enumerate(opened):
        for second in opened[index + 1 :]:
            same = first.sheet.rows[first.header] == second.sheet.rows[second.header]
            if same and first.sheet.rows[first.header + 1 :] != second.sheet.rows[second.header + 1 :]:
                yield first, second


def _exchanged_rows(first: _Opened, second: _Opened) -> tuple[list[RowXml], list[RowXml]]:
    one, other = first.rows(), second.rows()
    return one[: first.header + 1] + other[second.header + 1 :], other[: second.header + 1] + one[first.header + 1 :]


def _get(one: _Opened, row: int, column: int) -> Content:
    return one.xml.rows[row].contents.get(column, EMPTY)


def _set(row: RowXml, column: int, content: Content) -> None:
    row.contents[column] = content


def _say(code: str, **fields: object) -> str:
    return strings.of(__name__).text("breaks", code, language=None, **fields)
