"""Every row of the sources in one place, every slot of every person once, every file's sum."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from jikwon.model import Check, Place
from jikwon.model.strings import Strings
from jikwon.processes.monitoring.verify_results import where
from jikwon.processes.monitoring.verify_sources import Sources, Where, keys_of
from jikwon.processes.monitoring.verify_words import CHANNELS, REPORT, letters, text, whole
from jikwon.proof import (
    FateState,
    Proof,
    Row,
    each,
    no_repeat,
    same_cells,
    same_keys,
    same_letters,
    same_text,
)

SENTENCES: Final = Strings(Path(__file__).parent / "strings")
Known = dict[Any, Any]
"""What same_keys compares: who or what, and where it stands."""
_COUNTS: Final = ("채택", "탈락", "질문")


class _At:
    """A place that checks can list."""

    def __init__(self, at: Place) -> None:
        self.at = at


def rows(proof: Proof) -> Iterator[Check]:
    """Hold every row of every source, and every slot, against the sheets."""
    sources = proof.once(Sources)
    shown = [*proof.sheet(REPORT, "결과").rows, *proof.sheet(REPORT, "탈락").rows]
    named = [row for row in shown if row["입력경로"] is not None]
    waiting = proof.sheet(REPORT, "확인필요").rows
    asked = {key for row in waiting for key in _asked(row, sources)}
    is_first = not any(fate.delivered for fate in proof.fates)
    yield no_repeat("rows-once", named, where)
    placed = {where(row): row for row in named}
    if is_first:
        left = {key: row for key, row in sources.reports.items() if key not in placed and key not in asked}
        yield same_keys("rows-once", left, {})
        yield same_keys("every-slot-once", *_slots(proof, sources))
    yield same_keys("waiting", *_waiting(sources, waiting))
    yield same_cells(
        "waiting", waiting, expected=lambda row: _of_waiting(row, sources),
        columns={
            "격리자관리번호": same_text, "성명": _is_named, "회차": lambda cell, wanted: text(cell) in wanted,
            "질문": lambda cell, wanted: cell == wanted,
        },
    )  # fmt: skip
    yield _fetched(proof, sources)
    yield from _files(proof, sources, named, asked, is_first=is_first)


def _fetched(proof: Proof, sources: Sources) -> Check:
    """Check that a file that was fetched has all that the page it came from says."""
    rows = Counter(_file(origin, sources, name) for name, origin, _ in sources.reports if name == "app")
    wrong = []
    for name in proof.kept_keys("answers-page"):
        page = (proof.kept("answers-page", name) or b"").decode()
        said = re.findall(r">\s*총\s*([\d,]+)\s*건\s*<", page)
        if [int(each.replace(",", "")) for each in said] != [rows[name]]:
            wrong.append(Place(source="app", file=name))
    return Check(
        name="fetched", compared=len(proof.kept_keys("answers-page")), mismatches=len(wrong), at=tuple(wrong)
    )  # fmt: skip


def _of_waiting(row: Row, sources: Sources) -> dict[str, object] | None:
    """Say what a waiting row must show: of a stray row what it says itself, of a slot what the register says."""
    sentence = {"질문": SENTENCES.text("questions", text(row["질문코드"]), language="ko")}
    for key in _asked(row, sources):
        if key in sources.fates:
            report = sources.reports[key]
            names, slots = [report.get("성명")], {sources.slot_of(report), ""}
            return {"격리자관리번호": report.get("격리자관리번호"), "성명": names, "회차": slots, **sentence}
    person = text(row["격리자관리번호"])
    names = [cell for key in ([person] if person else sources.people) for cell in sources.said(key, "성명")]
    return {"격리자관리번호": person, "성명": names, "회차": set(sources.slots), **sentence}


def _is_named(cell: object, wanted: Any) -> bool:  # noqa: ANN401 - the names that a row may show
    return any(same_letters(cell, each) for each in wanted) or (cell is None and not any(wanted))


def _asked(row: Row, sources: Sources) -> Iterator[Where]:
    for name in ("register", *CHANNELS.values()):
        key = (name, text(row["원본파일"]), whole(row["원본행"]))
        if key in sources.reports or key in sources.register:
            yield key


def _slots(proof: Proof, sources: Sources) -> tuple[Known, Known]:
    """Give who must have a fate in which slot, from the register, and who has one."""
    wanted: Known = {}
    persons = {at: keys[0] for at, keys in sources.keys.items()}
    ended = {persons[at] for at, row in sources.register.items() if sources.was_released(row)}
    for at, row in sources.register.items():
        if (person := persons[at]) not in ended:
            wanted |= {(person, slot): row for slot in sources.slots}
    found: Known = {key: _At(fate.at[0]) for key, fate in sources.duties.items()}
    shown = {(text(row["격리자관리번호"]), row["회차"]) for row in proof.sheet(REPORT, "결과").rows}
    for (person, slot), fate in sources.duties.items():
        if fate.state is FateState.DONE and (person, slot) not in shown and "|" not in person:
            del found[person, slot]
    merged = {key for key in wanted if key not in found and _is_merged(str(key[0]), sources)}
    return {key: row for key, row in wanted.items() if key not in merged}, found


def _is_merged(key: str, sources: Sources) -> bool:
    """Tell whether a row without an id belongs to an id that has its name and birth date."""
    return "|" in key and any("|" not in keys_of(row)[0] for row in sources.people.get(key, ()))


def _waiting(sources: Sources, waiting: list[Row]) -> tuple[Known, Known]:
    """Give the slots and stray rows that the records say wait, and those that are listed."""
    wanted: Known = {}
    for (person, slot), fate in sources.duties.items():
        if fate.state is FateState.WAITING:
            wanted[person if "|" not in person else person.partition("|")[0], slot] = _At(fate.at[0])
    for key, fate in sources.fates.items():
        if fate.state is FateState.WAITING:
            wanted[key] = _At(fate.at[0])
    found: Known = {}
    for row in waiting:
        person = text(row["격리자관리번호"]) or letters(row["성명"])
        if (person, row["회차"]) in wanted:
            found[person, row["회차"]] = row
        for key in _asked(row, sources):
            if key in sources.fates:
                found[key] = row
    listed = {row.number for row in found.values() if isinstance(row, Row)}
    strangers = {("?", row.number): row for row in waiting if row.number not in listed and not _is_known(row, found)}
    return wanted, {**found, **strangers}


def _is_known(row: Row, found: Known) -> bool:
    return (text(row["격리자관리번호"]) or letters(row["성명"]), row["회차"]) in found


def _files(proof: Proof, sources: Sources, named: list[Row], asked: set[Where], *, is_first: bool) -> Iterator[Check]:
    """Count every file's rows again by where they ended."""
    table = proof.sheet(REPORT, "파일원장")
    shown = {"REGISTER": "register", **CHANNELS}
    results = {where(row) for row in proof.sheet(REPORT, "결과").rows}
    places = [where(row) for row in named]
    taken = _by_file(sources, (place for place in places if place in results))
    lost = _by_file(sources, (place for place in places if place not in results))
    waiting = _by_file(sources, asked)
    read = _by_file(sources, (*sources.reports, *sources.register))
    hashes = {(name, each.name): each.sha256 for name in shown.values() for each in proof.sources.get(name, ())}

    def expected(row: Row) -> dict[str, object] | None:
        key = (shown.get(text(row["입력경로"]), ""), text(row["파일"]))
        if key not in hashes:
            return None
        if key[0] == "register":
            return {"채택": row["채택"], "탈락": row["탈락"], "질문": waiting[key], "SHA-256": hashes[key]}
        return {"채택": taken[key], "탈락": lost[key], "질문": waiting[key], "SHA-256": hashes[key]}

    columns = dict.fromkeys((*_COUNTS, "SHA-256"), lambda cell, wanted: cell == wanted)
    yield same_cells("files", table.rows, expected=expected, columns=columns)
    yield no_repeat("files", table.rows, ("파일", "입력경로"))
    yield same_keys("files", dict.fromkeys(hashes), {_file_key(row, shown): row for row in table.rows})
    yield each("files", table.rows, lambda row: whole(row["행수"]) == sum(whole(row[name]) for name in _COUNTS))
    before = {
        (name, each.name)
        for name in CHANNELS.values()
        for each in proof.sources.get(name, ())
        if sources.was_taken(each)
    }
    yield each(
        "files", [row for row in table.rows if _file_key(row, shown) in before],
        lambda row: (row["채택"], row["질문"]) == (0, 0),
    )  # fmt: skip
    if is_first:
        yield each("files", table.rows, lambda row: whole(row["행수"]) >= read[_file_key(row, shown)])


def _by_file(sources: Sources, places: Iterable[Where]) -> Counter[tuple[str, str]]:
    """Count rows of the sources by input and file."""
    return Counter((name, _file(origin, sources, name)) for name, origin, _ in places)


def _file_key(row: Row, shown: dict[str, str]) -> tuple[str, str]:
    return (shown.get(text(row["입력경로"]), ""), text(row["파일"]))


def _file(origin: str, sources: Sources, name: str) -> str:
    """Give the file's name of 원본파일, which may have a sheet's behind it."""
    names = [each.name for each in sources.proof.sources.get(name, ())]
    return next((each for each in names if origin == each or origin.startswith(f"{each} [")), origin)
