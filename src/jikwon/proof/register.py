"""A register of people as a proof reads it again: fates with their source rows, and the reading of a cell."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from jikwon.model import Place
from jikwon.proof.compare import phone_digits, plain, same_date
from jikwon.proof.fates import Fate
from jikwon.proof.moments import birth_of, moment_of, recent_date_of
from jikwon.proof.rows import Row

DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
PHONE: Final = re.compile(r"01\d-\d{3,4}-\d{4}|02-\d{3,4}-\d{4}|0\d{2,3}-\d{3,4}-\d{4}|1\d{3}-\d{4}")


class Person:
    """A fate with the source rows it came from."""

    __slots__ = ("columns", "fate", "rows")

    def __init__(self, fate: Fate, rows: Sequence[Row], columns: Mapping[str, int]) -> None:
        self.fate = fate
        self.rows = rows
        self.columns = columns

    @property
    def at(self) -> Sequence[Place]:
        """Where the person came from."""
        return self.fate.at

    def said(self, field: str) -> list[object]:
        """Give what the rows say in a column, the row first that a person chose."""
        rows = self.rows
        if len(rows) == 1:
            value = rows[0][field] if field in self.columns else None
            return [] if value is None else [value]
        chosen = self.fate.answers.get("rows-contradict")
        if chosen and chosen.choice.isdecimal() and int(chosen.choice) <= len(rows):
            first = rows[int(chosen.choice) - 1]
            rows = [first, *(row for row in rows if row is not first)]
        return [value for row in rows if (value := row.get(field)) is not None]

    def answered(self, *codes: str) -> list[object]:
        """Give what people answered to these questions about the person."""
        if not self.fate.answers:
            return []
        given = (self.fate.answers.get(code) for code in codes)
        return [answer.value or answer.choice for answer in given if answer is not None]

    def value(self, field: str, code: str) -> list[object]:
        """Give what a cell may be: the answer, else what the rows say first, or a person's own word for them."""
        answered = self.answered(code)
        return answered or [*self.said(field)[:1], *self.answered("rows-contradict")]

    @property
    def id(self) -> str:
        """The office's own number, or ""."""
        return next((text for cell in self.said("격리자관리번호") if (text := text_of(cell))), "")


def births_of(person: Person) -> list[object]:
    """Give what 생년월일 may be: the answer, else what resident numbers and birth dates of the rows say."""
    if answered := person.answered("birth-unclear"):
        return answered
    numbers = [birth_of(cell) for cell in (*person.said("주민등록번호"), *person.said("생년월일"))]
    return [*filter(None, numbers), *person.said("생년월일"), *person.answered("rows-contradict")]


@lru_cache(maxsize=4096, typed=True)  # few moments, many people
def release_of(cell: object) -> datetime:
    """Give the end that a release names: a day alone ends at noon, from 2022-02-09 on at midnight.

    (The quarantine rules of those days.) A word names none, and gives the end of all days.
    """
    if (moment := moment_of(cell)) is not None:
        return moment
    if (day := recent_date_of(cell)) is None:
        return datetime.max  # noqa: DTZ901 - a person has answered it
    noon = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 - the office's own time
    return noon if day < date(2022, 2, 9) else noon + timedelta(hours=12)


class At:
    """A place that checks can list."""

    def __init__(self, at: Place) -> None:
        self.at = at

    def key(self) -> tuple[str, str, int]:
        """Give file, sheet and row."""
        return row_key(self.at)


def row_key(place: Place) -> tuple[str, str, int]:
    """Give file, sheet and row."""
    return (place.file, place.sheet, place.row)


def equal(cell: object, wanted: object) -> bool:
    """Compare exactly; a blank cell is an empty text."""
    return cell == wanted or ((cell is None or cell == "") and wanted == "")


def is_one_of(cell: object, wanted: object) -> bool:
    """Compare with several values that a cell may have."""
    return cell in wanted  # type: ignore[operator]


def whole(value: object) -> int:
    """Give a whole number of a cell, -1 for anything else."""
    return int(value) if isinstance(value, int | float) and value == int(value) else -1


def text_of(value: object) -> str:
    """Give a cell as `plain` does, at once where it is plain already."""
    return value.strip() if type(value) is str and value.isascii() else plain(value)


def letters_of(value: object) -> str:
    """Give a cell as `plain` does, without blanks."""
    return plain(value).replace(" ", "")


def is_nobody(row: Row) -> bool:
    """Tell whether a row that became nobody is a total, a header said again, or says nothing of a person."""
    name, address = letters_of(row.get("성명")), letters_of(row.get("주소"))
    is_named = name not in ("", "성명", "이름") and re.fullmatch(r".*계|[\d,.]+명?", name) is None
    has_phone = len(re.sub(r"\D", "", letters_of(row.get("휴대전화")))) > 8
    return not is_named and not has_phone and re.search(r"[로길]\d", address) is None


def any_of(same: Callable[[object, object], bool]) -> Callable[[object, object], bool]:
    """Compare with one of several values that a cell may have."""

    def compare(cell: object, wanted: object) -> bool:
        for value in wanted:  # type: ignore[attr-defined]  # noqa: SIM110 - a generator takes as long as comparing
            if same(cell, value):
                return True
        return False

    return compare


def same_birth(cell: object, source: object) -> bool:
    """Compare a birth date written `1990-01-31`; six digits of a source hold for both centuries."""
    text = plain(cell)
    if cell is None or DAY.fullmatch(text) is None:
        return cell is None and source is None
    if source in (text, text.replace("-", "."), text.replace("-", "")):
        return True
    return same_date(text, source) or plain(source) == text[2:].replace("-", "")


def same_own_phone(cell: object, source: object) -> bool:
    """Compare a phone number written with its hyphens, as outputs write it, with a source's."""
    text = text_of(cell)
    if text == source:
        return PHONE.fullmatch(text) is not None
    return PHONE.fullmatch(text) is not None and phone_digits(text) == phone_digits(plain(source).removesuffix(".0"))
