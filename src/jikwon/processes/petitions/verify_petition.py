"""A petition as the proof sees it: its fate, the rows of the exports behind it, and what people answered."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from jikwon.model import Answer, Place
from jikwon.processes.petitions.verify_words import CLASSES, is_blank, when
from jikwon.proof import Fate, Row, plain

if TYPE_CHECKING:
    from jikwon.processes.petitions.verify_sources import Sources


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
