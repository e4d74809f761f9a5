"""The files of a day: which columns a channel's file has, and how registers and reports become books."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from unicodedata import normalize

from ..hygiene.entry import Row
from ..hygiene.tables import Book, Column, Table
from ..hygiene.writers import cp949_fits
from . import forms
from .facts import AT, BIRTH, DAY, ID, NAME, NOTE, PHONE, RESULT, SLOT, SYMPTOMS, TEMP, Report

IDENTITIES: dict[str, tuple[str, ...]] = {
    "id": (ID,),
    "id and name": (ID, NAME),
    "full": (ID, NAME, BIRTH, PHONE),
    "name": (NAME, BIRTH),
    "phone": (NAME, BIRTH, PHONE),
}
TIMES: dict[str, tuple[str, ...]] = {
    "slot": (DAY, SLOT),
    "slot and moment": (DAY, SLOT, AT),
    "slot, dated by moment": (SLOT, AT),
    "moment": (AT,),
}
ENDINGS = (".csv",) * 6 + (".xlsx",) * 10 + (".xlsm", ".xls", ".ods")
STRANGERS = ("연번", "작성자", "조치사항")
GROUPS = {ID: "인적사항", NAME: "인적사항", BIRTH: "인적사항", PHONE: "인적사항", TEMP: "증상"} | dict.fromkeys(
    SYMPTOMS, "증상"
)


@dataclass(slots=True, eq=False, kw_only=True)
class ReportFile:
    """One file of a channel: how its rows name people and times, and its reports."""

    channel: str
    identity: str
    time: str
    has_note: bool
    reports: list[Report] = field(default_factory=list)
    book: Book | None = None
    stale: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the columns in the contract's order."""
        note = (NOTE,) if self.has_note else ()
        return (*IDENTITIES[self.identity], *TIMES[self.time], TEMP, *SYMPTOMS, *note, RESULT)

    @property
    def has_moment(self) -> bool:
        """Tell whether its rows say when they were answered."""
        return AT in TIMES[self.time]

    @property
    def has_slot(self) -> bool:
        """Tell whether its rows say which slot they are for."""
        return SLOT in TIMES[self.time]


def report_file(chance: Random, channel: str, *, identity: str = "", time: str = "") -> ReportFile:
    """Return an empty file of any layout, or of the one that is asked for."""
    return ReportFile(
        channel=channel,
        identity=identity or chance.choice(list(IDENTITIES)),
        time=time or chance.choice(list(TIMES)),
        has_note=chance.random() < 0.8 or bool(time),
    )


def columns(chance: Random, fields: Sequence[str]) -> list[Column]:
    """Return columns in any order, under any of their headers, with strangers between them; some in two rows."""
    made = [Column(field=name, header=forms.header(chance, name)) for name in fields]
    if chance.random() < 0.2:
        for column in made:
            column.group = GROUPS.get(column.field, "")
        return made  # a group stands together, so the order stays
    made += [Column(field="", header=name) for name in chance.sample(STRANGERS, chance.randrange(3))]
    chance.shuffle(made)
    return made


def book(chance: Random, stem: str, rows: Sequence[Row], fields: Sequence[str], *, plain: bool = False) -> Book:
    """Put rows into a file of any shape, or a plain one."""
    if plain:
        table = Table(rows=rows, columns=[Column(field=name, header=name) for name in fields])
        return Book(name=f"{stem}.xlsx", tables=[table])
    ending = chance.choice(ENDINGS)
    parts = _parts(chance, rows, ending)
    tables = [_table(chance, part, fields, number, ending) for number, part in enumerate(parts, start=1)]
    notes = ("안내",) if ending == ".xlsx" and chance.random() < 0.15 else ()
    name = stem + ending
    if chance.random() < 0.2:
        name = normalize("NFD", name)
    return Book(name=name, tables=tables, notes=notes, encoding=_encoding(chance, tables) if ending == ".csv" else "")


def _parts(chance: Random, rows: Sequence[Row], ending: str) -> list[Sequence[Row]]:
    if ending == ".csv" or len(rows) < 4 or chance.random() < 0.7:
        return [rows]
    cut = chance.randrange(1, len(rows))
    return [rows[:cut], rows[cut:]]


def _table(chance: Random, rows: Sequence[Row], fields: Sequence[str], number: int, ending: str) -> Table:
    more: dict[str, Any] = {}
    if chance.random() < 0.3:
        more["titles"] = ("자가격리 점검 자료", "")[: chance.randrange(1, 3)]
    if ending != ".csv" and rows and chance.random() < 0.2:
        more["hidden_rows"] = frozenset(chance.sample(range(len(rows)), min(2, len(rows))))
    if rows and chance.random() < 0.2:
        more["gaps"] = frozenset({chance.randrange(len(rows))})
    if ending in (".xlsx", ".xls") and number > 1 and chance.random() < 0.3:
        more["hidden"] = True
    found = columns(chance, fields)
    if ending in (".csv", ".ods"):
        found = [Column(field=one.field, header=one.header) for one in found]
    made = Table(rows=rows, columns=found, sheet=f"자료{number}", total=chance.random() < 0.2, **more)
    if DAY in fields and ending == ".xlsx" and chance.random() < 0.2:
        _merge_days(made)
    return made


def _merge_days(table: Table) -> None:
    """Merge the cells of the day where all rows of a table say the same one."""
    days = {repr(row.cells[DAY]) for row in table.rows}
    if len(days) == 1 and len(table.rows) > 1 and not table.gaps:
        table.merged = [(DAY, 0, len(table.rows) - 1)]


def _encoding(chance: Random, tables: Sequence[Table]) -> str:
    fits = all(cp949_fits(cells) for table in tables for cells, _, _ in table.lines())
    found: list[str] = ["utf-8", "utf-8-sig", *(["cp949"] * 2 if fits else [])]
    return chance.choice(found)
