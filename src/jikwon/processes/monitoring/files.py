"""파일원장: every file that was read, and what became of its rows."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from jikwon.model import Place, Run
from jikwon.processes.monitoring.picture import Picture
from jikwon.processes.monitoring.reports import INPUTS

COLUMNS: Final = "파일 입력경로 행수 채택 탈락 질문 SHA-256"
_REGISTER: Final = "register"
_TAKEN, _DROPPED, _ASKED = range(3)

_Rows = dict[tuple[str, str], tuple[set[tuple[str, int]], ...]]
"""By input and file: the rows that count, that do not, and that are asked about, each by sheet and number."""


def ledger(run: Run, picture: Picture) -> Iterator[tuple[str | int, ...]]:
    """Give a line for every file in the order of inputs and names.

    Of the register a row counts if it stands for a person who is watched; merged rows and people released before
    the day do not.
    """
    rows = _by_file(picture)
    for name, shown in ((_REGISTER, "REGISTER"), *((name, channel.value) for name, channel in INPUTS.items())):
        for source in run.sources(name):
            taken, dropped, asked = map(len, rows[name, source.name])
            whole = picture.rows.get((name, source.name), taken + dropped + asked)
            if name == _REGISTER:
                dropped = whole - taken - asked
            yield (source.name, shown, whole, taken, dropped, asked, source.sha256)


def _by_file(picture: Picture) -> _Rows:
    rows: _Rows = defaultdict(lambda: (set(), set(), set()))

    def count(at: Place, kind: int) -> None:
        rows[at.source, at.file][kind].add((at.sheet, at.row))

    for standing in picture.standings:
        if standing.report:
            count(standing.report.at, _TAKEN)
    for each in picture.dropped:
        count(each.report.at, _DROPPED)
    for waiting in picture.waiting:
        for place in waiting.at:
            count(place, _ASKED)
    for places in picture.members:
        if not any((place.sheet, place.row) in rows[_REGISTER, place.file][_ASKED] for place in places):
            count(places[0], _TAKEN)
    return rows
