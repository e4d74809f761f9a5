"""Road-name addresses: what people type, read into one canonical address and checked against the building table.

The form is `시도 시군구 도로명 건물번호[-부번][, 동·층·호] [(법정동[, 공동주택명])]` (도로명주소법 시행령 제6조).
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple, TypeAlias

from jikwon.korea import brackets, buildings, characters, details, dongs, regions, roads, style
from jikwon.korea.readings import Reading, Unclear
from jikwon.model import Personal, fact

AddressReading: TypeAlias = "Reading[Address] | Unclear | OtherDistrict"

FLATS: Final = ("아파트", "맨션", "빌라", "오피스텔", "연립", "주상복합", "타워", "캐슬")
"""Words that tell a building of flats; an office may have others."""

SortKey: TypeAlias = tuple[style.NaturalKey, int, int, bool, style.NaturalKey]

ROAD_BLANKS: Final = "road-blanks"
DONG_DIFFERS: Final = "dong-differs"
DONG_BEFORE_ROAD: Final = "dong-before-road"


@fact
class District:
    """The office's own district."""

    city: str = "서울특별시"
    name: str = "송파구"


@fact
class OtherDistrict:
    """The address names another city or district; the centre hands the person over (이관)."""

    name: Personal[str]


@fact
class Address:
    """One canonical address.

    `main` and `sub` are the building's number (`sub` 0 where there is none). `admin_dongs` are the
    행정동 that are possible for `legal_dong`. `detail_dong` and `detail_ho` have neither 동 nor 호;
    `detail_text` is the detail where no 호 was said: a floor, or words. `building` is a building's
    name as typed; `rest` are words beside a 호 (`안방`) that the canonical detail leaves out.
    """

    road: Personal[str]
    main: Personal[int]
    sub: Personal[int] = 0
    underground: Personal[bool] = False
    zip: Personal[str]
    legal_dong: Personal[str]
    admin_dongs: tuple[str, ...] = ()
    detail_dong: Personal[str] = ""
    detail_ho: Personal[str] = ""
    detail_text: Personal[str] = ""
    building: Personal[str] = ""
    rest: Personal[str] = ""
    district: District = District()

    @property
    def road_address(self) -> str:
        """`서울특별시 송파구 올림픽로 326`; with 부번 `326-1`, underground `지하 12`."""
        return f"{self.district.city} {self.district.name} {self._place}"

    @property
    def detail(self) -> str:
        """`101동 1203호`, or what else was said of the place in the building (`가동 2층`, `안방`)."""
        dong = f"{self.detail_dong}동" if self.detail_dong else ""
        return f"{dong} {self.detail_ho}호".lstrip() if self.detail_ho else f"{dong} {self.detail_text}".strip()

    @property
    def household_key(self) -> str:
        """`올림픽로 326/101-1203`: equal exactly for the same building and detail; `올림픽로 326/` without one.

        B and 지하 before a 호 are the same. A 호 of two numbers without a 동 keeps its 호 (`/101-2호`), so
        that it is never taken for 101동 2호.
        """
        return f"{self._place}/{self._unit}"

    @property
    def sort_key(self) -> SortKey:
        """Road, 본번, 부번 and detail in natural order (가락로5길 before 가락로11길)."""
        return (style.natural_key(self.road), self.main, self.sub, self.underground, style.natural_key(self._unit))

    @property
    def _place(self) -> str:
        return f"{self.road} {'지하 ' if self.underground else ''}{self.main}{f'-{self.sub}' if self.sub else ''}"

    @property
    def _unit(self) -> str:
        if not self.detail_ho:
            return details.canonical((self.detail,))
        ho = "B" + self.detail_ho[2:] if self.detail_ho.startswith("지하") else self.detail_ho
        if self.detail_dong:
            return f"{self.detail_dong}-{ho}"
        return f"{ho}호" if "-" in ho else ho


class Reader:
    """Reads the addresses of one district; make one and use it for every row.

    `table` and `dong_table` default to Songpa's. `flats` are the words that tell a building of flats.
    """

    def __init__(
        self,
        *,
        table: buildings.BuildingTable | None = None,
        dong_table: dongs.DongTable | None = None,
        district: District | None = None,
        flats: Sequence[str] = FLATS,
    ) -> None:
        self._table = table or buildings.songpa()
        self._dongs = dong_table or dongs.songpa()
        self._district = district or District()
        self._regions = regions.Regions(self._district.city, self._district.name)
        self._flats = re.compile("|".join(map(re.escape, flats)) or r"(?!)", re.IGNORECASE)
        self._dong_names = self._dongs.legal_names | self._dongs.by_name.keys() | dongs.ENDED.keys()
        names = sorted(self._dong_names, key=len, reverse=True)
        self._has_numbered = any(re.fullmatch(r"\d+동", name) for name in names)
        self._place_of = lru_cache(maxsize=4096)(self._read_place)  # a household's members write the same
        self._dong_first = re.compile(rf"({'|'.join(names)})[ ,]*+(?!\d|산 ?\d)")

    def read(self, raw: str, detail: str = "") -> AddressReading:
        """Read an address cell and, where the register has one, its 상세주소 cell.

        Unclear: `address-blank`; `address-unclear` (why: `lot-number`, `number-missing`, `two-readings`,
        `contradicts`, `unreadable`); `road-unknown`; `number-unknown`; `detail-missing`;
        `detail-unclear`; `detail-contradicts`.
        """
        place = self._place_of(raw)
        if isinstance(place, OtherDistrict):
            return place
        if isinstance(place, roads.NoSplit):
            if place.reason == "address-blank":
                return Unclear(reason=place.reason)
            return _unclear(place.reason, raw, detail, why=place.why)
        return self._detailed(place, raw, detail)

    def _read_place(self, raw: str) -> "_Place | roads.NoSplit | OtherDistrict":
        """Read what an address cell says alone: the building."""
        text, notes = characters.clean(raw)
        if not text:
            return roads.NoSplit("address-blank")
        bare, contents = brackets.take_out(text)
        region = self._regions.take(bare)
        if region.other and region.is_contradicting:
            return roads.NoSplit("address-unclear", "contradicts")
        if region.other:
            return OtherDistrict(name=region.other)
        found, dong = self._split(region.rest)
        if isinstance(found, roads.NoSplit):
            return found
        notes = (*notes, *region.notes, *_road_notes(found), *((DONG_BEFORE_ROAD,) if dong else ()))
        return _Place(found, found.rest.strip(" ,.-"), [dong] if dong else [], contents, notes)

    def _split(self, text: str) -> tuple[roads.Split | roads.NoSplit, str]:
        """Split road and number; a dong before the road is a hint and stands aside."""
        found = roads.split(text, self._table)
        if isinstance(found, roads.Split) or (first := self._dong_first.match(text)) is None:
            return found, ""
        return roads.split(text[first.end() :], self._table), first.group(1)

    def _detailed(self, said: "_Place", raw: str, detail: str) -> AddressReading:
        found, tail = said.found, said.tail
        if not tail and not said.contents and not self._has_numbered and (plain := _PLAIN.fullmatch(detail)):
            unit = details.Detail(plain[1] or "", plain[2])  # as nearly all are; what follows says the same
            return self._read_as(said, unit, said.hints, said.notes, ())
        column, more = characters.clean(detail)
        column, contents = brackets.take_out(column)
        contents = [*said.contents, *contents]
        aside = brackets.sort(contents, self._dong_names) if contents else brackets.NOTHING
        said_of_place = (tail, column.removeprefix(found.written).lstrip(" ,"), *aside.details)
        words, hints = self._without_dongs(" ".join(filter(None, said_of_place)))
        in_flats = aside.is_named_complex or self._flats.search(f"{raw} {detail}") is not None
        place = details.read(words, in_flats=in_flats)
        if isinstance(place, details.NoDetail):
            reason = "detail-contradicts" if place.is_contradicting and column and tail else "detail-unclear"
            return _unclear(reason, raw, detail)
        if in_flats and not place.ho:
            return _unclear("detail-missing", raw, detail)
        return self._read_as(said, place, (*said.hints, *aside.dongs, *hints), (*said.notes, *more), aside.names)

    def _read_as(
        self, said: "_Place", place: details.Detail, named: Iterable[str], notes: tuple[str, ...], names: Iterable[str]
    ) -> AddressReading:
        found = said.found
        differs = (DONG_DIFFERS,) if any(not self._lies_in(each, found.building.legal_dong) for each in named) else ()
        changes = dict.fromkeys((*notes, *place.notes, *differs))
        return Reading(value=self._address(found, place, names), normalised=tuple(changes))

    def _address(self, found: roads.Split, place: details.Detail, names: Iterable[str]) -> Address:
        named = [word for word in place.words if details.is_building(word, self._flats)]
        others = [word for word in place.words if word not in named]
        return Address(
            road=found.road,
            main=found.number.main,
            sub=found.number.sub,
            underground=found.number.underground,
            zip=found.building.zip,
            legal_dong=found.building.legal_dong,
            admin_dongs=self._dongs.possible(found.building.legal_dong),
            detail_dong=place.dong,
            detail_ho=place.ho,
            detail_text="" if place.ho else " ".join(filter(None, (place.floor, *others))),
            building=" ".join((*names, *named)),
            rest=" ".join(others) if place.ho else "",
            district=self._district,
        )

    def _without_dongs(self, text: str) -> tuple[str, list[str]]:
        """Take names of the district's dongs out of a detail (`잠실동 101호`)."""
        if "동" not in text:
            return text, []
        words = text.split(" ")
        hints = [word for word in words if word.strip(",") in self._dong_names]
        return " ".join(word for word in words if word not in hints), [hint.strip(",") for hint in hints]

    def _lies_in(self, dong: str, legal: str) -> bool:
        return dong == legal or self._dongs.is_possible(dong, legal)


_PLAIN: Final = re.compile(r"(?:([1-9]\d{0,3})동 )?([1-9]\d{0,4})호", re.ASCII)


class _Place(NamedTuple):
    """What an address cell says: the building, what stands behind it, its dongs, its brackets, what was changed."""

    found: roads.Split
    tail: str
    hints: Sequence[str]
    contents: Sequence[str]
    notes: tuple[str, ...]


def _road_notes(found: roads.Split) -> tuple[str, ...]:
    number = f"{'지하 ' if found.number.underground else ''}{found.number.main}"
    number += f"-{found.number.sub}" if found.number.sub else ""
    return () if found.written == f"{found.road} {number}" else (ROAD_BLANKS,)


def _unclear(reason: str, raw: str, detail: str, *, why: str = "") -> Unclear:
    return Unclear(reason=reason, why=why, details={"written": " ".join(filter(None, (raw, detail)))})


@cache
def songpa() -> Reader:
    """Give the reader of Songpa-gu's addresses."""
    return Reader()


def read(raw: str, detail: str = "") -> AddressReading:
    """Read an address of Songpa-gu; see `Reader.read`."""
    return songpa().read(raw, detail)
