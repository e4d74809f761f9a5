"""Rows of one person, written twice, and rows of two people who only look like one."""

from dataclasses import replace
from datetime import timedelta

from .entry import (
    ADDRESS,
    BIRTH,
    DETAIL,
    DONG,
    ID,
    NAME,
    NOTE,
    PHONE,
    RELEASE,
    RESIDENT,
    START,
    STATUS,
    SUPPORT,
    ZIP,
    Cells,
    Entry,
    Excluded,
    Row,
    clean,
    entry,
)
from .promises import promise
from .town import Person, Town
from .writings import decomposed, serial, wide


def _fuzzy(person: Person) -> Cells:
    """Write every cell of a person another way."""
    home = person.home
    return {
        **clean(person),
        ID: wide(person.number),
        NAME: f"{decomposed(person.name)}\u3000",
        BIRTH: f"{person.birth:%Y%m%d}",
        PHONE: person.phone[1:],
        ADDRESS: f"서울 송파구 {home.building.road}  {home.building.number}",
        DETAIL: wide(home.detail.replace(" ", "")),
        RELEASE: serial(person.release),
        STATUS: "자가격리중",
    }


@promise("the same row twice is one person")
def _exact(_town: Town, person: Person) -> list[Entry]:
    return [Entry(person=person, rows=[Row(clean(person)), Row(clean(person))])]


@promise("the same row three times is one person")
def _thrice(_town: Town, person: Person) -> list[Entry]:
    return [Entry(person=person, rows=[Row(clean(person)) for _ in range(3)])]


@promise("one person written two ways is one person")
def _two_ways(_town: Town, person: Person) -> list[Entry]:
    return [Entry(person=person, rows=[Row(clean(person)), Row(_fuzzy(person))])]


@promise("rows without an id are one person by name, birth date and phone")
def _without_id(_town: Town, person: Person) -> list[Entry]:
    nameless = replace(person, number="")
    rows = [Row({**clean(person), ID: ""}), Row({**_fuzzy(person), ID: ""})]
    return [Entry(person=nameless, rows=rows)]


@promise("a row without an id joins the one with the same name, birth date and phone")
def _joins_id(_town: Town, person: Person) -> list[Entry]:
    return [Entry(person=person, rows=[Row({**clean(person), ID: ""}), Row(clean(person))], kept=1)]


@promise("a person without an id is served")
def _idless(_town: Town, person: Person) -> list[Entry]:
    return [entry(replace(person, number=""))]


@promise("the fuller row stays and its blanks are filled from the other", home="flats", mixed=False)
def _filled(_town: Town, person: Person) -> list[Entry]:
    full = {**clean(person), PHONE: "", DETAIL: ""}
    blank = (BIRTH, RESIDENT, ZIP, START, RELEASE, STATUS, SUPPORT, NOTE, DONG)
    sparse: Cells = {**clean(person), **dict.fromkeys(blank, "")}
    return [Entry(person=person, rows=[Row(sparse), Row(full)], kept=1)]


@promise("an excluded person written twice is excluded once")
def _excluded_twice(_town: Town, person: Person) -> list[Entry]:
    rows = [Row({**clean(person), STATUS: "확진"}), Row({**clean(person), STATUS: "확진"})]
    return [Entry(person=person, rows=rows, fate=Excluded("확진"))]


@promise("two people of one name with different birth dates are two")
def _same_name(town: Town, person: Person) -> list[Entry]:
    other = replace(town.person(), name=person.name, birth=person.birth - timedelta(days=400))
    return [entry(person), entry(other)]


@promise("two people of one name and birth date with different phones are two")
def _same_birth(town: Town, person: Person) -> list[Entry]:
    other = replace(town.person(), name=person.name, birth=person.birth)
    return [entry(person), entry(other)]


@promise("two people of one name in one household are two", home="flats")
def _same_name_at_home(town: Town, person: Person) -> list[Entry]:
    birth = person.birth + timedelta(days=9000) if person.birth.year < 1960 else person.birth - timedelta(days=9000)
    return [entry(person), entry(replace(town.person(home=person.home), name=person.name, birth=birth))]
