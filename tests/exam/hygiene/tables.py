"""How a register's file looks: its sheets, columns and headers, what stands above, between and below the rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from .entry import (
    ADDRESS,
    BIRTH,
    DETAIL,
    DONG,
    ID,
    NAME,
    NOTE,
    PHONE,
    RELEASE,
    RESIDENT,
    START,
    STATUS,
    SUPPORT,
    ZIP,
    Cell,
    Row,
)

SYNONYMS = {
    ID: ("격리자관리번호", "관리번호"),
    NAME: ("성명", "이름"),
    BIRTH: ("생년월일",),
    RESIDENT: ("주민등록번호",),
    PHONE: ("휴대전화", "연락처", "전화번호", "핸드폰"),
    ZIP: ("우편번호",),
    ADDRESS: ("주소", "도로명주소", "격리장소", "격리장소주소"),
    DETAIL: ("상세주소", "동호수"),
    DONG: ("행정동",),
    START: ("격리시작일",),
    RELEASE: ("해제예정일시", "해제예정일"),
    STATUS: ("상태",),
    SUPPORT: ("지원구분",),
    NOTE: ("비고",),
}
STRANGERS = ("연번", "등록자", "통지서", "동거인 수", "국적")
"""Columns that the contract does not know and that must change nothing."""


@dataclass(slots=True, kw_only=True)
class Column:
    """One column: the field it holds (blank for a stranger), its header, and the group above it."""

    field: str
    header: str
    group: str = ""
    hidden: bool = False


@dataclass(slots=True, kw_only=True)
class Table:
    """One sheet with a register's rows.

    gaps: indexes of rows before which empty rows stand; left: empty columns before the first.
    merged: (field, first, last) of data cells that stand merged over several rows.
    """

    rows: Sequence[Row]
    columns: Sequence[Column]
    sheet: str = "격리자"
    titles: Sequence[str] = ()
    total: bool = False
    gaps: frozenset[int] = frozenset()
    gap_height: int = 1
    left: int = 0
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: Sequence[tuple[str, int, int]] = ()

    @property
    def two_rows(self) -> bool:
        """Tell whether the header stands in two rows."""
        return any(column.group for column in self.columns)

    @property
    def head(self) -> int:
        """Return how many lines stand above the first row."""
        return len(self.titles) + (2 if self.two_rows else 1)

    def lines(self) -> Iterator[tuple[list[Cell], Row | None, int | None]]:
        """Yield every line of the sheet with the row it holds and that row's index."""
        blank: list[Cell] = [None] * self.left
        for title in self.titles:
            yield [*blank, title], None, None
        if self.two_rows:
            yield [*blank, *(self._upper(place) for place in range(len(self.columns)))], None, None
        yield [*blank, *self._lower()], None, None
        for index, row in enumerate(self.rows):
            if index in self.gaps:
                yield from (([], None, None) for _ in range(self.gap_height))
            yield [*blank, *self._cells(index, row)], row, index
        if self.total:
            yield [*blank, "합계", *[None] * (len(self.columns) - 2), f"{len(self.rows)}명"], None, None

    def _upper(self, place: int) -> str | None:
        column = self.columns[place]
        if not column.group:
            return column.header
        grouped_before = place > 0 and self.columns[place - 1].group == column.group
        return None if grouped_before else column.group

    def _lower(self) -> list[Cell]:
        if not self.two_rows:
            return [column.header for column in self.columns]
        return [column.header if column.group else None for column in self.columns]

    def _cells(self, index: int, row: Row) -> list[Cell]:
        covered = {name for name, first, last in self.merged if first < index <= last}
        return [None if column.field in covered else self._cell(column, index, row) for column in self.columns]

    def _cell(self, column: Column, index: int, row: Row) -> Cell:
        if not column.field:
            return index + 1 if column.header == "연번" else None
        if column.field == ADDRESS and not any(other.field == DETAIL for other in self.columns):
            parts = [str(row.cells[name] or "") for name in (ADDRESS, DETAIL)]
            return ", ".join(part for part in parts if part)
        return row.cells[column.field]


@dataclass(slots=True, kw_only=True)
class Book:
    """One file: its name tells the format, `encoding` counts for CSV only; `notes` are sheets without a table."""

    name: str
    tables: Sequence[Table]
    encoding: str = "utf-8"
    notes: Sequence[str] = ()
    options: dict[str, bool] = field(default_factory=dict)

    def label(self, table: Table) -> str:
        """Return the 원본파일 of a table's rows."""
        return f"{self.name} [{table.sheet}]" if len(self.tables) + len(self.notes) > 1 else self.name


def columns(*fields: str, chance: Random | None = None) -> list[Column]:
    """Return columns for the fields, in order with the first headers, or shuffled with any where chance is given."""
    made = [Column(field=name, header=chance.choice(SYNONYMS[name]) if chance else name) for name in fields]
    if chance:
        made += [Column(field="", header=name) for name in chance.sample(STRANGERS, chance.randrange(3))]
        chance.shuffle(made)
    return made


ALL = (ID, NAME, BIRTH, PHONE, ZIP, ADDRESS, DETAIL, DONG, START, RELEASE, STATUS, SUPPORT, NOTE)
"""The columns of a register that lacks nothing but resident numbers."""
