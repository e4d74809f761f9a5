"""The registers again, by person."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import product

from jikwon.processes.hygiene_kits import verify_tables as tables
from jikwon.processes.hygiene_kits.verify_words import FIELDS
from jikwon.proof import Fate, FateState, Proof, Row, date_of, phone_digits
from jikwon.proof.buildings import Buildings, buildings
from jikwon.proof.compare import plain
from jikwon.proof.register import Person, births_of, letters_of, text_of


class Sources:
    """The registers again, by person; and what the building table fixes."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.tables = proof.source_tables("register", fields=FIELDS)
        self.people = {fate.key: self._of(fate) for fate in proof.fates}
        self._found: dict[int, Person | None] = {}

    def _of(self, fate: Fate) -> Person:
        if len(fate.at) == 1:  # nearly all
            table = self.proof.source_table(fate.at[0])
            row = table.row(fate.at[0].row)
            return Person(fate, () if row is None else (row,), table.fields)
        tables = [self.proof.source_table(place) for place in fate.at]
        found = [table.row(place.row) for table, place in zip(tables, fate.at, strict=True)]
        return Person(fate, [row for row in found if row is not None], tables[0].fields)

    def new(self, *states: FateState) -> list[Person]:
        """Give the people with a state whom no earlier part of this run has settled."""
        return [each for each in self.people.values() if each.fate.state in states and not each.fate.delivered]

    @cached_property
    def nameless(self) -> Mapping[tuple[str, str, str], Person]:
        """Those without an id, by every name, birth date and phone they may stand under."""
        found = {}
        for person in self.new(FateState.DONE):
            if not person.id:
                names = [letters_of(each) for each in person.value("성명", "name-unclear")]
                phones = [phone_digits(each) for each in person.value("휴대전화", "phone-unclear")]
                for name, birth, phone in product(names, births_of(person), phones):
                    for day in _days(birth):
                        found[name, day, phone] = person
        return found

    def person(self, row: Row) -> Person | None:
        """Find whose row of 대상자 this is."""
        if row.number not in self._found:
            self._found[row.number] = self._find(row)
        return self._found[row.number]

    def _find(self, row: Row) -> Person | None:
        if (number := text_of(row["격리자관리번호"])) != "":
            return self.people.get(number)
        key = (letters_of(row["성명"]), plain(row["생년월일"]), phone_digits(row["휴대전화"]))
        return self.nameless.get(key)

    @cached_property
    def district(self) -> str:
        """`서울특별시 송파구 `, which every address begins with."""
        return f"{self.proof.setting('city')} {self.proof.setting('district')} "

    @cached_property
    def buildings(self) -> Buildings:
        """The building table."""
        return buildings(self.proof)

    @cached_property
    def dongs(self) -> Mapping[str, Sequence[str]]:
        """The 행정동 that are possible for a 법정동."""
        return tables.dongs(self.proof)


def _days(birth: object) -> list[str]:
    day = date_of(birth)
    digits = plain(birth)
    if day is not None and len(digits) != len("211006"):
        return [day.isoformat()]
    short = re.sub(r"\D", "", digits).zfill(6)
    return [f"{century}{short[:2]}-{short[2:4]}-{short[4:6]}" for century in (19, 20)]
