"""Who shares a delivery: doors written differently, doors that differ, houses without a door, dongs that disagree."""

from dataclasses import replace

from .asked import PHONE_CODE
from .entry import ADDRESS, DETAIL, DONG, PHONE, STATUS, Asked, Entry, Excluded, entry
from .promises import promise
from .streets import admin_dongs
from .town import Person, Town
from .writings import dong_cells, wide


@promise("members whose door is written in three ways are one household", home="flats", alone=True)
def _three_ways(town: Town, person: Person) -> list[Entry]:
    home = person.home
    second, third = town.person(home=home), town.person(home=home)
    return [
        entry(person),
        entry(second, {ADDRESS: f"{home.building.address} {home.name} {home.block}-{home.room}", DETAIL: ""}),
        entry(third, {ADDRESS: wide(home.building.address), DETAIL: f"{home.block}동{home.room}호"}),
    ]


@promise("two doors of one building are two households", home="flats", alone=True)
def _two_doors(town: Town, person: Person) -> list[Entry]:
    next_door = replace(person.home, room=str(int(person.home.room) + 1))
    other_block = replace(person.home, block=str(int(person.home.block) + 1))
    return [entry(person), entry(town.person(home=next_door)), entry(town.person(home=other_block))]


@promise("a house without a door is one household where the phone is one", alone=True)
def _one_phone(town: Town, _person: Person) -> list[Entry]:
    first = town.person(home=replace(town.home("house"), floor=""))
    return [entry(first), entry(town.person(home=first.home, phone=first.phone))]


@promise("a house without a door is two households where the phones are two", alone=True)
def _two_phones(town: Town, _person: Person) -> list[Entry]:
    first = town.person(home=replace(town.home("house"), floor=""))
    return [entry(first), entry(town.person(home=first.home))]


@promise("a floor without a room tells two households apart", alone=True)
def _two_floors(town: Town, _person: Person) -> list[Entry]:
    home = replace(town.home("house"), floor="2층")
    return [entry(town.person(home=home)), entry(town.person(home=replace(home, floor="3층")))]


@promise("a valid landline is accepted", alone=True)
def _landline(town: Town, person: Person) -> list[Entry]:
    return [entry(replace(person, phone=f"022147{town.chance.randrange(1000):04d}"))]


@promise("members with different 행정동 get 미확정", alone=True)
def _dongs_differ(town: Town, _person: Person) -> list[Entry]:
    home = replace(town.home("flats", building=town.building(law_dong="방이동")), dong_cell="방이1동")
    other = entry(town.person(home=home), {DONG: "방이2동"})
    other.dong = "방이2동"
    return [entry(town.person(home=home)), other]


@promise("a blank 행정동 is derived where only one is possible", alone=True)
def _derived(town: Town, _person: Person) -> list[Entry]:
    homes = [replace(town.home(building=town.building(law_dong=dong)), dong_cell="") for dong in ("오금동", "석촌동")]
    return [entry(town.person(home=home)) for home in homes]


@promise("a blank 행정동 is 미확정 where two are possible", alone=True)
def _open_dong(town: Town, _person: Person) -> list[Entry]:
    home = replace(town.home(building=town.building(law_dong="거여동")), dong_cell="")
    return [entry(town.person(home=home))]


@promise("a possible 행정동 of the register is taken", alone=True)
def _taken(town: Town, _person: Person) -> list[Entry]:
    made = []
    for law_dong in ("잠실동", "장지동", "신천동"):
        for dong in admin_dongs()[law_dong]:
            home = replace(town.home(building=town.building(law_dong=law_dong)), dong_cell=dong)
            made.append(entry(town.person(home=home)))
    return made


@promise("an impossible 행정동 is not taken", alone=True)
def _impossible(town: Town, _person: Person) -> list[Entry]:
    person = town.person(home=replace(town.home(), dong_cell=""))
    return [entry(person, dong_cells(town, person))]


@promise("a 행정동 that ended in 2008 is not taken", alone=True)
def _ended(town: Town, _person: Person) -> list[Entry]:
    home = replace(town.home(building=town.building(law_dong="잠실동")), dong_cell="")
    return [entry(town.person(home=home), {DONG: "잠실1동"})]


@promise("a 법정동 written as 행정동 is not taken", alone=True)
def _law_dong(town: Town, _person: Person) -> list[Entry]:
    home = replace(town.home(building=town.building(law_dong="방이동")), dong_cell="")
    return [entry(town.person(home=home), {DONG: "방이동"})]


@promise("a household waits with its unclear member", home="flats", alone=True)
def _waits(town: Town, person: Person) -> list[Entry]:
    unclear = entry(town.person(home=person.home), {PHONE: "010-0123-45"}, fate=Asked(PHONE_CODE))
    unclear.unclear = frozenset({PHONE})
    return [entry(person), unclear, entry(town.person(home=person.home))]


@promise("an excluded member does not hold the household up", home="flats", alone=True)
def _served_without(town: Town, person: Person) -> list[Entry]:
    ill = entry(town.person(home=person.home), {STATUS: "확진"}, fate=Excluded("확진"))
    return [entry(person), ill, entry(town.person(home=person.home))]


@promise("an unclear member who is confirmed anyway does not hold the household up", home="flats", alone=True)
def _confirmed_unclear(town: Town, person: Person) -> list[Entry]:
    ill = entry(town.person(home=person.home), {STATUS: "확진", PHONE: ""}, fate=Excluded("확진"))
    return [entry(person), ill]


@promise("a district's name inside a building's or a road's name is not another district", alone=True)
def _traps(town: Town, _person: Person) -> list[Entry]:
    made = []
    for name in ("강남아파트", "성남아파트", "하남타워", "강동구름아파트", "광주맨션", "시티캐슬"):
        home = replace(town.home("flats"), name=name)
        made.append(entry(town.person(home=home)))
    for road in ("강동대로", "위례성대로", "양재대로", "송파대로"):
        home = replace(town.home("house", building=town.building(road=road)), floor="")
        made.append(entry(town.person(home=home), {ADDRESS: f"{road} {home.building.number}"}))
    return made


@promise("the first member by id receives for the household", home="flats", alone=True)
def _receiver(town: Town, person: Person) -> list[Entry]:
    blank = replace(town.person(home=person.home), number="")
    return [
        entry(blank),
        *(entry(one) for one in (person, town.person(home=person.home), town.person(home=person.home))),
    ]


@promise("without ids the first by name receives for the household", home="flats", alone=True)
def _receiver_by_name(town: Town, person: Person) -> list[Entry]:
    people = (person, town.person(home=person.home), town.person(home=person.home))
    return [entry(replace(one, number="")) for one in people]
