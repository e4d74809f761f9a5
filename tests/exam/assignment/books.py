"""Rosters as files: register, officials and adjacent 행정동 in any order, under drifting headers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random

from ..hygiene.entry import Cell, Row
from ..hygiene.tables import Book, Column, Table
from ..hygiene.writers import write_books
from ..monitoring import forms
from .facts import (
    ADDRESS,
    BIRTH,
    DAY9,
    DETAIL,
    DONG,
    HOME,
    ID,
    NAME,
    OFFICIALS,
    PHONE,
    PRESENT,
    RELEASE,
    SPECIMEN,
    START,
    STATUS,
    Official,
    Person,
    Roster,
)

PLACES = {False: (HOME,), True: (ADDRESS, DETAIL)}
Inputs = dict[str, list[Path]]


def write_roster(roster: Roster, folder: Path, chance: Random, presents: Mapping[str, str] | None = None) -> Inputs:
    """Write a roster's files, rows in any order; `presents` replaces the present official of a person's number."""
    roster.rows = {one: [_person(one, chance, presents) for _ in range(one.copies)] for one in roster.people}
    rows = [row for found in roster.rows.values() for row in found]
    chance.shuffle(rows)
    fields = (ID, NAME, BIRTH, PHONE, *PLACES[roster.by_address], DONG, START, RELEASE, STATUS, PRESENT, DAY9, SPECIMEN)
    cut = chance.choice((0, len(rows) // 2))
    parts = [part for part in (rows[:cut], rows[cut:]) if part]
    register = [_book(f"명단-{number}", part, fields, chance) for number, part in enumerate(parts, start=1)]
    officials = [_official(one, chance) for one in (*roster.officials, *roster.doubled)]
    chance.shuffle(officials)
    found = {
        "register": write_books(register, folder),
        "officials": write_books([_book("공무원", officials, OFFICIALS, chance)], folder),
    }
    if roster.adjacent is not None:
        found["adjacent"] = write_books([_adjacent(sorted(roster.adjacent), chance)], folder)
    return found


def _book(stem: str, rows: Sequence[Row], fields: Sequence[str], chance: Random) -> Book:
    made = [Column(field=name, header=forms.header(chance, name)) for name in fields]
    chance.shuffle(made)
    return Book(name=stem + chance.choice((".csv", ".xlsx", ".xlsx")), tables=[Table(rows=rows, columns=made)])


def _adjacent(pairs: Sequence[tuple[str, str]], chance: Random) -> Book:
    turned = [pair[:: chance.choice((1, -1))] for pair in pairs]
    rows = [Row({"행정동": one, "인접행정동": other}) for one, other in turned]
    fields = ("행정동", "인접행정동")
    return Book(name="인접동.csv", tables=[Table(rows=rows, columns=[Column(field=n, header=n) for n in fields])])


def _person(one: Person, chance: Random, presents: Mapping[str, str] | None) -> Row:
    plain = one.copies > 1
    cells: dict[str, Cell] = {
        ID: one.number if plain else forms.number(chance, one.number),
        NAME: one.name if plain else forms.name(chance, one.name),
        BIRTH: one.birth.isoformat() if plain else forms.birth(chance, one.birth),
        PHONE: one.phone if plain else forms.phone(chance, one.phone),
        HOME: one.home,
        ADDRESS: one.address,
        DETAIL: one.detail,
        DONG: one.dong,
        START: forms.day(chance, one.start),
        PRESENT: forms.number(chance, one.present if presents is None else presents.get(one.number, one.present)),
        DAY9: str(one.cells.get(DAY9, "")),
        STATUS: str(one.cells[STATUS]),
    }
    release = one.cells[RELEASE]
    assert isinstance(release, datetime)
    midnight = release.hour == 0  # as a workbook's moment it could not be told from a date alone
    cells[RELEASE] = f"{release:%Y-%m-%d %H:%M}" if midnight else forms.release(chance, release)
    cells[SPECIMEN] = forms.day(chance, one.start) if SPECIMEN in one.cells else ""
    return Row(cells)


def _official(one: Official, chance: Random) -> Row:
    values: tuple[Cell, ...] = (
        forms.number(chance, one.number),
        one.name,
        one.department,
        one.dong,
        "7급",
        forms.phone(chance, one.phone),
        one.app,
        one.state,
        one.start,
        one.end,
        "" if one.own_cap is None else chance.choice((one.own_cap, str(one.own_cap))),
        forms.moment(chance, one.last) if one.last else "",
        one.family,
    )
    return Row(dict(zip(OFFICIALS, values, strict=True)))
