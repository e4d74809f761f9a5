"""The facts of an assignment: a person of the register, who needs an official, and the officials."""

from datetime import datetime

from jikwon.korea.register import entries
from jikwon.model import Personal, fact


@fact
class Entry(entries.Entry):
    """What one row of the register says, as written.

    `household` is 세대키 and `official` 담당공무원ID, as they are compared.
    """

    household: Personal[str] = ""
    official: str = ""
    day9: Personal[str] = ""
    specimen: Personal[str] = ""


@fact
class Person:
    """One person of the register: the row that stays first, then those merged into it.

    `twins` are the other ids with the same name, birth date and phone.
    """

    entries: Personal[tuple[Entry, ...]]
    twins: Personal[tuple[str, ...]] = ()


@fact
class Quarantined:
    """A person who needs an official.

    `place` is the address's part of a household key, "" where the address was not read; `household` is
    세대키 where the register has one, and `written` then a key made of address and detail as they are
    written. `release` is written `2021-10-16 12:00`. `official` is the present one, valid or not. `is_same`
    says that a person called this id the same as another id's.
    """

    id: Personal[str]
    name: Personal[str]
    birth: Personal[str]
    phone: Personal[str]
    address: Personal[str]
    detail: Personal[str]
    dong: Personal[str]
    place: Personal[str]
    household: Personal[str]
    written: Personal[str] = ""
    release: Personal[str]
    official: str
    is_same: bool = False


@fact
class Official:
    """One official of the roster.

    `cap` is the one that counts, `family` 가족세대키, `last` 최근배정일시. `hindrance` says why nobody can
    be given to them (`away`, `no-app`), "" where somebody can.
    """

    id: str
    name: Personal[str]
    department: str
    dong: str
    cap: int
    family: Personal[str]
    last: datetime | None
    hindrance: str

    @property
    def order(self) -> tuple[bool, float, str]:
        """Where the official stands in the fixed rule: longest since the last assignment (blank first), then id."""
        return (self.last is not None, self.last.timestamp() if self.last else 0.0, self.id)
