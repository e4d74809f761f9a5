"""Administrative dongs (행정동) and the legal dongs (법정동) they have a share in."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from jikwon.korea import characters, tables
from jikwon.korea.readings import Reading, Unclear
from jikwon.model import fact

UNDECIDED: Final = "미확정"
COLUMNS: Final = ("행정동코드", "행정동", "관할법정동")
ENDED: Final[Mapping[str, str]] = {"잠실1동": "2008-06-30", "잠실5동": "2008-06-30"}
"""Dongs of Songpa that are no more, with their last day."""

_FORMER_ORDINAL: Final = re.compile(r"제(\d+동)$")

GIVEN: Final = "dong-given"
DERIVED: Final = "dong-derived"
IMPOSSIBLE: Final = "dong-impossible"
OPEN: Final = "dong-undecided"


@fact
class Dong:
    """One administrative dong: its ten-digit code, and the legal dongs it lies in."""

    code: str
    name: str
    legal: tuple[str, ...]


class DongTable:
    """The dongs of one district."""

    def __init__(self, dongs: tuple[Dong, ...]) -> None:
        self.dongs = dongs
        self.by_name: Mapping[str, Dong] = {dong.name: dong for dong in dongs}
        legal = {name for dong in dongs for name in dong.legal}
        self._of_legal = {each: tuple(dong.name for dong in dongs if each in dong.legal) for each in legal}

    @property
    def legal_names(self) -> frozenset[str]:
        """Every 법정동 of the district."""
        return frozenset(self._of_legal)

    def possible(self, legal: str) -> tuple[str, ...]:
        """List the 행정동 that an address in 법정동 `legal` can lie in, in the table's order."""
        return self._of_legal.get(legal, ())

    def is_possible(self, admin: str, legal: str) -> bool:
        """Tell whether an address in 법정동 `legal` can lie in 행정동 `admin`."""
        return admin in self._of_legal.get(legal, ())

    def read(self, raw: str) -> Reading[str] | Unclear:
        """Read the name of a 행정동, however spaced (`잠실 본동`, `송파구 풍납제1동`).

        Unclear: `dong-blank`, `dong-ended` (잠실1동, 잠실5동), `dong-unknown`.
        """
        if raw in self.by_name:
            return Reading(value=raw)
        text, notes = characters.clean(raw)
        name = _FORMER_ORDINAL.sub(r"\1", text.rpartition("구 ")[2].replace(" ", ""))
        if not name or name == UNDECIDED:
            return Unclear(reason="dong-blank")
        if name in self.by_name:
            return Reading(value=name, normalised=(*notes, "dong-form") if name != text else notes)
        if name in ENDED:
            return Unclear(reason="dong-ended", details={"dong": name, "last_day": ENDED[name]})
        return Unclear(reason="dong-unknown", details={"written": raw})

    def decide(self, legal: str, given: str = "") -> Reading[str]:
        """Decide an address's 행정동 from its 법정동 and what the register says.

        Given and possible is used (`dong-given`); else the only possible one is derived
        (`dong-derived`); else it is 미확정 (`dong-undecided`). `dong-impossible` comes first where
        the register named one that cannot be, is unknown, or has ended.
        """
        named = self.read(given)
        if isinstance(named, Reading) and self.is_possible(named.value, legal):
            return Reading(value=named.value, normalised=(*named.normalised, GIVEN))
        told = () if isinstance(named, Unclear) and named.reason == "dong-blank" else (IMPOSSIBLE,)
        possible = self.possible(legal)
        if len(possible) == 1:
            return Reading(value=possible[0], normalised=(*told, DERIVED))
        return Reading(value=UNDECIDED, normalised=(*told, OPEN))


def from_csv(content: bytes) -> DongTable:
    """Make an office's own table from a CSV (UTF-8 or cp949) with the columns of `COLUMNS`."""
    rows = tables.rows(content, COLUMNS, table="dongs")
    return DongTable(tuple(Dong(code=code, name=name, legal=tuple(legal.split("/"))) for code, name, legal in rows))


@cache
def songpa() -> DongTable:
    """Give Songpa-gu's 27 dongs, read once."""
    return from_csv(resources.files("jikwon.korea").joinpath("data/songpa_dongs.csv").read_bytes())
