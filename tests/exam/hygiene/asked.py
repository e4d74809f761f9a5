"""Rows that only a person can decide: each must become a question, with the right code where the contract names one."""

from collections.abc import Callable
from datetime import date
from random import Random

from .entry import (
    ADDRESS,
    BIRTH,
    DETAIL,
    ID,
    NAME,
    PHONE,
    RELEASE,
    RESIDENT,
    STATUS,
    Asked,
    Cell,
    Cells,
    Entry,
    Row,
    clean,
    entry,
)
from .promises import promise
from .streets import number_nobody_has, road_nobody_has
from .town import HomeKind, Person, Town

# Codes that the contract does not name are held to the word for their subject.
NAME_CODE, PHONE_CODE, BIRTH_CODE = ".*name.*", ".*phone.*", ".*birth.*"
ADDRESS_CODE, RELEASE_CODE = ".*address.*|road-unknown", ".*(release|date|status).*"
STATUS_CODE, IDENTITY_CODE = ".*(status|release).*", ".*(identity|birth|key|id).*"

Spoil = Callable[[Random, Person], dict[str, Cell]]


def _ask(
    name: str,
    spoil: Spoil,
    pattern: str,
    *,
    unclear: tuple[str, ...] = (),
    home_known: bool = True,
    alone: bool = False,
    home: HomeKind | None = None,
) -> None:
    @promise(name, alone=alone or not home_known, home=home)
    def make(town: Town, person: Person) -> list[Entry]:
        made = entry(person, spoil(town.chance, person), fate=Asked(pattern, home_known))
        made.unclear = frozenset(unclear)
        return [made]


def _one(field: str, cell: Cell) -> Spoil:
    return lambda _chance, _person: {field: cell}


def _two_phones(join: str) -> Spoil:
    def spoil(chance: Random, person: Person) -> dict[str, Cell]:
        other = f"010-0{chance.randrange(100, 999)}-{chance.randrange(1000, 9999)}"
        return {PHONE: f"{person.shown_phone}{join}{other}"}

    return spoil


def _only(address: str) -> Spoil:
    return lambda _chance, _person: {ADDRESS: address, DETAIL: ""}


def _unknown_road(form: str) -> Spoil:
    return lambda chance, _: {ADDRESS: form.format(road=road_nobody_has(chance), n=chance.randrange(1, 60))}


def _lot(form: str) -> Spoil:
    def spoil(chance: Random, person: Person) -> dict[str, Cell]:
        dong = person.home.building.law_dong
        return {ADDRESS: form.format(dong=dong, a=chance.randrange(20, 300), b=chance.randrange(2, 30))}

    return spoil


def _in_building(name: str) -> Spoil:
    return lambda _, person: {ADDRESS: f"{person.home.building.address} {name}", DETAIL: ""}


for _words, _cell in (("blank", ""), ("of blanks only", "\u3000 ")):
    _ask(f"a name {_words} is asked", _one(NAME, _cell), NAME_CODE, unclear=(NAME,))
_ask(
    "a name whose syllable the old code page lost is asked",
    lambda _, p: {NAME: f"{p.name[0]}?{p.name[-1]}"},
    NAME_CODE,
    unclear=(NAME,),
)
_ask(
    "a name with a replacement character is asked",
    lambda _, p: {NAME: f"{p.name[0]}\ufffd{p.name[-1]}"},
    NAME_CODE,
    unclear=(NAME,),
)
_ask(
    "a name that is a formula is asked",
    _one(NAME, '=HYPERLINK("http://example.invalid","김가람")'),
    NAME_CODE,
    unclear=(NAME,),
)

_DOORED: HomeKind = "flats"  # in a house without a door the phone also decides the household
for _words, _cell in (
    ("blank", ""),
    ("that says there is none", "없음"),
    ("of zeros", "000-0000-0000"),
    ("that is a hyphen", "-"),
):
    _ask(f"a phone {_words} is asked", _one(PHONE, _cell), PHONE_CODE, unclear=(PHONE,), home=_DOORED)
_ask(
    "a phone one digit short is asked",
    lambda _, p: {PHONE: f"{p.phone[:3]}-{p.phone[3:7]}-{p.phone[7:-1]}"},
    PHONE_CODE,
    unclear=(PHONE,),
    home=_DOORED,
)
_ask(
    "a phone one digit long is asked",
    lambda _, p: {PHONE: f"{p.phone[:3]}-{p.phone[3:7]}-{p.phone[7:]}0"},
    PHONE_CODE,
    unclear=(PHONE,),
    home=_DOORED,
)
for _join in (" / ", ", ", "\n", " "):
    _ask(
        f"two phones in one cell joined by {_join!r} are asked",
        _two_phones(_join),
        PHONE_CODE,
        unclear=(PHONE,),
        home=_DOORED,
    )

for _words, _cell in (("blank", ""), ("that says nothing", "모름"), ("of the district alone", "서울특별시 송파구")):
    _ask(
        f"an address {_words} is asked",
        _only(_cell),
        ADDRESS_CODE,
        unclear=(ADDRESS,),
        home_known=False,
    )
for _form in ("서울특별시 송파구 {road} {n}", "송파구 {road} {n} (가락동)", "{road} {n}"):
    _ask(
        f"an unknown road written {_form} is asked",
        _unknown_road(_form),
        "road-unknown",
        home_known=False,
    )
_ask(
    "a road written without its number is asked",
    lambda _, p: {ADDRESS: f"서울특별시 송파구 {p.home.building.road}", DETAIL: ""},
    ".*address.*|number-unknown",
    home_known=False,
)
_ask(
    "a number that the road does not have is asked",
    lambda c, p: {ADDRESS: f"서울특별시 송파구 {p.home.building.road} {number_nobody_has(c, p.home.building.road)}"},
    "number-unknown",
    home_known=False,
)
_ask(
    "a sub-number that the building does not have is asked",
    lambda _, p: {ADDRESS: f"서울특별시 송파구 {p.home.building.road} {p.home.building.main}-97"},
    "number-unknown",
    home_known=False,
)
for _form in (
    "서울특별시 송파구 {dong} {a}-{b}",
    "송파구 {dong} {a}번지",
    "{dong} {a}-{b}번지 {b}호",
    "서울 송파구 {dong} 산 {b}",
):
    _ask(
        f"a lot-number address written {_form} is asked",
        _lot(_form),
        "address-unclear",
        home_known=False,
    )
for _name in (
    "한빛아파트",
    "은하맨션",
    "소담빌라",
    "해오름오피스텔",
    "새벽연립",
    "대성주상복합",
    "리버타워",
    "로얄캐슬",
):
    _ask(
        f"{_name} without a room is asked",
        _in_building(_name),
        "detail-missing",
        home_known=False,
    )
_ask(
    "a building's name beside the 법정동 without a room is asked",
    lambda _, p: {ADDRESS: f"{p.home.building.address} ({p.home.building.law_dong}, 누리마을)", DETAIL: ""},
    "detail-missing",
    home_known=False,
)
_ask(
    "flats with a block and no room are asked",
    lambda _, p: {DETAIL: f"{p.home.block}동"},
    "detail-missing",
    home_known=False,
    home="flats",
)

_ask("a release that is blank beside a blank status is asked", lambda _, __: {RELEASE: "", STATUS: ""}, RELEASE_CODE)
for _cell in ("미정", "2021-13-45", "10월 20일", "10/20", "2021-10", "추후 통보"):
    _ask(f"a release written {_cell} is asked", _one(RELEASE, _cell), RELEASE_CODE)
_ask("해제 with a release ahead is asked", _one(STATUS, "해제"), STATUS_CODE)
_ask("격리해제 with a release ahead is asked", _one(STATUS, "격리해제"), STATUS_CODE)
for _cell in ("관찰중", "보류", "?", "해제예정"):
    _ask(f"the status {_cell} is asked", _one(STATUS, _cell), STATUS_CODE)

for _cell in ("1985-13-45", "모름", "1999-02-29", "5월 5일"):
    _ask(f"a birth date written {_cell} is asked", _one(BIRTH, _cell), BIRTH_CODE, unclear=(BIRTH,))
_ask("a birth date of six digits that fits two centuries is asked", _one(BIRTH, "150301"), BIRTH_CODE)
_ask("a birth date in the future is asked", _one(BIRTH, date(2031, 5, 1)), BIRTH_CODE)
_ask(
    "a row with neither an id nor a birth date is asked",
    lambda _, __: {ID: "", BIRTH: "", RESIDENT: ""},
    IDENTITY_CODE,
    unclear=(ID,),
)
_ask(
    "a row with two unclear cells is asked",
    lambda c, _: {PHONE: "", ADDRESS: f"서울특별시 송파구 {road_nobody_has(c)} 3"},
    f"{PHONE_CODE}|road-unknown",
    unclear=(PHONE,),
    home_known=False,
)


def _contradiction(name: str, spoil: Spoil, *, unclear: tuple[str, ...] = (), status: str = "격리중") -> None:
    @promise(f"two rows of one person with different {name} are asked", alone=True, home="flats")
    def make(town: Town, person: Person) -> list[Entry]:
        first: Cells = {**clean(person), STATUS: status}
        second: Cells = {**first, **spoil(town.chance, person)}
        fate = Asked("rows-contradict", home_known=False)
        return [
            Entry(person=person, rows=[Row(first), Row(second)], fate=fate, merges=False, unclear=frozenset(unclear))
        ]


_contradiction("names", lambda _, p: {NAME: f"{p.name[0]}다른"}, unclear=(NAME,))
_contradiction("birth dates", lambda _, __: {BIRTH: "1951-03-09", RESIDENT: ""})
_contradiction("phones", lambda c, _: {PHONE: f"010-0{c.randrange(100, 999)}-0007"})
_contradiction("rooms", lambda _, p: {DETAIL: f"{p.home.block}동 {int(p.home.room) + 1000}호"})
_contradiction("releases", lambda _, __: {RELEASE: "2021-12-31 12:00"})
_contradiction("states", lambda _, __: {STATUS: "확진"})


@promise("two rows of one person with different addresses are asked", alone=True)
def _two_addresses(town: Town, person: Person) -> list[Entry]:
    other = town.home("house")
    rows = [Row(clean(person)), Row({**clean(person), ADDRESS: other.building.address, DETAIL: ""})]
    return [Entry(person=person, rows=rows, fate=Asked("rows-contradict", home_known=False), merges=False)]


@promise("two ids with the same name, birth date and phone are asked", alone=True)
def _two_ids(town: Town, person: Person) -> list[Entry]:
    other = town.number()
    rows = [Row(clean(person)), Row({**clean(person), ID: other})]
    fate = Asked("identity-unclear", home_known=False)
    return [Entry(person=person, rows=rows, fate=fate, merges=False, other_numbers=(other,))]
