"""The building table: which road has which numbers, with their zip code and 법정동."""

import csv
import io
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from jikwon.korea.errors import TableUnreadable
from jikwon.korea.tables import text_of

COLUMNS: Final = ("우편번호", "도로명", "지하여부", "건물본번", "건물부번", "법정동")

Row = list[str]


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
    """The buildings of one district, by road; a road's rows are parsed when it is first asked for."""

    def __init__(self, rows_of: Mapping[str, list[Row]]) -> None:
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
            known = self._roads[road] = _parsed(self._rows_of.get(road, ()))
        return known

    def find(self, road: str, main: int, sub: int = 0, *, underground: bool = False) -> Building | None:
        """Find a building, or None."""
        return self.numbers(road).get(Number(main, sub, underground))
