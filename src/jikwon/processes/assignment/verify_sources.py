"""The register again, by person: what the rows say of each, and who lives with whom."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import Final

from jikwon.processes.assignment.verify_words import BOOK, NOTICE, NOTICES, REGISTER, dong_of, key_of
from jikwon.proof import (
    Fate,
    FateState,
    Proof,
    Row,
    after_road_address,
    phone_digits,
    same_road_address,
    same_unit,
    unit_of,
)
from jikwon.proof.compare import plain
from jikwon.proof.register import Person, text_of

_DOOR: Final = re.compile(r"(?:([1-9]\d*|[A-Z]\d{0,2}|[가-힣]{1,2})동)?((?:지하|[A-Z])?[1-9]\d*(?:-\d+)?)호")
_UNDER: Final = re.compile(r"지하 ?(?=\d+ ?호)")
ABOUT_ADDRESS: Final = frozenset({
    "address-unclear", "road-unknown", "number-unknown", "detail-missing", "detail-unclear", "detail-contradicts",
    "rows-contradict",
})  # fmt: skip


class Sources:
    """The register by person, and by the id that stands in the outputs."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.tables = proof.source_tables("register", fields=REGISTER)
        self.people = {fate.key: self._of(fate) for fate in proof.fates}

    def _of(self, fate: Fate) -> Person:
        tables = [self.proof.source_table(place) for place in fate.at]
        found = [table.row(place.row) for table, place in zip(tables, fate.at, strict=True)]
        return Person(fate, [row for row in found if row is not None], tables[0].fields)

    @cached_property
    def done(self) -> Mapping[str, Person]:
        """Those who are to be placed by this part of the run, by id."""
        return {
            id_of(each): each
            for each in self.people.values()
            if each.fate.state is FateState.DONE and not each.fate.delivered
        }

    @cached_property
    def delivered(self) -> Mapping[str, Person]:
        """Those whom an earlier part has placed, or left without a place, by id."""
        return {
            id_of(each): each
            for each in self.people.values()
            if each.fate.state is FateState.DONE and each.fate.delivered
        }

    @cached_property
    def waiting(self) -> Sequence[Person]:
        """Those who are asked about, or wait with a household."""
        return [each for each in self.people.values() if each.fate.state is FateState.WAITING]

    @cached_property
    def notices(self) -> Mapping[str, Row]:
        """Each placed person's row of a notice, by id."""
        parts = self.proof.files(NOTICES)
        rows = (row for part in parts for row in self.proof.sheet(NOTICES, NOTICE, part=part).rows)
        return {text_of(row["격리자관리번호"]): row for row in rows}

    @cached_property
    def officials(self) -> Mapping[str, str]:
        """Each placed person's official, by id, as the workbook says."""
        rows = self.proof.sheet(BOOK, "배정").rows
        return {text_of(row["격리자관리번호"]): text_of(row["공무원ID"]) for row in rows}

    @cached_property
    def earlier(self) -> Mapping[str, str]:
        """Each person's official whom earlier parts of the run placed, by id."""
        tables = self.proof.earlier_sheets(BOOK, "배정")
        return {text_of(row["격리자관리번호"]): text_of(row["공무원ID"]) for table in tables for row in table.rows}


def id_of(person: Person) -> str:
    """Give a person's id: the answer, else the register's."""
    answered = person.answered("id-twice") or person.answered("id-missing")
    return text_of(answered[0]).strip() if answered else text_of(person.id)


def present_of(person: Person) -> str:
    """Give the present official; "" for none, or while rows that name several are asked about."""
    said = [key for cell in person.said("담당공무원ID") if (key := key_of(cell))]
    answer = person.fate.answers.get("rows-contradict")
    if len(set(said)) > 1 and answer is None:
        return ""
    if len(set(said)) > 1 and answer is not None and answer.value:
        return key_of(answer.value)
    return said[0] if said else ""


def dongs_of(person: Person) -> set[str]:
    """Give what a person's dong may be: what the row says that stays, or what a person answered."""
    return {dong_of(cell) for cell in (person.said("행정동")[:1] or [None])} | {
        dong_of(each) for each in person.answered("rows-contradict")
    }


def household_of(person: Person, notice: Row | None) -> str:
    """Give the key by which a placed person's household is told: 세대키, else address and detail of the notice.

    Where the detail is blank, people with the same phone share it. "" where nothing tells.
    """
    said = [key for cell in person.said("세대키") if (key := key_of(cell))]
    if said:
        answered = person.answered("rows-contradict")
        return key_of(answered[0]) if len(set(said)) > 1 and answered and not str(answered[0]).isdecimal() else said[0]
    return place_of(notice) if notice is not None else ""


def place_of(notice: Row) -> str:
    """Give the key of a notice's address and detail: `올림픽로 435/101-1203`; without a detail it ends in the phone."""
    address, detail = plain(notice["주소"]).split(" ", 2)[-1], plain(notice["상세주소"])
    if not detail:
        phone = phone_digits(notice["휴대전화"])
        return f"{address}/{phone}" if phone else ""
    return f"{address}/{door_of(detail)}"


def door_of(detail: object) -> str:
    """Give a detail as household keys write it: `101-1203`; what is not a plain 동 and 호 stays as it is."""
    text = plain(detail).replace(" ", "")
    if (found := _DOOR.fullmatch(text)) is None:
        return text.casefold()
    dong, ho = found[1], re.sub("^지하", "B", found[2])
    return f"{dong}-{ho}" if dong else f"{ho}호" if "-" in ho else ho


def lives_at(person: Person, notice: Row) -> bool:
    """Tell whether somebody without a place certainly lives at a placed person's address and detail.

    Without a detail the phone tells.
    """
    building, detail = plain(notice["주소"]), plain(notice["상세주소"])
    said, details = person.said("주소")[:1], person.said("상세주소")[:1]
    if not said or person.answered(*ABOUT_ADDRESS) or not same_road_address(building, said[0]):
        return False
    road, _, number = building.rpartition(" ")
    own = plain(details[0]) if details else after_road_address(said[0], road.split(" ")[-1], number)
    if not own or not detail:
        phones = [phone_digits(cell) for cell in (*person.said("휴대전화")[:1], notice["휴대전화"])]
        return own == detail and len(phones) == 2 and phones[0] == phones[1] != ""
    return same_unit(own, detail)


def is_family(key: str, person: Person, notice: Row | None) -> bool:
    """Tell whether an official's 가족세대키 is a person's household.

    Beside a 세대키, and while the address is asked about, address and detail count as they are written.
    """
    if not key:
        return False
    said = [key_of(cell) for cell in person.said("세대키")]
    if key in said:
        return True
    if any(said) or (person.fate.state is FateState.WAITING and ABOUT_ADDRESS & {*person.fate.codes}):
        return _is_written(key, person)
    building, _, door = key.partition("/")
    if notice is not None:
        is_there = plain(notice["주소"]).endswith(f" {building}")
        return is_there and bool(door) and door == door_of(notice["상세주소"])
    return bool(door) and any(_is_at(building, door, *cells) for cells in _homes_said(person))


def _homes_said(person: Person) -> Iterator[tuple[object, object]]:
    """Give each address that a person's rows or answers say, with each detail."""
    addresses = [*person.said("주소"), *person.answered(*ABOUT_ADDRESS)]
    details = [*person.said("상세주소"), *person.answered(*ABOUT_ADDRESS)]
    return product(addresses, details or [""])


def _is_written(key: str, person: Person) -> bool:
    """Tell whether address and detail of a row are written as a key, but for the region before them."""
    building, _, door = key.rpartition("/")
    for address, detail in product(person.said("주소"), person.said("상세주소")):
        written = key_of(address)
        if door and door == door_of(detail) and (written == building or written.endswith(f" {building}")):
            return True
    return False


def _is_at(building: str, door: str, address: object, detail: object) -> bool:
    """Tell whether address and detail as written name a building and a door of it."""
    if not same_road_address(f"- {building}", address):
        return False
    road, _, number = building.rpartition(" ")
    behind = after_road_address(address, road.split(" ")[0], number)
    for said in filter(None, (plain(detail), behind)):
        if _DOOR.fullmatch(said.replace(" ", "")) is not None:
            return door_of(said) == door
        if door_of(said) == door or unit_of(_UNDER.sub("B", said)) == unit_of(door) != ("", ""):
            return True
    return False
