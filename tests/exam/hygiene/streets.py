"""The real buildings and dongs of Songpa, as the shipped tables list them, and addresses that are not among them."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).resolve().parents[3] / "src" / "jikwon" / "korea" / "data"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Building:
    """One row of the building table."""

    road: str
    main: int
    sub: int
    zip_code: str
    law_dong: str

    @property
    def number(self) -> str:
        """Return the building number as the table means it, `326` or `326-1`."""
        return f"{self.main}-{self.sub}" if self.sub else str(self.main)

    @property
    def address(self) -> str:
        """Return the address as the courier must read it."""
        return f"서울특별시 송파구 {self.road} {self.number}"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def buildings() -> Sequence[Building]:
    """Return every building above ground, once, in a fixed order."""
    return sorted(
        {
            Building(
                road=row["도로명"],
                main=int(row["건물본번"]),
                sub=int(row["건물부번"]),
                zip_code=row["우편번호"],
                law_dong=row["법정동"],
            )
            for row in _rows("songpa_addresses.csv")
            if row["지하여부"] == "0"
        }
    )


@cache
def admin_dongs() -> Mapping[str, Sequence[str]]:
    """Return the 행정동 that may serve each 법정동."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows("songpa_dongs.csv"):
        for law_dong in row["관할법정동"].split("/"):
            found[law_dong].append(row["행정동"])
    return found


@cache
def roads() -> Mapping[str, frozenset[int]]:
    """Return the main numbers that each road has."""
    found: dict[str, set[int]] = defaultdict(set)
    for building in buildings():
        found[building.road].add(building.main)
    return {road: frozenset(numbers) for road, numbers in found.items()}


@cache
def zip_codes() -> Sequence[str]:
    """Return every zip code of the table in order."""
    return sorted({building.zip_code for building in buildings()})


def number_nobody_has(chance: Random, road: str) -> int:
    """Return a main number well beyond the last one of a road."""
    return max(roads()[road]) + 200 + chance.randrange(300)


def road_nobody_has(chance: Random) -> str:
    """Return a road name of the right shape that Songpa does not have."""
    while True:
        road = f"{chance.choice(['가락로', '송파대로', '중대로', '석촌호수로'])}{chance.randrange(101, 400)}길"
        if road not in roads():
            return road


def dong_impossible_for(chance: Random, law_dong: str) -> str:
    """Return a 행정동 of Songpa that cannot serve a 법정동."""
    possible = set(admin_dongs()[law_dong])
    others = {dong for dongs in admin_dongs().values() for dong in dongs} - possible
    return chance.choice(sorted(others))
