"""The building table again, as data: by the proof's own reader."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final, NamedTuple

from jikwon.proof.proof import Proof
from jikwon.proof.readers.separated import Indexed

BUILDING: Final = ("우편번호", "도로명", "지하여부", "건물본번", "건물부번", "법정동")


class Building(NamedTuple):
    """What the table fixes of a building."""

    zip: str
    legal_dong: str


class Buildings:
    """The building table; a road's lines are cut when one of its buildings is asked for."""

    def __init__(self, data: bytes) -> None:
        self._lines = Indexed(data, BUILDING[1])
        self._columns = [self._lines.header.index(column) for column in BUILDING]
        self._roads: dict[str, Mapping[str, Building]] = {}

    def get(self, building: str) -> Building | None:
        """Find `올림픽로 326` or `올림픽로 지하 326`."""
        road = building.rpartition(" ")[0].removesuffix(" 지하")
        if (known := self._roads.get(road)) is None:
            known = self._roads[road] = dict(map(self._building, self._lines.rows(road)))
        return known.get(building)

    def _building(self, cells: Sequence[str]) -> tuple[str, Building]:
        zip_code, road, below, main, sub, legal = (cells[index] for index in self._columns)
        number = ("지하 " if below == "1" else "") + main + (f"-{sub}" if sub not in ("", "0") else "")
        return f"{road} {number}", Building(zip_code.zfill(5), legal)


def buildings(proof: Proof) -> Buildings:
    """Give the office's own building table, else the shipped one."""
    return _indexed(table_of(proof, "buildings", "songpa_addresses.csv"))


def table_of(proof: Proof, name: str, shipped: str) -> bytes:
    """Give the content of a table that an office may bring as an input, else of the shipped one."""
    own = proof.sources.get(name) or ()
    return own[0].read() if own else resources.files("jikwon").joinpath(f"korea/data/{shipped}").read_bytes()


@lru_cache(maxsize=2)  # a worker proves many runs, and `check --prove` hundreds, by one table
def _indexed(data: bytes) -> Buildings:
    return Buildings(data)
