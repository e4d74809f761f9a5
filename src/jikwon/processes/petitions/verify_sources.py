"""The exports and the table of departments again: what stands for each petition."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Final

from jikwon.model import Place
from jikwon.processes.petitions.verify_exports import is_same, made_at, rank
from jikwon.processes.petitions.verify_petition import Petition
from jikwon.processes.petitions.verify_words import (
    ASIDE,
    CLASSED,
    CLASSES,
    FIELDS,
    RESULTS,
    kinds_of,
    letters,
    text,
    when,
)
from jikwon.proof import Fate, FateState, Proof, Row, plain, recent_date_of
from jikwon.proof.sources import SourceTable, header_name

_SUM: Final = re.compile(r"(총|소|합|누|총합)?계|총")
_AMOUNT: Final = re.compile(r"총?\d{1,5}(명|건|개)?")
_DEPARTMENT: Final[Mapping[str, Sequence[str]]] = {
    "부서코드": ("코드", "기관코드"),
    "부서명": ("부서", "부서이름"),
    "유효시작": ("유효시작일", "시작일", "적용시작일", "적용시작"),
    "유효종료": ("유효종료일", "종료일", "적용종료일", "적용종료", "폐지일"),
}


class Sources:
    """What the exports say, and what people answered about them."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.kinds = kinds_of(proof.setting("periods"))
        self.tables: dict[tuple[str, str], SourceTable] = {}
        fields = self._fields()
        for table in proof.source_tables("petitions", fields=fields, required=("신청번호", "접수일자")):
            self.tables[table.at.file, table.at.sheet] = table
        self._made = {key: made_at(table) for key, table in self.tables.items()}

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
                if not any(is_same(row, each) for each in different):
                    different.append(row)
            return [different[int(chosen.choice) - 1]]
        return sorted(rows, key=lambda row: (-rank(self.exported(row)), _place(row)))

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
        if not any(map(str.isdigit, f"{number}{plain(row['접수일자'])}")) or _sums_up(row):
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


def _sums_up(row: Row) -> bool:
    """Tell whether a row says nothing but a word for a sum, and amounts: its count may stand where numbers do."""
    said = [letters(cell) for cell in row.cells if plain(cell)]
    return any(map(_SUM.fullmatch, said)) and all(_SUM.fullmatch(each) or _AMOUNT.fullmatch(each) for each in said)


def _folded(header: str) -> str:
    return header_name(header).casefold()


def _place(row: Row) -> tuple[str, str, int]:
    return (row.at.file, row.at.sheet, row.number)
