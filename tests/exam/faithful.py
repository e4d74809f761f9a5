"""Write the outputs that a faultless robot would release, from the key alone, so that the marking can be tested."""

import json
from pathlib import Path

import openpyxl

from .driver import Outcome, sha256
from .hygiene.entry import Entry
from .hygiene.key import HOUSEHOLD_WAITS, Key, Told
from .outputs import DELIVERY, REGISTER

CODES = {  # a code for each pattern that the key leaves open
    "name": "name-missing",
    "phone": "phone-unclear",
    "birth": "birth-unclear",
    "identity": "identity-unclear",
    "address": "address-unclear",
    "status": "status-unknown",
    "release": "release-unclear",
}


def write_outputs(key: Key, folder: Path) -> Path:
    """Write both workbooks as the key wants them and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _save(folder / "delivery-list.xlsx", {"배송명단": [DELIVERY, *_deliveries(key)]})
    sheets = {
        "대상자": [REGISTER["대상자"], *_people(key)],
        "행정동별집계": [REGISTER["행정동별집계"], *_dongs(key)],
        "제외": [REGISTER["제외"], *_told(key.excluded)],
        "확인필요": [REGISTER["확인필요"], *_told(key.asked)],
    }
    _save(folder / "delivery-register.xlsx", sheets)
    return folder


def release(key: Key, out: Path) -> Outcome:
    """Release the key's outputs as a run would, with a report and a proof, and return what the command said."""
    run = "hygiene-kits-20211006-exam01"
    folder = write_outputs(key, out / run)
    for name in ("proof.json", "proof.html"):
        (folder / name).write_text("{}", encoding="utf-8")
    waits = bool(key.asked)
    excluded = sum(told.code != "중복" for told in key.excluded)
    asked = [told for told in key.asked if told.code != HOUSEHOLD_WAITS]
    report = {
        "run": run,
        "process": "hygiene-kits",
        "state": "needs-people" if waits else "released",
        "partial": waits,
        "items": {
            "total": len(key.served) + excluded + len(key.asked),
            "done": len(key.served),
            "excluded": excluded,
            "waiting": len(key.asked),
            "failed": 0,
        },
        "rows": {"read": key.rows, "used": key.rows - key.merged.start, "merged": key.merged.start, "skipped": 0},
        "acts": {"planned": 0, "done": 0, "waiting": 0},
        "outputs": [
            {"name": path.stem, "path": str(path), "sha256": sha256(path)} for path in sorted(folder.glob("*.xlsx"))
        ],
        "proof": {"verdict": "proved", "path": "", "checks": 9, "fields_compared": 99, "mismatches": 0},
        "questions": [
            {"id": str(number), "code": code_for(told.code), "about": "item", "key": ""}
            for number, told in enumerate(asked)
        ],
    }
    return Outcome(code=3 if waits else 0, stdout=json.dumps(report), stderr="", out=out)


def _save(path: Path, sheets: dict[str, list[tuple[object, ...]]]) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for number, line in enumerate(lines, start=1):
            for place, cell in enumerate(line, start=1):
                written = sheet.cell(number, place)
                written.value = cell
                if isinstance(cell, str):
                    written.data_type = "s"
    book.save(path)


def _deliveries(key: Key) -> list[tuple[object, ...]]:
    return [(number, *one.cells) for number, one in enumerate(key.deliveries, start=1)]


def _people(key: Key) -> list[tuple[object, ...]]:
    lines: list[tuple[object, ...]] = []
    for number, delivery in enumerate(key.deliveries, start=1):
        shown = delivery.members[0].person.home
        door = f"{shown.block}-{shown.room}" if shown.block else shown.detail or f"#{number:06d}"
        for one in delivery.members:
            person = one.person
            home = f"{shown.building.road} {shown.building.number}/{door}"
            lines.append((person.number, person.name, person.birth.isoformat(), person.shown_phone, home, number))
    return lines


def _dongs(key: Key) -> list[tuple[object, ...]]:
    lines: list[tuple[object, ...]] = [(dong, *counts) for dong, counts in sorted(key.dongs.items())]
    columns = zip(*key.dongs.values(), strict=True) if key.dongs else ((0,), (0,), (0,))
    return [*lines, ("합계", *(sum(column) for column in columns))]


def _told(found: tuple[Told, ...]) -> list[tuple[object, ...]]:
    used: set[object] = set()
    lines: list[tuple[object, ...]] = []
    for told in found:
        place = min(told.places - used) if told.places - used else min(told.places)
        if told.code == "중복":
            used.add(place)
        lines.append((told.entry.person.number, _name(told.entry), code_for(told.code), "까닭", place.file, place.row))
    return lines


def _name(one: Entry) -> str:
    return "" if "성명" in one.unclear else one.person.name


def code_for(pattern: str) -> str:
    """Return a question code that fits a pattern of the key."""
    if ".*" not in pattern:
        return pattern
    first = min((word for word in CODES if word in pattern), key=pattern.index)
    return CODES[first]
