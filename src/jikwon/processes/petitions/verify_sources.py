"""The exports and the table of departments again: what stands for each petition."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Final

from jikwon.model import Answer, Place
from jikwon.processes.petitions.verify_words import (
    ASIDE,
    CLASSED,
    CLASSES,
    FIELDS,
    RESULTS,
    decoded,
    is_blank,
    kinds_of,
    letters,
    text,
    when,
)
from jikwon.proof import Fate, FateState, Proof, Row, date_of, moment_of, plain, recent_date_of
from jikwon.proof.sources import SourceTable, header_name

Where = tuple[str, str, int]
"""File, sheet and row."""
_SAID: Final = re.compile(
    r"(?:출력|추출|다운로드|내려받|조회|기준|작성)[가-힣 ]*\)?\s*[:：]?\s*(\d[\d\s.:/년월일시분-]*)"
)
_NAMED: Final = re.compile(
    r"(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[-_T ]*([01]\d|2[0-3])[-_:시]?([0-5]\d))?(?!\d)"
)
_DEPARTMENT: Final[Mapping[str, Sequence[str]]] = {
    "부서코드": ("코드", "기관코드"),
    "부서명": ("부서", "부서이름"),
    "유효시작": ("유효시작일", "시작일", "적용시작일", "적용시작"),
    "유효종료": ("유효종료일", "종료일", "적용종료일", "적용종료", "폐지일"),
}


class Petition:
    """One petition's fate with its rows, the one that stands first."""

    __slots__ = ("fate", "number", "rows", "sources")

    def __init__(self, fate: Fate, rows: Sequence[Row], number: str, sources: "Sources") -> None:
        self.fate, self.rows, self.number, self.sources = fate, rows, number, sources

    @property
    def at(self) -> Sequence[Place]:
        """Where it came from."""
        return self.fate.at

    def get(self, field: str) -> object:
        """Give a cell of the row that stands; of the next one whose table has the column, where its own has not."""
        for row in self.rows:
            if field in row:
                return row[field]
        return None

    def has(self, field: str) -> bool:
        """Tell whether any of the rows' tables has a column that the proof knows for the field."""
        return any(field in row for row in self.rows)

    def strange(self) -> list[object]:
        """Give the cells under headers that neither the proof nor an answer of this run knows."""
        return [row[name] for row in self.rows for name in row if name.startswith("?") and row[name] is not None]

    def answer(self, code: str) -> Answer | None:
        """Give what a person answered about the petition."""
        return self.fate.answers.get(code) if self.fate.answers else None

    def said(self, code: str) -> str:
        """Give a person's answer as text, "" for none."""
        answer = self.answer(code)
        return (answer.value or answer.choice) if answer else ""

    def moment(self, field: str, *codes: str) -> date | datetime | None:
        """Give a moment of the petition: a person's answer to one of the codes, else the cell's."""
        for code in codes:
            if (said := self.said(code)) and (found := when(said)) is not None:
                return found
        return when(self.get(field))

    @property
    def received(self) -> date | datetime | None:
        """Give when it was received."""
        return self.moment("접수일자", "received-time-missing", "received-unclear")

    @property
    def closed(self) -> date | datetime | None:
        """Give when it was answered."""
        if is_blank(self.get("처리일")):
            return None
        return self.moment("처리일", "closed-before-received", "closed-time-missing", "closed-unclear")

    @property
    def department(self) -> str:
        """Give the deepest filled 담당부서; where the export says neither it nor a code, what 분류 names."""
        written = self.written_department
        if written or not is_blank(self.get("부서코드")):
            return written
        return self.sources.classes.get((self.number, CLASSES["department"]), "")

    @property
    def written_department(self) -> str:
        """Give the deepest filled 담당부서 of the export."""
        cells = (self.get(f"담당부서{level}") for level in (4, 3, 2, 1))
        return next((plain(cell) for cell in cells if not is_blank(cell)), "")

    @property
    def body(self) -> object:
        """Give 민원내용, else 민원요지."""
        return self.get("민원요지") if is_blank(self.get("민원내용")) else self.get("민원내용")

    @property
    def word(self) -> str:
        """Give 처리상태, else 처리유형."""
        cell = self.get("처리유형") if is_blank(self.get("처리상태")) else self.get("처리상태")
        return plain(cell)


class Sources:
    """What the exports say, and what people answered about them."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.kinds = kinds_of(proof.setting("periods"))
        self.tables: dict[tuple[str, str], SourceTable] = {}
        fields = self._fields()
        for table in proof.source_tables("petitions", fields=fields, required=("신청번호", "접수일자")):
            self.tables[table.at.file, table.at.sheet] = table
        self._made = {key: _exported(table) for key, table in self.tables.items()}

    def _fields(self) -> dict[str, Sequence[str]]:
        """Give the known fields, the columns that people named in this run, and the strange ones under `?header`."""
        known = {header_name(name) for field, names in FIELDS.items() for name in (field, *names)}
        known |= {header_name(name) for name in ASIDE.split()}
        fields: dict[str, Sequence[str]] = dict(FIELDS)
        for header in self._strange(known):
            answer = self.proof.answered("header-unknown", _folded(header))
            if answer is None:
                fields[f"?{header}"] = (header,)
            elif answer.choice in fields:
                fields[answer.choice] = (*fields[answer.choice], header)
        return fields

    def _strange(self, known: set[str]) -> list[str]:
        found: dict[str, None] = {}
        for sheet, _ in self.proof.source_sheets("petitions"):
            for row in sheet.rows[:50]:
                names = [cell for cell in row if isinstance(cell, str)]
                if sum(header_name(name) in known for name in names) >= 4:
                    found |= dict.fromkeys(name for name in names if header_name(name) not in known)
                    break
        return list(found)

    @cached_property
    def petitions(self) -> dict[str, Petition]:
        """Give the petitions by item key."""
        return {fate.key: self._petition(fate) for fate in self.proof.fates}

    @cached_property
    def by_number(self) -> dict[str, Petition]:
        """Give those that are done by their number."""
        return {each.number: each for each in self.petitions.values() if each.fate.state is FateState.DONE}

    def _petition(self, fate: Fate) -> Petition:
        rows = [row for at in fate.at if (row := self.row(at)) is not None]
        if len(rows) > 1:
            rows = self._standing_first(fate, rows)
        given = fate.answers.get("number-missing") if fate.answers else None
        number = plain(rows[0]["신청번호"]) if rows else ""
        return Petition(fate, rows, number or (given.value.strip() if given else ""), self)

    def row(self, at: Place) -> Row | None:
        """Give the row of a place."""
        table = self.tables.get((at.file, at.sheet))
        if table is None and not at.sheet:
            table = next((each for key, each in self.tables.items() if key[0] == at.file), None)
        return table.row(at.row) if table else None

    def _standing_first(self, fate: Fate, rows: list[Row]) -> list[Row]:
        chosen = fate.answers.get("contents-differ")
        if chosen is not None:
            different: list[Row] = []
            for row in sorted(rows, key=_place):
                if not any(_same(row, each) for each in different):
                    different.append(row)
            return [different[int(chosen.choice) - 1]]
        return sorted(rows, key=lambda row: (-_rank(self.exported(row)), _place(row)))

    def exported(self, row: Row) -> date | datetime | None:
        """Give when a row's export was made, None where it does not say."""
        own = when(row["출력일시"]) if "출력일시" in row else None
        return own or self._made.get((row.at.file, row.at.sheet))

    @cached_property
    def departments(self) -> dict[str, list[tuple[str, date, date]]]:
        """Give the lines of the table of departments by name: code, first and last day."""
        found = defaultdict(list)
        for table in self.proof.source_tables("departments", fields=_DEPARTMENT, required=("부서코드", "부서명")):
            for row in table.rows:
                first, last = (recent_date_of(row.get(name)) for name in ("유효시작", "유효종료"))
                found[letters(row["부서명"])].append((plain(row["부서코드"]), first or date.min, last or date.max))
        return dict(found)

    @cached_property
    def shown(self) -> list[Row]:
        """Give the rows of 처리결과 of every part of the run."""
        earlier = [row for table in self.proof.earlier_sheets(RESULTS, "처리결과") for row in table.rows]
        return [*earlier, *self.proof.sheet(RESULTS, "처리결과").rows]

    @cached_property
    def classes(self) -> dict[tuple[str, str], str]:
        """Give the classes that 분류 names, of every part of the run, by number and 항목; `verify_classes` proves."""
        if not any(self.proof.model(kind) for kind in CLASSES):
            return {}
        tables = [*self.proof.earlier_sheets(RESULTS, CLASSED), self.proof.sheet(RESULTS, CLASSED)]
        return {
            (text(row["민원접수번호"]), text(row["항목"])): text(row["값"]) for table in tables for row in table.rows
        }

    @cached_property
    def period(self) -> tuple[date, date]:
        """Give the first and the last day of the period; without one every day."""
        written = self.proof.setting("period").strip()
        if not written:
            return date.min, date.max
        if found := re.fullmatch(r"(\d{4})[-.]?(\d\d)", written):
            year, month = int(found[1]), int(found[2])
            following = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), date.fromordinal(following.toordinal() - 1)
        first, last = (recent_date_of(each.strip()) for each in re.split(r"\.\.(?!\d*$)|\.\.|~", written, maxsplit=1))
        return first or date.min, last or date.max

    def counts(self, row: Row, first: date, last: date) -> bool:
        """Tell whether a row must have a fate: it names a petition, received in the period or nobody knows when.

        A row whose number has a fate, or that a newer export has moved out of the period, need not itself.
        """
        number, received = plain(row["신청번호"]), when(row["접수일자"])
        if not any(map(str.isdigit, f"{number}{plain(row['접수일자'])}")):
            return False
        on = received if not isinstance(received, datetime) else received.date()
        if on is not None and not first <= on <= last:
            return False
        return not number or self._rows_of[number] == 1

    @cached_property
    def _rows_of(self) -> Counter[str]:
        return Counter(plain(row["신청번호"]) for table in self.tables.values() for row in table.rows)

    def of(self, row: Row) -> Petition | None:
        """Give the petition of an output's row."""
        return self.by_number.get(text(row["민원접수번호"]))


def _folded(header: str) -> str:
    return header_name(header).casefold()


def _place(row: Row) -> tuple[str, str, int]:
    return (row.at.file, row.at.sheet, row.number)


def _rank(made: date | datetime | None) -> float:
    if made is None:
        return 0.0
    clock = made.hour / 24 + made.minute / 1440 if isinstance(made, datetime) else 0.0
    return made.toordinal() + clock


def _same(one: Row, other: Row) -> bool:
    """Tell whether two rows of one number say the same in the columns that both have, and have the same ones."""
    if set(one) != set(other):
        return False
    return all(one[name] == other[name] or _alike(one[name], other[name]) for name in one if name not in _NOT_SAID)


_NOT_SAID: Final = ("출력일시",)


def _alike(one: object, other: object) -> bool:
    if plain(decoded(one)) == plain(decoded(other)):
        return True
    first, second = when(one), when(other)
    return first is not None and first == second


def _exported(table: SourceTable) -> date | datetime | None:
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
