"""The whole register: the district's cases of the day, and around them what a search must leave out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from jikwon.korea import dongs
from jikwon_practice.order import Order
from jikwon_practice.people import homes
from jikwon_practice.portals.epidemic.facts import DISTRICT, NEIGHBOURS, Case
from jikwon_practice.portals.epidemic.generating import cases, deviants
from jikwon_practice.portals.epidemic.generating.cases import Wish

_FIRST_NUMBERS: Final = {DISTRICT: 3374, "강남구": 7120, "강동구": 2951, "광진구": 1733}
_OTHER_DAYS: Final = (-3, -2, -1, 1)
_WISHES: Final = (
    Wish(foreign=True),
    Wish(ages=(0, 6)),
    Wish(ages=(7, 13)),
    Wish(visits=40, cohabitants=9),
    Wish(visits=0, cohabitants=0),
    Wish(long_texts=True),
)
"""What every batch has at least once, where it is large enough."""


class _Slot(NamedTuple):
    district: str
    reported_on: date
    dong: str
    wish: Wish
    deviant: str


def register(order: Order) -> Sequence[Case]:
    """Make every case of an order, by district and running number.

    `order.cases` are 송파구's of `order.date`; each of its days around has a tenth of that, each
    neighbour an eighth of it on the day itself.
    """
    rng = Random(f"{order.seed}/register")  # noqa: S311 - made-up data
    ids = rng.sample(range(100_000, 1_000_000), order.cases * 3 + 100)
    made: list[Case] = []
    for district in (*NEIGHBOURS, DISTRICT):  # neighbours first: the district's cases may name theirs
        number = _FIRST_NUMBERS[district] + rng.randrange(50)
        for slot in _slots(rng, order, district):
            made.append(_case(order, slot, number, f"P{slot.reported_on:%y%m}-{ids.pop()}", made))
            number += 1
    return sorted(made, key=lambda case: (case.district, case.local_case_no))


def _slots(rng: Random, order: Order, district: str) -> Iterator[_Slot]:
    if district != DISTRICT:
        for _ in range(max(4, order.cases // 8)):
            yield _Slot(district, order.date, "", Wish(), "")
        return
    for days in sorted((*_OTHER_DAYS, 0)):
        day = order.date + timedelta(days=days)
        if days:
            yield from (_Slot(district, day, _a_dong(rng), Wish(), "") for _ in range(max(3, order.cases // 10)))
        else:
            yield from _the_day(rng, order)


def _the_day(rng: Random, order: Order) -> Iterator[_Slot]:
    names = [dong.name for dong in dongs.songpa().dongs]
    rng.shuffle(names)
    wishes = [*_WISHES[: order.cases], *[Wish()] * (order.cases - len(_WISHES))]
    rng.shuffle(wishes)
    plain = [position for position, wish in enumerate(wishes) if wish == Wish()] or range(order.cases)
    kinds = deviants.spread(rng, plain) if order.deviants else {}
    for position, wish in enumerate(wishes):
        kind = kinds.get(position, "")
        wanted = deviants.WISHES[kind] if kind else wish
        yield _Slot(DISTRICT, order.date, names[position % len(names)], wanted, kind)


def _case(order: Order, slot: _Slot, number: int, case_id: str, before: Sequence[Case]) -> Case:
    rng = Random(f"{order.seed}/{slot.district}/{slot.reported_on}/{number}")  # noqa: S311 - made-up data
    home = (
        homes.in_songpa(rng, dong=slot.dong)
        if slot.district == DISTRICT
        else homes.elsewhere(rng, district=slot.district)
    )
    case = cases.case(rng, number=number, case_id=case_id, home=home, day=slot.reported_on, wish=slot.wish)
    case = cases.linked(rng, replace(case, district=slot.district), before)
    return deviants.broken(case, slot.deviant) if slot.deviant else case


def _a_dong(rng: Random) -> str:
    return rng.choice(dongs.songpa().dongs).name
