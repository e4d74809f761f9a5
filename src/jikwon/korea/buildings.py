"""The building table: which road has which numbers, with their zip code and 법정동."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from jikwon.korea import tables
from jikwon.korea.errors import TableUnreadable

COLUMNS: Final = ("우편번호", "도로명", "지하여부", "건물본번", "건물부번", "법정동")

Row = Sequence[str]
"""The cells of a line of the table."""


class Number(NamedTuple):
    """A building's number on its road."""

    main: int
    sub: int = 0
    underground: bool = False


class Building(NamedTuple):
    """What the table says of one building."""

    zip: str
    legal_dong: str


class BuildingTable:
    """The buildings of one district, by road; a road's rows are cut and parsed when it is first asked for."""

    def __init__(self, rows_of: Mapping[str, Sequence[Row | str]]) -> None:
        self._rows_of = rows_of
        self._roads: dict[str, dict[Number, Building]] = {}
        self.longest = max(map(len, rows_of), default=0)

    def __iter__(self) -> Iterator[tuple[str, Number, Building]]:
        """Give every building, by road."""
        for road in self._rows_of:
            for number, building in self.numbers(road).items():
                yield road, number, building

    def has_road(self, road: str) -> bool:
        """Tell whether the district has the road."""
        return road in self._rows_of

    def numbers(self, road: str) -> Mapping[Number, Building]:
        """Give the buildings of a road (none for a road that the district does not have)."""
        known = self._roads.get(road)
        if known is None:
            if road not in self._rows_of:
                return {}
            known = self._roads[road] = _parsed(self._rows_of[road])
        return known

    def find(self, road: str, main: int, sub: int = 0, *, underground: bool = False) -> Building | None:
        """Find a building, or None."""
        return self.numbers(road).get(Number(main, sub, underground))


def from_csv(content: bytes) -> BuildingTable:
    """Make an office's own table from a CSV (UTF-8 or cp949) with the columns of `COLUMNS`.

    Exact repeats are one building. Raise `TableUnreadable` for a missing column or a number that is
    none, naming it.
    """
    table = _by_road(tables.rows(content, COLUMNS, table="buildings"))
    for _ in table:  # an office's own file is read to its end at once, so that a bad row stops here
        pass
    return table


@cache
def songpa() -> BuildingTable:
    """Give Songpa-gu's 21,541 buildings, loaded once."""
    content = resources.files("jikwon.korea").joinpath("data/songpa_addresses.csv").read_bytes()
    lines = tables.lines(content, COLUMNS, by=1)
    return BuildingTable(lines) if lines else _by_road(tables.rows(content, COLUMNS, table="buildings"))


def _by_road(rows: Iterable[Row]) -> BuildingTable:
    rows_of: dict[str, list[Row]] = {}
    for row in rows:
        rows_of.setdefault(row[1], []).append(row)
    return BuildingTable(rows_of)


def _parsed(rows: Iterable[Row | str]) -> dict[Number, Building]:
    numbers: dict[Number, Building] = {}
    cut = (row.split(",") if isinstance(row, str) else row for row in rows)
    for zip_code, road, underground, main, sub, legal in cut:
        try:
            number = Number(int(main), int(sub or 0), underground == "1")
        except ValueError:
            raise TableUnreadable(name="buildings", columns=f"{COLUMNS[3]}, {COLUMNS[4]}", row=road) from None
        building = Building(zip_code.zfill(5), legal)
        if numbers.setdefault(number, building) != building:
            raise TableUnreadable(name="buildings", columns=f"{COLUMNS[0]}, {COLUMNS[5]}", row=f"{road} {main}-{sub}")
    return numbers
