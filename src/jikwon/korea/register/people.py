"""Rows to people: which rows are one person's, which row stays, and where they contradict each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from typing import Generic, NamedTuple, Protocol, TypeVar
from unicodedata import normalize

from jikwon.korea import Reading, characters, dates, names, phones, residents
from jikwon.korea.register.entries import Entry
from jikwon.model import Place

Triple = tuple[str, str, str]
"""Name, birth date and phone, normalised; "" where one is blank."""


E = TypeVar("E", bound=Entry)


class Written(Protocol):
    """A row of a table."""

    @property
    def filled(self) -> int:
        """How many of its cells are not blank."""


class Line(NamedTuple, Generic[E]):
    """A row of the register on its way to a person, with what it says of who it is."""

    entry: E
    at: Place
    row: Written
    triple: Triple


class Group(NamedTuple, Generic[E]):
    """The rows of one person, the one that stays first, and the other ids that may be the same person's."""

    id: str
    lines: Sequence[Line[E]]
    twins: Sequence[str]

    @property
    def triple(self) -> Triple:
        """The person's name, birth date and phone, each from the first row that has it."""
        return first_triple(line.triple for line in self.lines)


def triple_of(entry: Entry, *, today: date) -> Triple:
    """Normalise name, birth date and phone; what cannot be read stays as written."""
    name, phone = names.read(entry.name), phones.read(entry.phone)
    return (
        name.value if isinstance(name, Reading) else characters.clean(entry.name)[0],
        birth_text(entry.birth, today=today),
        phone.value if isinstance(phone, Reading) else characters.clean(entry.phone)[0],
    )


def birth_text(written: str, *, today: date) -> str:
    """Give a birth date as `1990-01-31`; what cannot be read stays as written."""
    if not written:
        return ""
    birth = read_birth(written, today)
    return f"{birth.value}" if isinstance(birth, Reading) else characters.clean(written)[0]


@lru_cache(maxsize=1 << 16)  # every row's birth date is read twice, and there are few days
def read_birth(written: str, today: date) -> dates.DayReading:
    """Read a birth date; see `dates.read_birth_date`."""
    return dates.read_birth_date(written, today=today)


def first_triple(triples: Iterable[Triple]) -> Triple:
    """Fill the blanks of the first triple from the others, in order."""
    name = birth = phone = ""
    for each in triples:
        name, birth, phone = name or each[0], birth or each[1], phone or each[2]
    return (name, birth, phone)


def group(lines: Iterable[Line[E]]) -> Iterator[Group[E]]:
    """Gather the rows of each person: by id, else by name, birth date and phone.

    A row without an id belongs to the id that has its name, birth date and phone (of several the
    first). Without a whole triple only rows that say the same throughout are one person's.
    """
    by_id: dict[str, list[Line[E]]] = {}
    nameless: dict[tuple[str, ...], list[Line[E]]] = {}
    for line in lines:
        entry = line.entry
        if entry.id:
            by_id.setdefault(entry.id, []).append(line)
        elif all(line.triple):
            nameless.setdefault(line.triple, []).append(line)
        else:
            nameless.setdefault((*line.triple, *content(entry)), []).append(line)
    ids_of = _ids_by_triple(by_id)
    for triple in [triple for triple in nameless if triple in ids_of]:
        by_id[min(ids_of[triple])] += nameless.pop(triple)
    for key, found in by_id.items():
        ordered = _kept_first(found)
        ids = ids_of.get(first_triple(line.triple for line in ordered), ()) if ids_of else ()
        yield Group(key, ordered, [each for each in ids if each != key] if len(ids) > 1 else ())
    for found in nameless.values():
        yield Group("", _kept_first(found), ())


def identity(group: Group[E]) -> tuple[str, ...]:
    """Name, birth date and phone; where one is blank, everything that the row says."""
    triple = group.lines[0].triple
    return triple if all(triple) else (*triple, *content(group.lines[0].entry))


def _ids_by_triple(by_id: Mapping[str, Sequence[Line[E]]]) -> Mapping[tuple[str, ...], Sequence[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for key in sorted(by_id):
        lines = by_id[key]
        triple = lines[0].triple if len(lines) == 1 else first_triple(line.triple for line in _kept_first(lines))
        if all(triple):
            found.setdefault(triple, []).append(key)
    return found


def _kept_first(lines: Sequence[Line[E]]) -> Sequence[Line[E]]:
    """Order rows: most filled cells, then file name, then content; the place decides between equal rows."""
    if len(lines) == 1:
        return lines
    return sorted(
        lines, key=lambda line: (-line.row.filled, line.at.file, content(line.entry), line.at.sheet, line.at.row)
    )


_TEXTS: dict[str, tuple[str, ...]] = {}


def _texts(entry: Entry) -> tuple[str, ...]:
    """Name the fields of an entry that hold text."""
    of = f"{type(entry).__module__}.{type(entry).__name__}"
    if (known := _TEXTS.get(of)) is None:
        known = _TEXTS[of] = tuple(field.name for field in fields(entry) if isinstance(field.default, str))
    return known


def content(entry: Entry) -> tuple[str, ...]:
    """Give everything that an entry says, for a key or an order that no place decides."""
    return tuple(getattr(entry, name) for name in _texts(entry))


def merge(entries: Sequence[E]) -> E:
    """Fill the blanks of the first entry from the others, in order."""
    kept = entries[0]
    blank = [name for name in _texts(kept) if not getattr(kept, name)]
    found = {
        name: value for name in blank if (value := next(filter(None, (getattr(each, name) for each in entries)), ""))
    }
    return replace(kept, **found, has_release=any(each.has_release for each in entries))


def id_said(text: str) -> str:
    """Give an id as ids are compared (NFKC, trimmed); a resident number is none."""
    if not text.isascii():
        text = normalize("NFKC", text).strip()
    return "" if len(text) >= len("7112311234567") and residents.find(text) else text


def birth_said(written: str, number: str, *, today: date) -> str:
    """Give the birth date as written, or as the resident number `number` says it (ISO).

    Where the number has no date, its first six digits are all that is left of it; where the two say
    different days both stand there, and no reading is possible.
    """
    if len(written) > 10 and residents.find(written):
        written, number = "", number or written
    if not number:
        return written
    resident = residents.read(number, today=today)
    if not isinstance(resident, Reading):
        return written or (number[:6] if number[:6].isdecimal() else "?")
    day = resident.value.birth_date
    return f"{day}" if not written or _is_day(written, day, today) else f"{written} / {day}"


def _is_day(written: str, day: date, today: date) -> bool:
    if written == f"{day:%y%m%d}":
        return True
    reading = dates.read_birth_date(written, today=today)
    return isinstance(reading, Reading) and reading.value == day
