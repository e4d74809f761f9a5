"""The proof: both workbooks, read again, against the registers, the records and what people answered.

One file and longer than others, for it may share nothing with the rules: it says what must be true, not
how it was computed. Only totals, due quantities and what the building table fixes are worked out again.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Final

from jikwon.model import Check, Place
from jikwon.model.strings import Strings
from jikwon.proof import (
    Fate,
    FateState,
    Proof,
    Row,
    Table,
    birth_of,
    columns_are,
    date_of,
    each,
    in_order,
    moment_of,
    natural,
    no_formulas,
    no_repeat,
    phone_digits,
    same_cells,
    same_date,
    same_keys,
    same_letters,
    same_order,
    same_road_address,
    same_text,
    sheets_are,
    unit_of,
    without,
)
from jikwon.proof.compare import plain
from jikwon.proof.readers import read_book
from jikwon.proof.words import RESIDENT_NUMBER

LIST, REGISTER = "delivery-list", "delivery-register"
SHEETS: Final[Mapping[str, Mapping[str, str]]] = {
    LIST: {"배송명단": "순번 받는분 전화번호 우편번호 주소 상세주소 행정동 품목 수량 배송메시지"},
    REGISTER: {
        "대상자": "격리자관리번호 성명 생년월일 휴대전화 세대키 순번",
        "행정동별집계": "행정동 세대수 인원수 키트수",
        "제외": "격리자관리번호 성명 사유코드 사유 원본파일 원본행",
        "확인필요": "격리자관리번호 성명 질문코드 질문 원본파일 원본행",
    },
}
FIELDS: Final[Mapping[str, Sequence[str]]] = {
    "격리자관리번호": ("관리번호",),
    "성명": ("이름",),
    "생년월일": (),
    "주민등록번호": (),
    "휴대전화": ("연락처", "전화번호", "핸드폰"),
    "우편번호": (),
    "주소": ("도로명주소", "격리장소", "격리장소주소"),
    "상세주소": ("동호수",),
    "행정동": (),
    "격리시작일": (),
    "해제예정일시": ("해제예정일",),
    "상태": (),
    "지원구분": (),
    "비고": (),
}
DELIVERED: Final = {**{name: FIELDS[name] for name in list(FIELDS)[:5]}, "세대키": ()}
NOT_SERVED: Final = frozenset({"확진", "확진전환", "이관", "타지역이관", "해제", "격리해제"})
HEALTH: Final = re.compile(r"격리|확진|코로나|감염|역학조사|밀접접촉|covid|corona", re.IGNORECASE)
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
SIMPLE_UNIT: Final = re.compile(r"(?:(\d+)동 )?(\d+)호")
PHONE: Final = re.compile(r"01\d-\d{3,4}-\d{4}|02-\d{3,4}-\d{4}|0\d{2,3}-\d{3,4}-\d{4}|1\d{3}-\d{4}")
UNDECIDED, TOTAL, SERVED, MERGED, WAITS = "미확정", "합계", "기지급", "중복", "household-waits"
LEFT_BY_PERSON: Final = "담당자제외"
ABOUT_ADDRESS: Final = (
    "rows-contradict", "address-unclear", "road-unknown", "number-unknown", "detail-missing", "detail-unclear",
    "detail-contradicts",
)  # fmt: skip
SENTENCES: Final = Strings(Path(__file__).parent / "strings")


def verify(proof: Proof) -> Iterator[Check]:
    """Prove the delivery list and the register."""
    yield from _shapes(proof)
    sources = _Sources(proof)
    yield from _everybody_once(proof, sources)
    yield from _people(proof, sources)
    yield from _deliveries(proof, sources)
    yield from _totals(proof)
    yield from _listed(proof, sources)
    yield from _harmless(proof)


class _Person:
    """A fate with the source rows it came from."""

    __slots__ = ("columns", "fate", "rows")

    def __init__(self, fate: Fate, rows: Sequence[Row], columns: Mapping[str, int]) -> None:
        self.fate = fate
        self.rows = rows
        self.columns = columns

    @property
    def at(self) -> Sequence[Place]:
        """Where the person came from."""
        return self.fate.at

    def said(self, field: str) -> list[object]:
        """Give what the rows say in a column, the row first that a person chose."""
        rows = self.rows
        if len(rows) == 1:
            value = rows[0][field] if field in self.columns else None
            return [] if value is None else [value]
        chosen = self.fate.answers.get("rows-contradict")
        if chosen and chosen.choice.isdecimal() and int(chosen.choice) <= len(rows):
            first = rows[int(chosen.choice) - 1]
            rows = [first, *(row for row in rows if row is not first)]
        return [value for row in rows if (value := row.get(field)) is not None]

    def answered(self, *codes: str) -> list[object]:
        """Give what people answered to these questions about the person."""
        if not self.fate.answers:
            return []
        given = (self.fate.answers.get(code) for code in codes)
        return [answer.value or answer.choice for answer in given if answer is not None]

    def value(self, field: str, code: str) -> list[object]:
        """Give what a cell may be: the answer, else what the rows say first, or a person's own word for them."""
        answered = self.answered(code)
        return answered or [*self.said(field)[:1], *self.answered("rows-contradict")]

    @property
    def id(self) -> str:
        """The office's own number, or ""."""
        return next((text for cell in self.said("격리자관리번호") if (text := _text(cell))), "")


class _Sources:
    """The registers again, by person; and what the building table fixes."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.tables = proof.source_tables("register", fields=FIELDS)
        self.people = {fate.key: self._of(fate) for fate in proof.fates}
        self._found: dict[int, _Person | None] = {}

    def _of(self, fate: Fate) -> _Person:
        tables = [self.proof.source_table(place) for place in fate.at]
        found = [table.row(place.row) for table, place in zip(tables, fate.at, strict=True)]
        return _Person(fate, [row for row in found if row is not None], tables[0].fields)

    def new(self, *states: FateState) -> list[_Person]:
        """Give the people with a state whom no earlier part of this run has settled."""
        return [each for each in self.people.values() if each.fate.state in states and not each.fate.delivered]

    @cached_property
    def nameless(self) -> Mapping[tuple[str, str, str], _Person]:
        """Those without an id, by every name, birth date and phone they may stand under."""
        found = {}
        for person in self.new(FateState.DONE):
            if not person.id:
                names = [_letters(each) for each in person.value("성명", "name-unclear")]
                phones = [phone_digits(each) for each in person.value("휴대전화", "phone-unclear")]
                for name, birth, phone in product(names, _births(person), phones):
                    for day in _days(birth):
                        found[name, day, phone] = person
        return found

    def person(self, row: Row) -> _Person | None:
        """Find whose row of 대상자 this is."""
        if row.number not in self._found:
            self._found[row.number] = self._find(row)
        return self._found[row.number]

    def _find(self, row: Row) -> _Person | None:
        if (number := _text(row["격리자관리번호"])) != "":
            return self.people.get(number)
        key = (_letters(row["성명"]), plain(row["생년월일"]), phone_digits(row["휴대전화"]))
        return self.nameless.get(key)

    @cached_property
    def district(self) -> str:
        """`서울특별시 송파구 `, which every address begins with."""
        return f"{self.proof.setting('city')} {self.proof.setting('district')} "

    @cached_property
    def buildings(self) -> Mapping[str, tuple[str, str]]:
        """The building table: `올림픽로 326` to its zip code and 법정동."""
        found = {}
        for zip_code, road, below, main, sub, legal in _csv(self.proof, "buildings", "songpa_addresses.csv", _BUILDING):
            number = ("지하 " if below == "1" else "") + main + (f"-{sub}" if sub not in ("", "0") else "")
            found[f"{road} {number}"] = (zip_code.zfill(5), legal)
        return found

    @cached_property
    def dongs(self) -> Mapping[str, Sequence[str]]:
        """The 행정동 that are possible for a 법정동."""
        found: dict[str, list[str]] = defaultdict(list)
        for dong, legal_dongs in _csv(self.proof, "dongs", "songpa_dongs.csv", _DONG):
            for legal in legal_dongs.split("/"):
                found[legal].append(dong)
        return found


_BUILDING: Final = ("우편번호", "도로명", "지하여부", "건물본번", "건물부번", "법정동")
_DONG: Final = ("행정동", "관할법정동")


def _csv(proof: Proof, name: str, shipped: str, columns: Sequence[str]) -> Iterator[list[str]]:
    """Read the office's own table, else the shipped one, as data: by this proof's own reader."""
    own = proof.sources.get(name) or ()
    data = own[0].read() if own else resources.files("jikwon").joinpath(f"korea/data/{shipped}").read_bytes()
    header, *rows = read_book(shipped, data)[0].rows
    indexes = [header.index(column) for column in columns]
    for row in rows:
        if any(row):
            yield [str(row[index] or "") for index in indexes]


def _shapes(proof: Proof) -> Iterator[Check]:
    for output, sheets in SHEETS.items():
        yield sheets_are("sheets", proof, output, list(sheets))
        for name, columns in sheets.items():
            yield columns_are("columns", proof.sheet(output, name), columns.split())


def _everybody_once(proof: Proof, sources: _Sources) -> Iterator[Check]:
    """Hold every row of the registers against the records, and the served against the sheet."""
    known = {(place.file, place.sheet, place.row) for fate in proof.fates for place in fate.at}
    yield no_repeat("one-person-a-row", [place for fate in proof.fates for place in map(_At, fate.at)], _At.key)
    left = [row for table in sources.tables for row in table.rows if _key(row.at) not in known]
    yield each("left-rows-are-nobody", left, _is_nobody)
    yield each("rows-counted", [_At(Place(source="register", file=""))], lambda _: _adds_up(proof, len(known)))
    served = {person.fate.key: person for person in sources.new(FateState.DONE)}
    rows = proof.sheet(REGISTER, "대상자").rows
    found = {person.fate.key if (person := sources.person(row)) else row.at: row for row in rows}
    yield same_keys("everyone-served-once", served, found)
    yield no_repeat("nobody-served-twice", rows, lambda row: getattr(sources.person(row), "at", row.at))
    yield each("only-the-quarantined", served.values(), lambda person: _is_quarantined(person, proof.clock))


class _At:
    """A place that checks can list."""

    def __init__(self, at: Place) -> None:
        self.at = at

    def key(self) -> tuple[str, str, int]:
        """Give file, sheet and row."""
        return _key(self.at)


def _key(place: Place) -> tuple[str, str, int]:
    return (place.file, place.sheet, place.row)


def _adds_up(proof: Proof, rows: int) -> bool:
    counts = proof.counts
    return not counts or counts.get("used", 0) + counts.get("merged", 0) == rows


def _is_nobody(row: Row) -> bool:
    """Tell whether a row that became nobody is a total, a header said again, or says nothing of a person."""
    name, address = _letters(row.get("성명")), _letters(row.get("주소"))
    is_named = name not in ("", "성명", *FIELDS["성명"]) and re.fullmatch(r".*계|[\d,.]+명?", name) is None
    has_phone = len(re.sub(r"\D", "", _letters(row.get("휴대전화")))) > 8
    return not is_named and not has_phone and re.search(r"[로길]\d", address) is None


def _is_quarantined(person: _Person, clock: datetime) -> bool:
    """Tell whether what the rows say, unless people answered, leaves a person in quarantine at `clock`."""
    if not person.answered("status-unclear", "status-unknown", "release-unclear", "rows-contradict"):
        if any(_letters(word) in NOT_SERVED for word in person.said("상태")):
            return False
        return all(_ends(cell) > clock.replace(tzinfo=None) for cell in person.said("해제예정일시")[:1])
    return True


def _ends(cell: object) -> datetime:
    """Read a release: a day alone ends at noon, from 2022-02-09 on at midnight (the quarantine rules of those days)."""
    if (moment := moment_of(cell)) is not None:
        return moment
    if (day := date_of(cell)) is None:
        return datetime.max  # noqa: DTZ901 - a short year or a word that the people's check holds
    noon = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 - the office's own time
    return noon if day < date(2022, 2, 9) else noon + timedelta(hours=12)


def _people(proof: Proof, sources: _Sources) -> Iterator[Check]:
    """Hold 대상자 against the registers, cell by cell, and its households against the courier's list."""
    deliveries = {row["순번"]: row for row in proof.sheet(LIST, "배송명단").rows}
    table = proof.sheet(REGISTER, "대상자")

    def expected(row: Row) -> Mapping[str, object] | None:
        person = sources.person(row)
        if person is None or (delivery := deliveries.get(row["순번"])) is None:
            return None
        return {
            "격리자관리번호": person.id,
            "성명": person.value("성명", "name-unclear"),
            "생년월일": _births(person) or [None],
            "휴대전화": person.value("휴대전화", "phone-unclear"),
            "세대키": (delivery, row, sources),
            "순번": (delivery, person),
        }

    yield same_cells(
        "people", table.rows, expected=expected,
        columns={
                        "격리자관리번호": _same_id,
            "성명": _any_of(_same_letters), "생년월일": _any_of(_same_birth),
            "휴대전화": _any_of(_same_phone), "세대키": _is_household_of, "순번": _is_lived_at,
        },
    )  # fmt: skip
    pairs = {(row["세대키"], row["순번"]): row for row in table.rows}
    yield no_repeat("one-number-a-household", pairs.values(), "세대키")
    yield no_repeat("one-household-a-number", pairs.values(), "순번")
    yield in_order("people-in-order", table.rows, key=lambda row: (_count(row["순번"]), *_member(row)))


def _same_id(cell: object, wanted: object) -> bool:
    return cell == wanted or same_text(cell, wanted)


def _same_letters(cell: object, wanted: object) -> bool:
    return cell == wanted or same_letters(cell, wanted)


def _any_of(same: Callable[[object, object], bool]) -> Callable[[object, object], bool]:
    """Compare with one of several values that a cell may have."""

    def compare(cell: object, wanted: object) -> bool:
        return any(same(cell, value) for value in wanted)  # type: ignore[attr-defined]

    return compare


def _births(person: _Person) -> list[object]:
    if answered := person.answered("birth-unclear"):
        return answered
    numbers = [birth_of(cell) for cell in (*person.said("주민등록번호"), *person.said("생년월일"))]
    return [*filter(None, numbers), *person.said("생년월일"), *person.answered("rows-contradict")]


def _same_birth(cell: object, source: object) -> bool:
    """Compare a birth date written `1990-01-31`; six digits of a source hold for both centuries."""
    text = plain(cell)
    if cell is None or DAY.fullmatch(text) is None:
        return cell is None and source is None
    return text == source or same_date(text, source) or plain(source) == text[2:].replace("-", "")


def _days(birth: object) -> list[str]:
    day = date_of(birth)
    digits = plain(birth)
    if day is not None and len(digits) != len("211006"):
        return [day.isoformat()]
    short = re.sub(r"\D", "", digits).zfill(6)
    return [f"{century}{short[:2]}-{short[2:4]}-{short[4:6]}" for century in (19, 20)]


def _same_phone(cell: object, source: object) -> bool:
    text = _text(cell)
    if text == source:
        return PHONE.fullmatch(text) is not None
    return PHONE.fullmatch(text) is not None and phone_digits(text) == phone_digits(plain(source).removesuffix(".0"))


def _is_household_of(cell: object, wanted: "tuple[Row, Row, _Sources]") -> bool:
    """Check a 세대키 against the address and detail of its delivery, without a detail against the phone."""
    delivery, row, sources = wanted
    building, _, unit = str(cell).partition("/")
    if sources.district + building != delivery["주소"]:
        return False
    detail = str(delivery["상세주소"] or "")
    if not detail:
        return unit == sources.proof.hash("household", str(row["휴대전화"]))[: len(unit)] and len(unit) == 8
    if (simple := SIMPLE_UNIT.fullmatch(detail)) is not None:
        return unit == (f"{simple[1]}-{simple[2]}" if simple[1] else simple[2])
    return _fold_unit(unit) == _fold_unit(detail)


_UNIT_WORDS: Final = re.compile(r"[동호\s-]")


def _fold_unit(text: str) -> str:
    return _UNIT_WORDS.sub("", text.casefold().replace("지하", "b"))


def _is_lived_at(_: object, wanted: "tuple[Row, _Person]") -> bool:
    """Check that a person's own rows name the address and detail to which their kits go."""
    delivery, person = wanted
    if not person.fate.answers and len(person.rows) == 1:
        own = person.rows[0]
        if own["주소"] == delivery["주소"] and own.get("상세주소") == delivery["상세주소"]:
            return True
    addresses = [*person.answered(*ABOUT_ADDRESS), *person.said("주소")]
    if not any(_is_building(delivery["주소"], _dashed(text)) for text in addresses):
        return False
    answered = [text for text in person.answered(*ABOUT_ADDRESS) if not _is_building(delivery["주소"], _dashed(text))]
    details = [*answered, *person.said("상세주소")]  # an answer that is a whole address has its detail behind it
    return _is_detail_of(
        str(delivery["상세주소"] or ""), [*map(_dashed, addresses)], [*map(_dashed, details)], delivery
    )


def _is_building(address: object, text: str) -> bool:
    """Tell whether a text names an address; the plain writing is told without a pattern of its own."""
    building = _text(address).split(" ", 2)[-1]
    found = text.find(building)
    if found >= 0 and text[found - 1 : found] in ("", " "):
        behind = text[found + len(building) :].lstrip()
        if text[found + len(building) :][:1] in ("", " ", ",", "(") and not behind.startswith(_GOES_ON):
            return True
    return same_road_address(address, text)


_GOES_ON: Final = ("-", "길", "번길", "가길", *"0123456789")
_DASHES: Final = re.compile(r"[‐‑‒–—―−﹣－ー─]")


_UNUSUAL: Final = re.compile(r"[^ -~가-힣]|  ")


def _dashed(text: object) -> str:
    if isinstance(text, str) and _UNUSUAL.search(text) is None:
        return text.strip()
    return _DASHES.sub("-", plain(text))


def _is_detail_of(detail: str, addresses: Sequence[str], details: Sequence[str], delivery: Row) -> bool:
    """Check that each word of a detail is said, whole, behind the building's number or in the detail's own cell."""
    building = str(delivery["주소"]).split(" ", 2)[-1]
    tails = [_after(text, building) for text in addresses]
    said = " ".join((*tails, *details))
    if not detail:
        return not said.strip() or unit_of(said)[1] == "" or "none" in details
    if detail in details and not "".join(tails).strip():
        return True
    simple = SIMPLE_UNIT.fullmatch(detail)
    plainly = [*details, *tails, *(f"{tail} {text}" for tail in tails for text in details)]
    if simple and any(unit_of(text) == (simple[1] or "", simple[2]) for text in plainly):
        return True
    digits = [each.lstrip("0") or "0" for each in re.findall(r"\d+", said)]
    return all((number.lstrip("0") or "0") in digits for number in re.findall(r"\d+", detail)) and (
        not simple or _is_odd(said)
    )


def _is_odd(said: str) -> bool:
    """Tell whether a detail is written in one of the ways that only reading can settle, not comparing."""
    return re.search(r"[^\d\s동호()-]", said) is not None or re.search(r"\d+ \d+", said) is not None


def _after(text: str, building: str) -> str:
    if (at := text.find(building)) >= 0:
        return text[at + len(building) :]
    road, _, number = building.partition(" ")
    letters = r"\s*".join(map(re.escape, road))
    digits = re.escape(number.replace("지하 ", ""))
    found = re.search(rf"{letters}\s*(?:지하\s*)?{digits}(?!\d)", text)
    return text[found.end() :] if found else ""


def _member(row: Row) -> tuple[object, ...]:
    number, name = _text(row["격리자관리번호"]), str(row["성명"] or "")
    rank = (2, "") if not name else (0, name) if "가" <= name[0] <= "힣" else (1, name.casefold())
    return (not number, number, rank, str(row["생년월일"] or ""), str(row["휴대전화"]))


def _deliveries(proof: Proof, sources: _Sources) -> Iterator[Check]:
    """Hold the courier's list against its people, the building table, the policy and the settings."""
    table = proof.sheet(LIST, "배송명단")
    members: dict[object, list[Row]] = defaultdict(list)
    for row in proof.sheet(REGISTER, "대상자").rows:
        members[row["순번"]].append(row)
    numbers = {row.number: number for number, row in enumerate(table.rows, start=1)}
    quantity = _Quantity(proof, sources)
    fixed = {"품목": proof.setting("item"), "배송메시지": proof.setting("message")}

    def expected(row: Row) -> Mapping[str, object] | None:
        number = numbers[row.number]
        building = str(row["주소"]).removeprefix(sources.district)
        if not (lived := members.get(number)) or building not in sources.buildings:
            return None
        zip_code, legal = sources.buildings[building]
        return {
            "순번": number,
            "받는분": lived[0]["성명"],
            "전화번호": lived[0]["휴대전화"],
            "우편번호": zip_code,
            "주소": sources.district + building,
            "상세주소": lived,
            "행정동": _dongs(lived, sources, sources.dongs.get(legal, ())),
            "수량": quantity.of(lived),
            **fixed,
        }

    columns: dict[str, Callable[[object, object], bool]] = dict.fromkeys(table.header, _equal)
    columns |= {"상세주소": _is_detail_beside, "행정동": _is_one_of, "수량": _is_one_of}
    yield same_cells("deliveries", table.rows, expected=expected, columns=columns)
    yield each("no-household-without-people", table.rows, lambda row: bool(members.get(row["순번"])))
    yield in_order("courier-order", table.rows, key=lambda row: _courier(row, members, sources))


def _equal(cell: object, wanted: object) -> bool:
    return cell == wanted or ((cell is None or cell == "") and wanted == "")


def _is_one_of(cell: object, wanted: object) -> bool:
    return cell in wanted  # type: ignore[operator]


def _is_detail_beside(cell: object, lived: object) -> bool:
    """A blank detail stands beside a key of a hashed phone, every other beside a key that says the same."""
    unit = str(lived[0]["세대키"]).partition("/")[2]  # type: ignore[index]
    return len(unit) == 8 if cell is None else _fold_unit(unit) == _fold_unit(str(cell))


def _dongs(lived: Sequence[Row], sources: _Sources, possible: Sequence[str]) -> set[str]:
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


def _dong_name(cell: object) -> str:
    return re.sub(r"제(\d+동)$", r"\1", plain(cell).rpartition("구 ")[2].replace(" ", ""))


def _courier(row: Row, members: Mapping[object, Sequence[Row]], sources: _Sources) -> tuple[object, ...]:
    dong = str(row["행정동"])
    road, _, number = str(row["주소"]).removeprefix(sources.district).partition(" ")
    below = number.startswith("지하 ")
    main, _, sub = number.removeprefix("지하 ").partition("-")
    first = members.get(row["순번"], [])[:1]
    unit = str(first[0]["세대키"]).partition("/")[2] if first and row["상세주소"] is not None else ""
    place = (_natural(road), _natural(main), _natural(sub), below, natural(unit))
    return (dong == UNDECIDED, dong, *place, *(_member(each) for each in first))


_natural: Final = lru_cache(maxsize=4096)(natural)  # few roads and numbers, many deliveries


class _Quantity:
    """The kits that a household is due, by the policy and what was sent before."""

    def __init__(self, proof: Proof, sources: _Sources) -> None:
        self.proof = proof
        self.sources = sources
        self.policy = proof.setting("policy")
        pairs = (pair.split(":") for pair in proof.setting("table").split(",") if ":" in pair)
        self.by_size = {int(size): int(kits) for size, kits in pairs}
        self.sent: dict[str, set[str]] = defaultdict(set)
        for row in self._served():
            if (key := plain(row.get("세대키"))) != "":
                self.sent[key].add(_who(row))
        left = (person for person in sources.people.values() if person.fate.state is FateState.EXCLUDED)
        self.away = {person.id for person in left if person.fate.code != SERVED}
        self.is_open = any(person.fate.code == SERVED for person in sources.people.values()) and not self.sent

    def _served(self) -> Iterator[Row]:
        if self.policy != "table":
            return
        for table in self.proof.source_tables("delivered", fields=DELIVERED):
            yield from table.rows
        for earlier in self.proof.earlier_sheets(REGISTER, "대상자"):
            yield from earlier.rows

    def of(self, lived: Sequence[Row]) -> Iterable[object]:
        """Give what 수량 may be: one number, but where a delivery without 세대키 leaves open who lives there."""
        size = len(lived)
        if self.policy != "table":
            return (size if self.policy == "per-person" else 1,)
        sent = self.sent.get(plain(lived[0]["세대키"]), set())
        now = (sent - self.away) | {_who(row) for row in lived}
        due = self._due(len(now)) - self._due(len(sent))
        return range(1, max(self.by_size.values()) + 1) if self.is_open else (due,)

    def _due(self, size: int) -> int:
        return self.by_size[min(size, max(self.by_size))] if size else 0


def _who(row: Row) -> str:
    number = plain(row.get("격리자관리번호"))
    return number or "\t".join(
        (_letters(row.get("성명")), plain(row.get("생년월일")), phone_digits(row.get("휴대전화")))
    )


def _totals(proof: Proof) -> Iterator[Check]:
    """Count the courier's list again by 행정동."""
    table = proof.sheet(REGISTER, "행정동별집계")
    dong_of = {row["순번"]: row["행정동"] for row in proof.sheet(LIST, "배송명단").rows}
    counted: dict[object, Counter[str]] = defaultdict(Counter)
    for row in proof.sheet(LIST, "배송명단").rows:
        for name in (row["행정동"], TOTAL):
            kits = row["수량"]
            counted[name].update(세대수=1, 키트수=max(_count(kits), 0))
    for row in proof.sheet(REGISTER, "대상자").rows:
        for name in (dong_of.get(row["순번"]), TOTAL):
            counted[name].update(인원수=1)
    names = [*sorted(str(name) for name in counted if name not in (UNDECIDED, TOTAL)), UNDECIDED, TOTAL]
    yield same_order("dongs-in-order", [_Named(name) for name in names], table.rows, key=lambda row: row["행정동"])
    yield same_cells(
        "totals", table.rows,
        expected=lambda row: {"행정동": row["행정동"], **{name: counted[row["행정동"]][name] for name in _COUNTS}},
        columns=dict.fromkeys(("행정동", *_COUNTS), _equal),
    )  # fmt: skip


_COUNTS: Final = ("세대수", "인원수", "키트수")


class _Named:
    """A name that stands where a row should be."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.at: Sequence[Place] = ()

    def __getitem__(self, _: str) -> str:
        return self.name


def _listed(proof: Proof, sources: _Sources) -> Iterator[Check]:
    """Hold 제외 and 확인필요 against the records: who, why, and where it stands in the source."""
    is_first = not any(fate.delivered for fate in proof.fates)
    left, asked = {}, {}
    for person in sources.people.values():
        origins = [(place.origin, place.row) for place in person.at]
        if not person.fate.delivered and person.fate.state is FateState.EXCLUDED:
            left[origins[0]] = (person, 0)
        elif person.fate.state is FateState.WAITING:
            asked[origins[0]] = (person, 0)
        if is_first:
            left |= {origin: (person, number) for number, origin in enumerate(origins[1:], start=1)}
    yield from _list(proof.sheet(REGISTER, "제외"), left, "사유코드", "사유", "exclusions")
    yield from _list(proof.sheet(REGISTER, "확인필요"), asked, "질문코드", "질문", "questions")


def _list(
    table: Table, wanted: Mapping[tuple[str, int], tuple[_Person, int]], code: str, text: str, sentences: str
) -> Iterator[Check]:
    def expected(row: Row) -> Mapping[str, object] | None:
        if (found := wanted.get((plain(row["원본파일"]), _row_number(row)))) is None:
            return None
        person, number = found
        words = SENTENCES.text(sentences, str(row[code]), language="ko")
        return {
            "격리자관리번호": _own(person, number, "격리자관리번호"),
            "성명": _own(person, number, "성명"),
            code: {MERGED} if number else _codes(person.fate),
            text: (words, row[code] == LEFT_BY_PERSON),
        }

    name = {"exclusions": "left-out", "questions": "asked"}[sentences]
    columns: dict[str, Callable[[object, object], bool]] = {
        "격리자관리번호": same_text, "성명": _same_name, code: _is_one_of, text: _is_sentence,
    }  # fmt: skip
    yield same_cells(name, table.rows, expected=expected, columns=columns)
    found = {(plain(row["원본파일"]), _row_number(row)): row for row in table.rows}
    yield same_keys(f"{name}-complete", {key: _At(person.at[at]) for key, (person, at) in wanted.items()}, found)
    yield no_repeat(f"{name}-once", table.rows, ("원본파일", "원본행", code))
    listed = defaultdict(set)
    for row in table.rows:
        listed[plain(row["원본파일"]), _row_number(row)].add(row[code])
    firsts = [person for person, number in wanted.values() if number == 0]
    yield each(
        f"{name}-for-each-reason", firsts,
        lambda person: _first_codes(person.fate) <= listed[person.at[0].origin, person.at[0].row],
    )  # fmt: skip


def _is_sentence(cell: object, wanted: object) -> bool:
    """Compare with the sentence of the code; an official's own reason may follow theirs."""
    assert isinstance(wanted, tuple)
    return cell == wanted[0] or (wanted[1] and str(cell).startswith(f"{wanted[0]}: "))


def _row_number(row: Row) -> int:
    return _count(row["원본행"])


def _count(value: object) -> int:
    """Give a whole number of a cell, -1 for anything else."""
    return int(value) if isinstance(value, int | float) and value == int(value) else -1


def _codes(fate: Fate) -> Iterable[object]:
    """Give the codes a row may show: the records' own, and any other question of somebody who waits."""
    if fate.state is FateState.WAITING and fate.code != WAITS:
        return (SENTENCES.codes("questions", "ko") - {WAITS}) | {fate.code}
    return {fate.code}


def _first_codes(fate: Fate) -> set[object]:
    return {fate.code}


def _own(person: _Person, number: int, field: str) -> object:
    """Give what a row says itself, else what the person's other rows say."""
    own = person.rows[number].get(field) if number < len(person.rows) else None
    said = [own] if own is not None else [row[field] for row in person.rows if row.get(field) is not None]
    return said[0] if said else None


def _same_name(cell: object, source: object) -> bool:
    """Compare names; a resident number inside one was taken out."""
    return same_letters(cell, RESIDENT_NUMBER.sub("[주민등록번호]", plain(source)))


def _harmless(proof: Proof) -> Iterator[Check]:
    """Look for what must never leave: formulas, resident numbers, and health words that a courier reads."""
    yield no_formulas("no-formulas", proof)
    for output, sheets in SHEETS.items():
        for name, columns in sheets.items():
            first = 1 if columns.startswith("격리자관리번호") else 0  # an id of thirteen digits is no resident number
            yield _free_of("no-resident-numbers", proof.sheet(output, name), RESIDENT_NUMBER, slice(first, None))
    courier = proof.sheet(LIST, "배송명단")
    yield _free_of("no-health-words", courier, HEALTH, slice(1, 2))
    yield _free_of("no-health-words", courier, HEALTH, slice(5, None))  # roads and dongs come from the tables


def _free_of(name: str, table: Table, pattern: re.Pattern[str], columns: slice) -> Check:
    """Search all cells at once; only where something is found, row by row for its place."""
    rows = ["\n".join(str(cell) for cell in cells[columns]) for cells in table.sheet.rows]
    whole = without(name, [(table.at, "\n".join(rows))], [pattern])
    if not whole.mismatches:
        return whole
    return without(name, ((table.place(number, ""), text) for number, text in enumerate(rows, start=1)), [pattern])


def _text(value: object) -> str:
    """Give a cell as `plain` does, at once where it is plain already."""
    return value.strip() if type(value) is str and value.isascii() else plain(value)


def _letters(value: object) -> str:
    return plain(value).replace(" ", "")
