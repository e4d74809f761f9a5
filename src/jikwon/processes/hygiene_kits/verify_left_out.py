"""제외 and 확인필요 against the records: who, why, and where it stands in the source."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from jikwon.model import Check
from jikwon.model.strings import Strings
from jikwon.processes.hygiene_kits.verify_sources import Person, Sources
from jikwon.processes.hygiene_kits.verify_words import REGISTER, At, equal, is_one_of, whole
from jikwon.proof import (
    Fate,
    FateState,
    Proof,
    Row,
    Table,
    each,
    no_repeat,
    same_cells,
    same_keys,
    same_letters,
    same_text,
)
from jikwon.proof.compare import plain
from jikwon.proof.words import RESIDENT_NUMBER

MERGED, WAITS = "중복", "household-waits"
SENTENCES: Final = Strings(Path(__file__).parent / "strings")


def listed(proof: Proof) -> Iterator[Check]:
    """Hold 제외 and 확인필요 against the records: who, why, and where it stands in the source."""
    sources = proof.once(Sources)
    is_first = not any(fate.delivered for fate in proof.fates)
    left, asked = {}, {}
    for person in sources.people.values():
        origins = [(place.origin, place.row) for place in person.at]
        if not person.fate.delivered and person.fate.state is FateState.EXCLUDED:
            left[origins[0]] = (person, 0)
        elif person.fate.state is FateState.WAITING:
            asked[origins[0]] = (person, 0)
        if is_first:
            left |= {origin: (person, number) for number, origin in enumerate(origins[1:], start=1)}
    yield from _list(proof.sheet(REGISTER, "제외"), left, "사유코드", "사유", "exclusions")
    yield from _list(proof.sheet(REGISTER, "확인필요"), asked, "질문코드", "질문", "questions")


def _list(
    table: Table, wanted: Mapping[tuple[str, int], tuple[Person, int]], code: str, text: str, sentences: str
) -> Iterator[Check]:
    def expected(row: Row) -> Mapping[str, object] | None:
        if (found := wanted.get((plain(row["원본파일"]), _row_number(row)))) is None:
            return None
        person, number = found
        words = SENTENCES.text(sentences, str(row[code]), language="ko")
        return {
            "격리자관리번호": _own(person, number, "격리자관리번호"),
            "성명": _own(person, number, "성명"),
            code: {MERGED} if number else _codes(person.fate),
            text: f"{words}: {person.fate.why}" if person.fate.why and not number else words,
        }

    name = {"exclusions": "left-out", "questions": "asked"}[sentences]
    columns: dict[str, Callable[[object, object], bool]] = {
        "격리자관리번호": same_text, "성명": _same_name, code: is_one_of, text: equal,
    }  # fmt: skip
    yield same_cells(name, table.rows, expected=expected, columns=columns)
    found = {(plain(row["원본파일"]), _row_number(row)): row for row in table.rows}
    yield same_keys(f"{name}-complete", {key: At(person.at[at]) for key, (person, at) in wanted.items()}, found)
    yield no_repeat(f"{name}-once", table.rows, ("원본파일", "원본행", code))
    listed = defaultdict(set)
    for row in table.rows:
        listed[plain(row["원본파일"]), _row_number(row)].add(row[code])
    firsts = [person for person, number in wanted.values() if number == 0]
    yield each(
        f"{name}-for-each-reason", firsts,
        lambda person: _codes(person.fate) == listed[person.at[0].origin, person.at[0].row],
    )  # fmt: skip


def _row_number(row: Row) -> int:
    return whole(row["원본행"])


def _codes(fate: Fate) -> set[object]:
    """Give the codes that the rows of a person show, one each: what the records hold."""
    return set(fate.codes) if fate.state is FateState.WAITING else {fate.code}


def _own(person: Person, number: int, field: str) -> object:
    """Give what a row says itself, else what the person's other rows say."""
    own = person.rows[number].get(field) if number < len(person.rows) else None
    said = [own] if own is not None else [row[field] for row in person.rows if row.get(field) is not None]
    return said[0] if said else None


def _same_name(cell: object, source: object) -> bool:
    """Compare names; a resident number inside one was taken out."""
    return same_letters(cell, RESIDENT_NUMBER.sub("[주민등록번호]", plain(source)))
