"""Every row of the registers against the records: each in one person or nobody's, each person once."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Final

from jikwon.model import Check, Place
from jikwon.processes.hygiene_kits.verify_sources import Sources
from jikwon.processes.hygiene_kits.verify_words import REGISTER
from jikwon.proof import FateState, Proof, Row, each, no_repeat, same_keys
from jikwon.proof.register import At, Person, is_nobody, letters_of, release_of, row_key

NOT_SERVED: Final = frozenset({"확진", "확진전환", "이관", "타지역이관", "해제", "격리해제"})


def everybody_once(proof: Proof) -> Iterator[Check]:
    """Hold every row of the registers against the records, and the served against the sheet."""
    sources = proof.once(Sources)
    known = {(place.file, place.sheet, place.row) for fate in proof.fates for place in fate.at}
    yield no_repeat("one-person-a-row", [place for fate in proof.fates for place in map(At, fate.at)], At.key)
    left = [row for table in sources.tables for row in table.rows if (*row_key(table.at)[:2], row.number) not in known]
    yield each("left-rows-are-nobody", left, is_nobody)
    yield each("rows-counted", [At(Place(source="register", file=""))], lambda _: _adds_up(proof, len(known)))
    served = {person.fate.key: person for person in sources.new(FateState.DONE)}
    rows = proof.sheet(REGISTER, "대상자").rows
    found = {person.fate.key if (person := sources.person(row)) else row.at: row for row in rows}
    yield same_keys("everyone-served-once", served, found)
    yield no_repeat("nobody-served-twice", rows, lambda row: _whose(row, sources))
    clock = proof.clock.replace(tzinfo=None)
    yield each("only-the-quarantined", served.values(), lambda person: _is_quarantined(person, clock))


def _whose(row: Row, sources: Sources) -> object:
    person = sources.person(row)
    return row.at if person is None else person.fate.key


def _adds_up(proof: Proof, rows: int) -> bool:
    counts = proof.counts
    return not counts or counts.get("used", 0) + counts.get("merged", 0) == rows


def _is_quarantined(person: Person, clock: datetime) -> bool:
    """Tell whether what the rows say, unless people answered, leaves a person in quarantine at `clock`."""
    if not person.answered("status-unclear", "status-unknown", "release-unclear", "rows-contradict"):
        if any(_is_out(word) for word in person.said("상태")):
            return False
        return all(release_of(cell) > clock for cell in person.said("해제예정일시")[:1])
    return True


@lru_cache(maxsize=1024, typed=True)  # few words and few moments, many people
def _is_out(word: object) -> bool:
    return letters_of(word) in NOT_SERVED
