"""The facts of a delivery list: a person of the register, and the kit that a person gets."""

from jikwon.korea.register.entries import Entry
from jikwon.model import Personal, fact


@fact
class Person:
    """One person of the register: the row that stays first, then those merged into it.

    `entries` are in the order of the item's places. `twins` are the other ids with the same name,
    birth date and phone. `served` tells how earlier deliveries know the person: "" not at all,
    `itself`, or `other-id` (the same name, birth date and phone under another id).
    """

    entries: Personal[tuple[Entry, ...]]
    twins: Personal[tuple[str, ...]] = ()
    served: str = ""


@fact
class Kit:
    """A person who gets a kit.

    `place` is the address's part of the household key, ending in `/` where there is no detail.
    `dong` is "" while only the household can tell. `is_same` says that a person called this id the
    same as another id's.
    """

    id: Personal[str]
    name: Personal[str]
    birth: Personal[str]
    phone: Personal[str]
    road: Personal[str]
    main: Personal[int]
    sub: Personal[int]
    underground: Personal[bool]
    address: Personal[str]
    detail: Personal[str]
    zip: Personal[str]
    dong: Personal[str]
    place: Personal[str]
    is_same: bool = False
