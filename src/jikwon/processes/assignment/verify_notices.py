"""The notices: each official's own people and nobody else's, and together exactly 배정."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from jikwon.model import Check
from jikwon.processes.assignment.verify_rows import releases_of
from jikwon.processes.assignment.verify_sources import Sources
from jikwon.processes.assignment.verify_words import NOTICE, NOTICE_COLUMNS, NOTICES
from jikwon.proof import (
    Proof,
    Row,
    Table,
    Told,
    columns_are,
    each,
    in_order,
    no_repeat,
    same_cells,
    same_keys,
    same_letters,
    sheets_are,
)
from jikwon.proof.compare import plain
from jikwon.proof.living import ABOUT_ADDRESS, is_lived_at
from jikwon.proof.register import Person, any_of, births_of, equal, same_birth, same_own_phone, text_of


def notices(proof: Proof, sources: Sources) -> Iterator[Check]:
    """Hold every notice against the register, and all of them against 배정."""
    tables = {part: proof.sheet(NOTICES, NOTICE, part=part) for part in proof.files(NOTICES)}
    wanted = dict.fromkeys(sources.officials.values())
    yield same_keys("notice-files", wanted, {part: table.at for part, table in tables.items()})
    for part, table in tables.items():
        yield sheets_are("sheets", proof, NOTICES, [NOTICE], part=part)
        yield columns_are("columns", table, NOTICE_COLUMNS.split())
        yield from _notice(sources, part, table)
    rows = [row for table in tables.values() for row in table.rows]
    yield no_repeat("notices-add-up", rows, "격리자관리번호")
    found = {text_of(row["격리자관리번호"]): row for row in rows}
    yield same_keys("notices-add-up", dict.fromkeys(sources.officials), found)


def _notice(sources: Sources, official: str, table: Table) -> Iterator[Check]:
    def expected(row: Row) -> Mapping[str, object] | None:
        key = text_of(row["격리자관리번호"])
        person = sources.done.get(key)
        if person is None or sources.officials.get(key) != official:
            return None
        wanted: dict[str, object] = {
            "격리자관리번호": key,
            "성명": person.value("성명", "name-unclear"),
            "생년월일": births_of(person) or [None],
            "휴대전화": person.value("휴대전화", "phone-unclear") or [None],
            "주소": (row, person),
            "상세주소": (row, person),
            "해제예정일시": [f"{each:%Y-%m-%d %H:%M}" if each else "" for each in releases_of(person)],
        }
        if person.fate.answers:
            wanted |= {name: Told(value=wanted[name]) for name, codes in _RESTS_ON.items() if person.answered(*codes)}
        return wanted

    yield same_cells(
        "notices", table.rows, expected=expected,
        columns={
            "격리자관리번호": equal, "성명": any_of(same_letters), "생년월일": any_of(same_birth),
            "휴대전화": any_of(_same_phone), "주소": _is_home, "상세주소": _is_home, "해제예정일시": any_of(equal),
        },
    )  # fmt: skip
    yield in_order("in-order", table.rows, key=lambda row: text_of(row["격리자관리번호"]))


_RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "성명": ("name-unclear", "rows-contradict"),
    "생년월일": ("birth-unclear", "rows-contradict"),
    "휴대전화": ("phone-unclear", "rows-contradict"),
    "주소": ABOUT_ADDRESS,
    "상세주소": ABOUT_ADDRESS,
    "해제예정일시": ("release-date-differs", "release-unclear", "rows-contradict"),
}


def _same_phone(cell: object, source: object) -> bool:
    if cell is None:
        return plain(source).strip(" -.") == ""
    return same_own_phone(cell, source)


def _is_home(cell: object, wanted: tuple[Row, Person]) -> bool:
    """Check address and detail together; where 세대키 decides, an address that was not read stands as written."""
    row, person = wanted
    addresses, details = person.said("주소"), person.said("상세주소")
    if row["주소"] is None:
        return not addresses and (cell is None or cell in details)
    if is_lived_at(cell, wanted) and _is_written_so(plain(row["상세주소"]), person):
        return True
    as_written = plain(row["주소"]) in map(plain, addresses[:1])
    said = plain(details[0]) if details else ""
    return as_written and bool(person.said("세대키")) and plain(row["상세주소"]) == said


def _is_written_so(detail: str, person: Person) -> bool:
    """Tell whether a detail is written as 동 and 호, or stands so in the source or an answer."""
    if not detail or _UNIT.fullmatch(detail):
        return True
    said = (*person.said("주소"), *person.said("상세주소"), *person.answered(*ABOUT_ADDRESS))
    letters = "".join(plain(each) for each in said).replace(" ", "")
    return all(word in letters for word in detail.split(" "))


_UNIT: Final = re.compile(r"(?:\S+동 )?(?:지하 ?|[A-Z])?\d+(?:-\d+)?호")


def every_notice_is_whole(proof: Proof) -> Check:
    """Check that no notice is empty."""
    tables = [proof.sheet(NOTICES, NOTICE, part=part) for part in proof.files(NOTICES)]
    return each("notice-files", tables, lambda table: bool(table.rows))
