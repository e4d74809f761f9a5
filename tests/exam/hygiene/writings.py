"""Ways of writing a true value that lose nothing: every one must be read as the same value, without a question."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .entry import ADDRESS, BIRTH, DETAIL, DONG, ID, NAME, NOTE, PHONE, RELEASE, STATUS, SUPPORT, ZIP, Cell
from .streets import dong_impossible_for
from .town import Home, HomeKind, Person, Town

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets count days from here and know no zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One harmless way of writing some cells of a person who lives in one kind of home (None: any)."""

    promise: str
    field: str
    home: HomeKind | None
    write: Callable[[Person], dict[str, Cell]]


WRITINGS: list[Writing] = []


def _add(promise: str, field: str, write: Callable[[Person], Cell], home: HomeKind | None = None) -> None:
    WRITINGS.append(Writing(promise=promise, field=field, home=home, write=lambda person: {field: write(person)}))


def _add_many(promise: str, field: str, write: Callable[[Person], dict[str, Cell]], home: HomeKind | None) -> None:
    WRITINGS.append(Writing(promise=promise, field=field, home=home, write=write))


def wide(text: str) -> str:
    """Return the text with full-width digits and hyphens."""
    return text.translate({**{ord(str(digit)): 0xFF10 + digit for digit in range(10)}, ord("-"): 0xFF0D})


def decomposed(text: str) -> str:
    """Return the text as macOS writes it, its syllables taken apart."""
    return unicodedata.normalize("NFD", text)


def serial(moment: datetime) -> float:
    """Return the day number that a spreadsheet keeps for a moment."""
    return (moment - EPOCH) / timedelta(days=1)


def _of(home: Home, form: str) -> str:
    building = home.building
    return form.format(road=building.road, number=building.number, dong=building.law_dong, name=home.name)


def _spaced(road: str) -> str:
    """Write a branch road apart, `백제고분로 41길`; a road without a branch stays."""
    for stem in ("대로", "로"):
        before, found, branch = road.partition(stem)
        if found and branch:
            return f"{before}{stem} {branch}"
    return road


def _phone(form: Callable[[str], Cell]) -> Callable[[Person], Cell]:
    return lambda person: form(person.phone)


def _address(form: str) -> Callable[[Person], Cell]:
    return lambda person: _of(person.home, form)


def _release(form: Callable[[datetime], Cell]) -> Callable[[Person], Cell]:
    return lambda person: form(person.release)


_PHONES: Sequence[tuple[str, Callable[[str], Cell]]] = (
    ("a phone without hyphens is read", lambda p: p),
    ("a phone that lost its leading 0 as text is read", lambda p: p[1:]),
    ("a phone that lost its leading 0 as a number is read", int),
    ("a phone with +82 is read", lambda p: f"+82-{p[1:3]}-{p[3:7]}-{p[7:]}"),
    ("a phone with +82 and blanks is read", lambda p: f"+82 {p[1:3]} {p[3:7]} {p[7:]}"),
    ("a phone with dots is read", lambda p: f"{p[:3]}.{p[3:7]}.{p[7:]}"),
    ("a phone with blanks is read", lambda p: f"{p[:3]} {p[3:7]} {p[7:]}"),
    ("a phone in full-width digits is read", lambda p: wide(f"{p[:3]}-{p[3:7]}-{p[7:]}")),
    ("a phone between no-break spaces is read", lambda p: f"\u00a0{p[:3]}-{p[3:7]}-{p[7:]}\u3000"),
    ("a phone with its head in brackets is read", lambda p: f"({p[:3]}) {p[3:7]}-{p[7:]}"),
)
for _promise, _form in _PHONES:
    _add(_promise, PHONE, _phone(_form))

_add("a name in decomposed Hangul is read", NAME, lambda p: decomposed(p.name))
_add("a name between ideographic spaces is read", NAME, lambda p: f"\u3000{p.name}\u3000")
_add("a name after a no-break space is read", NAME, lambda p: f"\u00a0{p.name} ")
_add("an id in full-width digits is read", ID, lambda p: wide(p.number))
_add("an id between blanks is read", ID, lambda p: f" {p.number}\u00a0")

_add("a birth date with dots is read", BIRTH, lambda p: f"{p.birth.year}.{p.birth.month}.{p.birth.day}.")
_add("a birth date with slashes is read", BIRTH, lambda p: f"{p.birth:%Y/%m/%d}")
_add("a birth date of eight digits is read", BIRTH, lambda p: f"{p.birth:%Y%m%d}")
_add("a birth date of eight digits stored as a number is read", BIRTH, lambda p: int(f"{p.birth:%Y%m%d}"))
_add("a birth date stored as a date is read", BIRTH, lambda p: p.birth)
_add("a birth date in full-width digits is read", BIRTH, lambda p: wide(p.birth.isoformat()))

_ADDRESSES: Sequence[tuple[str, str]] = (
    ("서울시 is 서울특별시", "서울시 송파구 {road} {number} ({dong})"),
    ("서울 is 서울특별시", "서울 송파구 {road} {number}"),
    ("an address from the district on is read", "송파구 {road} {number} ({dong})"),
    ("an address without a district that the table has is accepted", "{road} {number}"),
    ("a road and its number without a blank are read", "서울특별시 송파구 {road}{number}"),
    ("no-break and doubled blanks in an address are read", "서울특별시\u00a0송파구  {road}\u3000{number}"),
)
for _promise, _text in _ADDRESSES:
    _add(_promise, ADDRESS, _address(_text), "house")
_add(
    "a branch road written apart is read",
    ADDRESS,
    lambda p: f"서울특별시 송파구 {_spaced(p.home.building.road)} {p.home.building.number}",
)
_add("full-width digits in an address are read", ADDRESS, lambda p: wide(p.home.building.address))
_add("an address in decomposed Hangul is read", ADDRESS, lambda p: decomposed(p.home.building.address))


def _one_cell(form: str) -> Callable[[Person], dict[str, Cell]]:
    def write(person: Person) -> dict[str, Cell]:
        home = person.home
        text = form.format(at=home.building.address, detail=home.detail, dong=home.building.law_dong, name=home.name)
        return {ADDRESS: text, DETAIL: ""}

    return write


_add_many(
    "a door between the number and the brackets is read",
    ADDRESS,
    _one_cell("{at}, {detail} ({dong}, {name})"),
    "flats",
)
_add_many("a door after the brackets is read", ADDRESS, _one_cell("{at} ({dong}, {name}) {detail}"), "flats")
_add_many("a door after a building's name is read", ADDRESS, _one_cell("{at} {name} {detail}"), "flats")
_add_many("a room in the address cell is read", ADDRESS, _one_cell("{at}, {detail} ({dong}, {name})"), "villa")
_add_many(
    "101-1203 after a building of flats is a door",
    DETAIL,
    lambda p: {ADDRESS: f"{p.home.building.address} ({p.home.building.law_dong}, {p.home.name})", DETAIL: _dashed(p)},
    "flats",
)
_add_many(
    "101-1203 in the address cell after flats is a door",
    ADDRESS,
    lambda p: {ADDRESS: f"{p.home.building.address} {p.home.name} {_dashed(p)}", DETAIL: ""},
    "flats",
)


def _dashed(person: Person) -> str:
    return f"{person.home.block}-{person.home.room}"


_add("a door written without a blank is read", DETAIL, lambda p: p.home.detail.replace(" ", ""), "flats")
_add("a door with blanks before its words is read", DETAIL, lambda p: f"{p.home.block} 동 {p.home.room} 호", "flats")
_add("a door in full-width digits is read", DETAIL, lambda p: wide(p.home.detail), "flats")
_add(
    "a floor is dropped where a room is there",
    DETAIL,
    lambda p: f"{p.home.block}동 {p.home.room[:-2]}층 {p.home.room}호",
    "flats",
)
_add("a room after a no-break space is read", DETAIL, lambda p: f"\u00a0{p.home.room}호", "villa")

_add("a wrong zip code is replaced without a question", ZIP, lambda _: "05500")
_add("a blank zip code is filled without a question", ZIP, lambda _: "")
_add("a zip code that lost its leading 0 is read", ZIP, lambda p: int(p.home.building.zip_code))

_add("a blank status is active", STATUS, lambda _: "")
_add("자가격리중 is active", STATUS, lambda _: "자가격리중")
_add("a status between blanks is read", STATUS, lambda _: "\u3000격리중 ")
_add("someone who chose cash gets the kit", SUPPORT, lambda _: "현금")
_add("someone who asked for nothing gets the kit", SUPPORT, lambda _: "미신청")

_add("a note that looks like a formula harms nothing", NOTE, lambda _: '=HYPERLINK("http://example.invalid","보기")')
_add("a note that starts with a plus harms nothing", NOTE, lambda _: "+82로 시작하는 메모")
_add("a note that starts with an at sign harms nothing", NOTE, lambda _: "@SUM(1+1)")
_add("an emoji in a note harms nothing", NOTE, lambda _: "감사합니다 😀🏠")
_add("a line break in a note does not end the row", NOTE, lambda _: "벨 누르지 말 것\n문 앞에 두기")
_add("another district in a note is not the address", NOTE, lambda _: "강남구에서 전입, 부산광역시 출장")

# Release dates: written alone a day ends the quarantine at 12:00, so nothing here moves anyone over the clock.
RELEASES: Sequence[tuple[str, Callable[[datetime], Cell]]] = (
    ("2021-10-06", lambda t: f"{t:%Y-%m-%d}"),
    ("2021-10-06 12:00", lambda t: f"{t:%Y-%m-%d %H:%M}"),
    ("2021-10-06 12:00:00", lambda t: f"{t:%Y-%m-%d %H:%M:%S}"),
    ("2021.10.6.", lambda t: f"{t.year}.{t.month}.{t.day}."),
    ("2021. 10. 6. 12:00", lambda t: f"{t.year}. {t.month}. {t.day}. {t:%H:%M}"),
    ("2021/10/06", lambda t: f"{t:%Y/%m/%d}"),
    ("2021/10/06 12:00", lambda t: f"{t:%Y/%m/%d %H:%M}"),
    ("20211006", lambda t: f"{t:%Y%m%d}"),
    ("20211006 as a number", lambda t: int(f"{t:%Y%m%d}")),
    ("'21.10.6.", lambda t: f"'{t:%y}.{t.month}.{t.day}."),
    ("a whole serial", lambda t: int(serial(t))),
    ("a serial with a time", serial),
    ("a serial kept as text", lambda t: str(int(serial(t)))),
    ("a date", lambda t: t.date()),
    ("a date with a time", lambda t: t),
    ("full-width digits", lambda t: wide(f"{t:%Y-%m-%d}")),
)
for _promise, _when in RELEASES:
    _add(f"a release ahead written as {_promise} is read", RELEASE, _release(_when))

LONG_NOTE = "가" * 32_767
"""As much text as one cell of a workbook can hold."""


def dong_cells(town: Town, person: Person) -> dict[str, Cell]:
    """Write a 행정동 that cannot be the address's own, as if somebody had guessed."""
    return {DONG: dong_impossible_for(town.chance, person.home.building.law_dong)}
