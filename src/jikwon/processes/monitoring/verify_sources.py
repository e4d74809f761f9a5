"""The register and the report files again, by person, place and slot."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from jikwon.model import Answer, Place, Source
from jikwon.processes.monitoring.verify_words import (
    CHANNELS,
    PERSON,
    REGISTER_FIELDS,
    REPORT_FIELDS,
    letters,
    moment,
    text,
    whole,
)
from jikwon.proof import Fate, Proof, Row, birth_of, date_of, moment_of, phone_digits, plain
from jikwon.proof.register import release_of

Where = tuple[str, str, int]
"""Input, 원본파일 and 원본행."""
_SUM: Final = re.compile(r"(총|소|합|누|총합)?계")
_TOTAL: Final = re.compile(r"|(총|소|합|누|총합)?계|총?\d{1,5}(명|건|인)?")
_SLOT_NUMBER: Final = re.compile(r"제?(\d{1,2})(차|회차|회)?")
_SLOT_TIME: Final = re.compile(r"(오전|오후)?(\d{1,2})(?::(\d{2})(?::\d{2})?|시(?:(\d{2})분)?)")


class Sources:
    """What the registers and reports say, and what people answered about them."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.day: date = date_of(proof.setting("date")) or proof.clock.date()
        self.register: dict[Where, Row] = self._rows("register", REGISTER_FIELDS)
        self.reports: dict[Where, Row] = {}
        for name in CHANNELS.values():
            self.reports |= self._rows(name, REPORT_FIELDS)
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self.keys: dict[Where, list[str]] = {where: keys_of(row) for where, row in self.register.items()}
        self.people: dict[str, list[Row]] = defaultdict(list)
        for where, row in self.register.items():
            for key in self.keys[where]:
                self.people[key].append(row)

    def _rows(self, name: str, fields: Mapping[str, Sequence[str]]) -> dict[Where, Row]:
        tables = self.proof.source_tables(name, fields=fields)
        return {
            (name, table.at.origin, row.number): row for table in tables for row in table.rows if not _is_nobody(row)
        }

    def report(self, row: Row, file: str = "원본파일", number: str = "원본행") -> Row | None:
        """Give the report's row that an output's row names."""
        return self.reports.get((CHANNELS.get(text(row["입력경로"]), ""), text(row[file]), whole(row[number])))

    def was_taken(self, source: Source) -> bool:
        """Tell whether a report file was taken for an earlier day."""
        found = self.proof.published("file", key=source.sha256)
        return any((date_of(each.data["day"]) or date.max) < self.day for each in found)

    def words(self, person: str, field: str) -> frozenset[str]:
        """Give what the register's rows say of somebody in a column, as it is compared; "" where they say nothing."""
        if (known := self._words.get((person, field))) is None:
            known = frozenset(plain(cell) for cell in self.said(person, field)) or frozenset({""})
            self._words[person, field] = known
        return known

    def said(self, person: str, field: str) -> list[object]:
        """Give what the register's rows say of somebody in a column."""
        rows = self.people.get(person, ())
        return [value for row in rows if (value := row.get(field)) is not None]

    def was_released(self, row: Row) -> bool:
        """Tell whether a row of the register says that somebody was released before the day."""
        midnight = datetime(self.day.year, self.day.month, self.day.day)  # noqa: DTZ001 - the office's own time
        return row.get("해제예정일시") is not None and release_of(row.get("해제예정일시")) <= midnight

    @cached_property
    def slots(self) -> Mapping[str, datetime]:
        """The day's slots up to the clock, by their time."""
        now = self.proof.clock.replace(tzinfo=None)
        return {shown: at for shown, at in self.all_slots.items() if at <= now}

    @cached_property
    def all_slots(self) -> Mapping[str, datetime]:
        """All of the day's slots, by their time."""
        midnight = datetime(self.day.year, self.day.month, self.day.day)  # noqa: DTZ001 - the office's own time
        times = [each.strip().split(":") for each in self.proof.setting("slots").split(",")]
        moments = [midnight + timedelta(hours=int(hour), minutes=int(minute)) for hour, minute in times]
        return {f"{each:%H:%M}": each for each in moments}

    def slot_of(self, report: Row) -> str:
        """Give the slot that a report's row names, or falls into; "" where it says neither."""
        if (written := letters(report.get("회차"))) != "":
            return self._named_slot(written)
        at = moment(report.get("응답일시"), report.get("점검일"))
        if at is None:
            return ""
        lead = timedelta(minutes=int(self.proof.setting("lead")))
        begun = [shown for shown, starts in self.all_slots.items() if starts <= at + lead]
        return begun[-1] if begun else next(iter(self.all_slots))

    def _named_slot(self, written: str) -> str:
        if found := _SLOT_NUMBER.fullmatch(written):
            slots = [*self.all_slots]
            return slots[int(found[1]) - 1] if 1 <= int(found[1]) <= len(slots) else ""
        if found := _SLOT_TIME.fullmatch(written):
            hour = int(found[2]) + (12 if found[1] == "오후" and int(found[2]) < 12 else 0)
            shown = f"{hour:02}:{found[3] or found[4] or '00'}"
            return shown if shown in self.all_slots else ""
        return ""

    def day_of(self, report: Row) -> date | None:
        """Give the day of a report's row."""
        own = date_of(report.get("점검일"))
        if own is not None:
            return own
        at = moment_of(report.get("응답일시"))
        return at.date() if at else date_of(report.get("응답일시"))

    @cached_property
    def has_answers(self) -> bool:
        """Tell whether a person has answered anything of this run's items."""
        return any(fate.answers for fate in self.proof.fates)

    @cached_property
    def fates(self) -> Mapping[tuple[str, str, int], Fate]:
        """The fates of stray rows, by input, 원본파일 and row."""
        strays = (fate for fate in self.proof.fates if fate.key.startswith("row/"))
        return {(fate.at[0].source, fate.at[0].origin, fate.at[0].row): fate for fate in strays}

    @cached_property
    def duties(self) -> Mapping[tuple[str, str], Fate]:
        """The fates of people's slots, by the person's id (else name and birth date) and the slot."""
        found = {}
        for fate in self.proof.fates:
            if not fate.key.startswith("row/"):
                keys = self.keys.get(_where(fate.at[0]))
                found[keys[0] if keys else "", fate.key.rpartition("/")[2]] = fate
        return found

    def answers(self, person: str, slot: str) -> Mapping[str, Answer]:
        """Give what people answered about somebody's slot."""
        fate = self.duties.get((person, slot))
        return fate.answers if fate is not None else {}

    def answers_about(self, where: Where) -> Mapping[str, Answer]:
        """Give what people answered about a stray row."""
        fate = self.fates.get(where)
        return fate.answers if fate is not None else {}


def _where(place: Place) -> Where:
    return (place.source, place.origin, place.row)


def keys_of(row: Row) -> list[str]:
    """Give every key under which a row's person may be found: the id first, then name with birth date."""
    number = plain(row.get("격리자관리번호"))
    named = name_key(row)
    return [key for key in (number, named) if key] or [f"?{row.at.origin}:{row.number}"]


def name_key(row: Row) -> str:
    """Give name and birth date as they are compared; "" where one is missing."""
    name, birth = letters(row.get("성명")), birth_of(row.get("주민등록번호")) or date_of(row.get("생년월일"))
    return f"{name}|{birth}" if name and birth else ""


def same_phone_or_blank(one: Row, other: Row) -> bool:
    """Tell whether two rows do not name different phones."""
    first, second = (phone_digits(row.get("휴대전화")) for row in (one, other))
    return not first or not second or first == second


_HEADERS: Final = {"격리자관리번호", "성명", *PERSON["격리자관리번호"], *PERSON["성명"]}


def _is_nobody(row: Row) -> bool:
    """Tell whether a row is a total, a header said again, or says nothing of a person."""
    if plain(row.get("격리자관리번호")) in _HEADERS or letters(row.get("성명")) in _HEADERS:
        return True
    named = (letters(row.get(name)) for name in ("격리자관리번호", "성명", "생년월일", "주민등록번호", "휴대전화"))
    return all(_TOTAL.fullmatch(each) for each in named) or _is_total(row)


def _is_total(row: Row) -> bool:
    """Tell whether a row sums up: a word for a sum somewhere, and no birth date or phone of anybody."""
    if any(len(letters(row.get(name))) > 5 for name in ("생년월일", "휴대전화")):
        return False
    return any(_may_sum(cell) and _SUM.fullmatch(letters(cell)) for cell in row.values() if isinstance(cell, str))


def _may_sum(cell: str) -> bool:
    """Tell at once of nearly every cell that it is no word for a sum; what is written in odd letters may be."""
    return "계" in cell or (not cell.isascii() and not unicodedata.is_normalized("NFKC", cell))
