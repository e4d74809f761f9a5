"""Exports against each other: when each was made, and whether two rows of one petition say the same."""

import re
from datetime import date, datetime
from typing import Final

from jikwon.processes.petitions.verify_words import decoded, when
from jikwon.proof import Row, date_of, moment_of, plain
from jikwon.proof.sources import SourceTable

_SAID: Final = re.compile(
    r"(?:출력|추출|다운로드|내려받|조회|기준|작성)[가-힣 ]*\)?\s*[:：]?\s*(\d[\d\s.:/년월일시분-]*)"
)
_NAMED: Final = re.compile(
    r"(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[-_T ]*([01]\d|2[0-3])[-_:시]?([0-5]\d))?(?!\d)"
)
_NOT_SAID: Final = ("출력일시",)


def made_at(table: SourceTable) -> date | datetime | None:
    """Give when an export was made, by what stands above its header, else by its file's name; None for neither."""
    for row in table.sheet.rows[: table.header_row - 1]:
        for cell in row:
            found = _SAID.search(cell) if isinstance(cell, str) else None
            if found and (made := when(found[1].strip())) is not None:
                return made
    named = _NAMED.findall(table.at.file)
    if len(named) != 1:
        return None
    year, _, month, day, hour, minute = named[0]
    written = f"{year}-{month}-{day}"
    return moment_of(f"{written} {hour}:{minute}") if hour else date_of(written)


def rank(made: date | datetime | None) -> float:
    """Give a number that is the greater the later an export was made; 0 where nobody knows."""
    if made is None:
        return 0.0
    clock = made.hour / 24 + made.minute / 1440 if isinstance(made, datetime) else 0.0
    return made.toordinal() + clock


def is_same(one: Row, other: Row) -> bool:
    """Tell whether two rows of one number say the same in the columns that both have, and have the same ones."""
    if set(one) != set(other):
        return False
    return all(one[name] == other[name] or _alike(one[name], other[name]) for name in one if name not in _NOT_SAID)


def _alike(one: object, other: object) -> bool:
    if plain(decoded(one)) == plain(decoded(other)):
        return True
    first, second = when(one), when(other)
    return first is not None and first == second
