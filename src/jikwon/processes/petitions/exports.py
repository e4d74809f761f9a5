"""The exports: every row of every file, with when its export says it was made."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple
from unicodedata import normalize

from jikwon.korea import Reading, dates
from jikwon.model import Ask, Note, Place, Run, Source
from jikwon.processes.petitions import headers
from jikwon.processes.petitions.headers import FIELDS, NUMBER
from jikwon.processes.petitions.model import Entry
from jikwon.tools import tables
from jikwon.tools.tables import Head, Row

INPUT: Final = "petitions"
EXPORTED: Final = "출력일시"
NAMES: Final = tuple(field.name for field in FIELDS if field.name not in (NUMBER, EXPORTED))
"""The columns whose cells a line carries, in order."""
Moment = date | datetime
_SAID: Final = re.compile(
    r"(?:출력|추출|다운로드|내려받|조회|기준|작성)[가-힣 ]*(?:일시|일자|일|시각)?\)?\s*[:：]?\s*(\d.*)"
)
_IN_NAME: Final = re.compile(
    r"(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[-_T ]*([01]\d|2[0-3])[-_:시]?([0-5]\d))?(?!\d)"
)
_DAYS: Final = re.compile(r"\([^)]*일[^)]*\)")


class Line(NamedTuple):
    """One row: its number as compared, its cells (None where its table has no such column), when it was exported."""

    number: str
    cells: tuple[str | None, ...]
    at: Place
    exported: Moment | None


class Exports(NamedTuple):
    """What was read, or what must be asked about columns first."""

    lines: Sequence[Line]
    asks: Sequence[Ask]


def read(run: Run) -> Exports:
    """Read every export; rows that name no petition (a second header row) are told and skipped."""
    sources = run.sources(INPUT)
    notes: list[Note] = []
    reading = tables.read(sources, FIELDS, required=headers.REQUIRED, told=notes.append)
    heads = reading.heads()
    said, asks = headers.taught(run, headers.unknown((head.at, head.names) for head in heads))
    if asks:
        return Exports((), asks)
    if said:
        notes.clear()
        reading = tables.read(sources, FIELDS, required=headers.REQUIRED, told=notes.append, taught=said)
        heads = reading.heads()
    for head in heads:
        run.tell(Note(code="schema-known" if headers.schema_of(head.names) else "schema-own", at=head.at))
    lines = list(_lines(run, reading, heads))
    for note in notes:
        run.tell(note)
    return Exports(lines, ())


def count(source: Source) -> int:
    """Count the petitions of one file, whatever is told of it later."""
    reading = tables.read([source], FIELDS, required=headers.REQUIRED, told=lambda _: None)
    return sum(_is_petition(row.text(NUMBER), row) for row in reading)


def _lines(run: Run, reading: tables.Reading, heads: Sequence[Head]) -> Iterator[Line]:
    made = {(head.at.file, head.at.sheet): _exported(head) for head in heads}
    in_days = {(head.at.file, head.at.sheet) for head in heads if _says_days(head)}
    for row in reading:
        at = row.at
        run.count(read=1)
        number = normalize("NFKC", row.text(NUMBER)).strip()
        if not _is_petition(number, row):
            run.count(skipped=1)
            run.tell(Note(code="row-of-no-petition", at=at))
            continue
        own = _moment(row.text(EXPORTED)) if row.has(EXPORTED) else None
        key = (at.file, at.sheet)
        yield Line(number, _cells(row, in_days=key in in_days), at, own or made.get(key))


def _cells(row: Row, *, in_days: bool) -> tuple[str | None, ...]:
    cells = tuple(row.text(name) if row.has(name) else None for name in NAMES)
    period = cells[_PERIOD]
    if in_days and period and period.isdecimal():
        return (*cells[:_PERIOD], f"{period}일", *cells[_PERIOD + 1 :])
    return cells


_PERIOD: Final = NAMES.index("처리기간")


def _is_petition(number: str, row: Row) -> bool:
    """Tell a petition from a row that explains the columns: that has no digit in number and receipt."""
    return any(map(str.isdigit, number)) or any(map(str.isdigit, row.text(headers.RECEIVED)))


def _says_days(head: Head) -> bool:
    return any("처리기간" in name and _DAYS.search(name) for name in head.names)


def _exported(head: Head) -> Moment | None:
    """Give when an export says it was made: above its header, else in its file's name if that holds one date."""
    for title in head.titles:
        said = _SAID.search(title)
        if said is not None and (moment := _moment(said[1].rstrip(" )]"))) is not None:
            return moment
    named = _IN_NAME.findall(head.at.file)
    if len(named) != 1:
        return None
    year, _, month, day, hour, minute = named[0]
    return _moment(f"{year}-{month}-{day} {hour}:{minute}" if hour else f"{year}-{month}-{day}")


def _moment(written: str) -> Moment | None:
    reading = dates.read(written) if written else None
    return reading.value if isinstance(reading, Reading) else None


def received_on(line: Line) -> date | None:
    """Give the day of a row's 접수일자, None where it has no one reading."""
    reading = dates.read_day(line.cells[_RECEIVED] or "")
    return reading.value if isinstance(reading, Reading) else None


_RECEIVED: Final = NAMES.index(headers.RECEIVED)
_ATTRIBUTES: Final = {
    "applied": "신청일자", "received": headers.RECEIVED, "channel": "민원신청경로", "petitioner": "민원인",
    "address": "주소",
    "phone": "전화번호", "title": "민원제목", "gist": "민원요지", "body": "민원내용", "status": "처리상태",
    "handling": "처리유형", "kind": "민원종류", "period": "처리기간", "due": "법정/내부처리기한",
    "assigned": "담당자지정일시", "code": "부서코드", "officer": "담당자", "closed": "처리일", "answer": "처리결과",
    "extensions": "처리연장횟수", "stops": "불산입기간처리횟수", "supplements": "내용보완요청횟수",
    "before": "이전신청번호추가",
    "topic": "업무분야",
    "satisfaction": "1차만족도", "satisfaction_note": "1차만족불만족사유",
}  # fmt: skip
_PLACES: Final = tuple((name, NAMES.index(column)) for name, column in _ATTRIBUTES.items())
_DEPARTMENTS: Final = tuple(NAMES.index(f"담당부서{number}") for number in range(1, 5))


def entry_of(line: Line) -> Entry:
    """Give a row as a fact."""
    cells = line.cells
    return Entry(
        number=line.number, at=line.at, departments=tuple(cells[place] or "" for place in _DEPARTMENTS),
        **{name: cells[place] or "" for name, place in _PLACES},
    )  # fmt: skip
