"""The roster again: each official once, who may be given people, and which dongs are adjacent."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from jikwon.processes.assignment.verify_words import ADJACENT, OFFICIALS, begins, ends, key_of, zone_of
from jikwon.proof import Proof, Row, number_of
from jikwon.proof.compare import plain

FAR = 3


class Official(NamedTuple):
    """An official's row, the cap that counts, and why nobody may be given to them ("" where somebody may)."""

    row: Row
    id: str
    cap: int
    last: datetime | None
    hindrance: str

    @property
    def zone(self) -> str:
        """The dong, as distances see it."""
        return zone_of(self.row.get("행정동"))

    @property
    def family(self) -> str:
        """The key of the official's own household."""
        return key_of(self.row.get("가족세대키"))

    @property
    def order(self) -> tuple[bool, datetime, str]:
        """Where the official stands: the longest since the last assignment first, then by id."""
        return (self.last is not None, self.last or datetime.min, self.id)  # noqa: DTZ901 - only compared


class Roster:
    """The officials by id, and the distance between dongs."""

    def __init__(self, proof: Proof) -> None:
        self._proof = proof
        rows: dict[str, list[Row]] = defaultdict(list)
        for table in proof.source_tables("officials", fields=OFFICIALS, required=("공무원ID",)):
            for row in table.rows:
                if key := key_of(row["공무원ID"]):
                    rows[key].append(row)
        self.officials = {key: self._official(key, found) for key, found in rows.items()}

    @cached_property
    def adjacent(self) -> frozenset[tuple[str, str]]:
        """The pairs of dongs that lie beside each other, both ways."""
        found = set()
        for table in self._proof.source_tables("adjacent", fields=ADJACENT, required=tuple(ADJACENT)):
            for row in table.rows:
                one, other = zone_of(row["행정동"]), zone_of(row["인접행정동"])
                found |= {(one, other), (other, one)}
        return frozenset(found)

    def distance(self, one: str, other: str) -> int:
        """Give the distance of two dongs; a blank one is far from everywhere."""
        if not one or not other:
            return FAR
        return 0 if one == other else 1 if (one, other) in self.adjacent else FAR

    def _official(self, key: str, rows: list[Row]) -> Official:
        row, is_left_out = rows[0], False
        if (chosen := self._proof.answered("official-contradicts", key)) is not None:
            named = [each for each in rows if f"{each.at.origin} {each.number}" == chosen.choice]
            row, is_left_out = (named or rows)[0], not named
        cells = {field: self._cell(key, row, field) for field in ("상한", "가용시작", "가용종료", "최근배정일시")}
        is_left_out = is_left_out or "leave-out" in cells.values()
        cap = number_of(plain(cells["상한"]).replace("명", ""))
        return Official(
            row=row,
            id=key,
            cap=int(self._proof.setting("cap")) if cap is None else int(cap),
            last=begins(cells["최근배정일시"]),
            hindrance=self._hindrance(row, cells, is_left_out=is_left_out),
        )

    def _cell(self, key: str, row: Row, field: str) -> object:
        given = self._proof.answered("official-unclear", f"{key} {field}")
        return (given.value or given.choice) if given else row.get(field)

    def _hindrance(self, row: Row, cells: Mapping[str, object], *, is_left_out: bool) -> str:
        clock = self._proof.clock.replace(tzinfo=None)
        since, until = begins(cells["가용시작"]), ends(cells["가용종료"])
        is_there = plain(row.get("가용상태")).replace(" ", "") in ("", "가용")
        if is_left_out or not is_there or (since and clock < since) or (until and until < clock):
            return "away"
        return "" if key_of(row.get("앱담당자ID")) else "no-app"
