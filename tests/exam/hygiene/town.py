"""Made-up people at real addresses: the clean truth that every register of the exam starts from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Literal

from .streets import Building, admin_dongs, buildings

HomeKind = Literal["flats", "villa", "house"]
KINDS: tuple[HomeKind, ...] = ("flats", "flats", "villa", "house")

SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염"
GIVEN = "민서준지우현도윤하은수아연재영호진경희숙정미선혜상철동규태성훈원석찬솔빛나래가람보라슬기한결다온새"
RARE = "똠펲햏뷁"  # outside the two thousand common syllables, inside cp949
FOREIGN = ("NGUYEN VAN AN", "O'Neil Mary-Jane", "Zhang Wei", "SMITH J. ROBERT", "Tran Thi B")
# Names that hold another district's or city's letters, so that a reader of substrings falls into them.
FLATS = ("한빛아파트", "강남아파트", "은하맨션", "해오름오피스텔", "리버타워", "로얄캐슬", "누리마을", "성남아파트")
VILLAS = ("소담빌라", "새벽연립", "하늘빌라", "강동빌라", "부산빌라")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where somebody stays: a building, what tells the door in it, and the 행정동 that the register writes."""

    building: Building
    kind: HomeKind
    name: str = ""
    block: str = ""
    room: str = ""
    floor: str = ""
    dong_cell: str = ""

    @property
    def detail(self) -> str:
        """Return the door as the courier must read it, blank for a house."""
        block = f"{self.block}동" if self.block else ""
        room = f"{self.room}호" if self.room else ""
        return " ".join(part for part in (block, room) if part) or self.floor

    @property
    def dong(self) -> str:
        """Return the 행정동 that the outputs must show."""
        possible = admin_dongs()[self.building.law_dong]
        if self.dong_cell in possible:
            return self.dong_cell
        return possible[0] if len(possible) == 1 else "미확정"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One clean person. `phone` is digits with the leading 0; `birth` is None where the office never wrote it."""

    number: str
    name: str
    birth: date
    female: bool
    foreign: bool = False
    phone: str
    home: Home
    release: datetime

    @property
    def shown_phone(self) -> str:
        """Return the phone number as the outputs must show it."""
        head, tail = (2, 4) if self.phone.startswith("02") else (3, 4)
        return f"{self.phone[:head]}-{self.phone[head:-tail]}-{self.phone[-tail:]}"

    @property
    def resident_number(self) -> str:
        """Return a 13-digit number that fits the birth date and whose check digit is wrong."""
        century = (0 if self.birth.year < 2000 else 2) + (4 if self.foreign else 0)
        digits = f"{self.birth:%y%m%d}{century + (2 if self.female else 1)}{int(self.phone[-5:]):05d}"
        weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
        right = (11 - sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11) % 10
        return f"{digits[:6]}-{digits[6:]}{(right + 5) % 10}"


class Town:
    """Hand out people and homes; the same seed and clock hand out the same ones, and no building twice."""

    def __init__(self, seed: int, *, clock: datetime, numeric_ids: bool | None = None) -> None:
        """Start a town whose people are in quarantine at `clock` (Seoul time, no zone)."""
        self.chance = Random(seed)
        self.clock = clock
        self.numeric_ids = self.chance.random() < 0.5 if numeric_ids is None else numeric_ids
        self._buildings = list(buildings())
        self.chance.shuffle(self._buildings)
        self._numbers = list(range(1, 5000))
        self.chance.shuffle(self._numbers)
        self._names: set[str] = set()
        self._phones: set[str] = set()

    def building(self, *, law_dong: str = "", road: str = "") -> Building:
        """Hand out a building that nobody has yet, of one 법정동 or road if asked."""
        for place, found in enumerate(self._buildings):
            if law_dong in ("", found.law_dong) and road in ("", found.road):
                return self._buildings.pop(place)
        message = f"no building left in {law_dong}{road}"
        raise LookupError(message)

    def home(self, kind: HomeKind | None = None, *, building: Building | None = None) -> Home:
        """Hand out a home in a building of its own; half of the registers know its 행정동."""
        chance = self.chance
        building = building or self.building()
        kind = kind or chance.choice(KINDS)
        dong = chance.choice(["", *admin_dongs()[building.law_dong]])
        match kind:
            case "flats":
                block, floor = chance.randrange(101, 130), chance.randrange(1, 25)
                room = f"{floor}{chance.randrange(1, 9):02d}"
                name = chance.choice(FLATS)
                return Home(building=building, kind="flats", name=name, block=str(block), room=room, dong_cell=dong)
            case "villa":
                room = chance.choice([f"{chance.randrange(1, 6)}0{chance.randrange(1, 5)}", "B01", "B102"])
                name = chance.choice(VILLAS)
                return Home(building=building, kind="villa", name=name, room=room, dong_cell=dong)
            case _:
                floor_text = chance.choice(["", "", "", "2층"])
                return Home(building=building, kind="house", floor=floor_text, dong_cell=dong)

    def number(self) -> str:
        """Hand out a 격리자관리번호; all of one town have one shape and length."""
        serial = self._numbers.pop()
        return f"2110{serial:06d}" if self.numeric_ids else f"SP-2110-{serial:05d}"

    def phone(self) -> str:
        """Hand out a mobile number of the block that is assigned to nobody."""
        while (phone := f"0100{self.chance.randrange(1, 999):03d}{self.chance.randrange(10_000):04d}") in self._phones:
            pass
        self._phones.add(phone)
        return phone

    def name(self) -> str:
        """Hand out a name that nobody else has; a few are foreign, long or hold a rare syllable."""
        chance = self.chance
        while True:
            given = "".join(chance.sample(GIVEN, chance.choices((1, 2, 3), (1, 10, 1))[0]))
            name = chance.choice(SURNAMES) + given
            match chance.randrange(40):
                case 0:
                    name = f"{chance.choice(FOREIGN)} {chance.choice('ABCDEFGHKLM')}{chance.choice('aeiou')}n"
                case 1:
                    name = chance.choice(SURNAMES) + chance.choice(RARE) + given[:1]
                case 2:
                    name = chance.choice(("남궁", "선우", "황보")) + given[:2]
                case _:
                    pass
            if name not in self._names:
                self._names.add(name)
                return name

    def person(self, kind: HomeKind | None = None, *, home: Home | None = None, phone: str = "") -> Person:
        """Hand out one active person, at a home of their own unless one is named."""
        chance = self.chance
        name = self.name()
        return Person(
            number=self.number(),
            name=name,
            birth=date(1930, 1, 1) + timedelta(days=chance.randrange(33_000)),
            female=chance.random() < 0.5,
            foreign=name.isascii(),
            phone=phone or self.phone(),
            home=home or self.home(kind),
            release=self.noon(days=chance.randrange(1, 14)),
        )

    def family(self, size: int, kind: HomeKind | None = None) -> Sequence[Person]:
        """Hand out people of one household; in a house without a door number they share one phone."""
        first = self.person(kind)
        shared = "" if first.home.detail else first.phone
        return [first, *(self.person(home=first.home, phone=shared) for _ in range(size - 1))]

    def noon(self, *, days: int) -> datetime:
        """Return 12:00 some days after the clock's day."""
        return datetime.combine(self.clock.date() + timedelta(days=days), datetime.min.time()).replace(hour=12)

    @staticmethod
    def at(person: Person, home: Home) -> Person:
        """Return the person at another home."""
        return replace(person, home=home)
