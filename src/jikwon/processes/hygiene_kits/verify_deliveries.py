"""The courier's list against its people, the building table, the policy and the settings."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from jikwon.model import Check
from jikwon.processes.hygiene_kits.verify_quantities import Quantity
from jikwon.processes.hygiene_kits.verify_sources import Sources
from jikwon.processes.hygiene_kits.verify_words import LIST, REGISTER, UNDECIDED, member_order
from jikwon.proof import Proof, Row, each, in_order, natural, same_cells
from jikwon.proof.compare import plain
from jikwon.proof.living import fold_unit
from jikwon.proof.register import equal, is_one_of


def deliveries(proof: Proof) -> Iterator[Check]:
    """Hold the courier's list against its people, the building table, the policy and the settings."""
    sources = proof.once(Sources)
    table = proof.sheet(LIST, "배송명단")
    members: dict[object, list[Row]] = defaultdict(list)
    for row in proof.sheet(REGISTER, "대상자").rows:
        members[row["순번"]].append(row)
    numbers = {row.number: number for number, row in enumerate(table.rows, start=1)}
    quantity = Quantity(proof, sources)
    fixed = {"품목": proof.setting("item"), "배송메시지": proof.setting("message")}

    def expected(row: Row) -> Mapping[str, object] | None:
        number = numbers[row.number]
        building = str(row["주소"]).removeprefix(sources.district)
        found = sources.buildings.get(building)
        if not (lived := members.get(number)) or found is None:
            return None
        return {
            "순번": number,
            "받는분": lived[0]["성명"],
            "전화번호": lived[0]["휴대전화"],
            "우편번호": found.zip,
            "주소": sources.district + building,
            "상세주소": lived,
            "행정동": _dongs(lived, sources, sources.dongs.get(found.legal_dong, ())),
            "수량": quantity.of(lived),
            **fixed,
        }

    columns: dict[str, Callable[[object, object], bool]] = dict.fromkeys(table.header, equal)
    columns |= {"상세주소": _is_detail_beside, "행정동": is_one_of, "수량": is_one_of}
    yield same_cells("deliveries", table.rows, expected=expected, columns=columns)
    yield each("no-household-without-people", table.rows, lambda row: bool(members.get(row["순번"])))
    yield in_order("courier-order", table.rows, key=lambda row: _courier(row, members, sources))


def _is_detail_beside(cell: object, lived: object) -> bool:
    """A blank detail stands beside a key of a hashed phone, every other beside a key that says the same."""
    unit = str(lived[0]["세대키"]).partition("/")[2]  # type: ignore[index]
    return len(unit) == 8 if cell is None else fold_unit(unit) == fold_unit(str(cell))


def _dongs(lived: Sequence[Row], sources: Sources, possible: Sequence[str]) -> set[str]:
    """Give what 행정동 may be: what the rows say and can be, the only one that can be, else 미확정."""
    said, is_open = set(), False
    for row in lived:
        person = sources.person(row)
        cells = {_dong_name(cell) for cell in person.said("행정동")} & set(possible) if person else set()
        said |= cells
        is_open = is_open or len(cells) > 1
    if is_open:
        return {*said, UNDECIDED}
    return {*possible} if not said and len(possible) == 1 else said if len(said) == 1 else {UNDECIDED}


@lru_cache(maxsize=1024, typed=True)
def _dong_name(cell: object) -> str:
    return re.sub(r"제(\d+동)$", r"\1", plain(cell).rpartition("구 ")[2].replace(" ", ""))


def _courier(row: Row, members: Mapping[object, Sequence[Row]], sources: Sources) -> tuple[object, ...]:
    dong = str(row["행정동"])
    first = members.get(row["순번"], [])[:1]
    unit = str(first[0]["세대키"]).partition("/")[2] if first and row["상세주소"] is not None else ""
    place = _place(str(row["주소"]).removeprefix(sources.district))
    return (dong == UNDECIDED, dong, *place, natural(unit), *(member_order(each) for each in first))


@lru_cache(maxsize=4096)  # deliveries to one building stand together
def _place(building: str) -> tuple[object, ...]:
    road, _, number = building.partition(" ")
    main, _, sub = number.removeprefix("지하 ").partition("-")
    return (natural(road), natural(main), natural(sub), number.startswith("지하 "))
