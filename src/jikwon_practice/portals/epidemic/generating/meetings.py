"""Who lives with a case, and where the case has been."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from jikwon.korea import dongs
from jikwon_practice.people import homes, persons
from jikwon_practice.people.persons import Person
from jikwon_practice.portals.epidemic.facts import NO, YES, Cohabitant, Visit

SEOUL: Final = ZoneInfo("Asia/Seoul")
DAYS_BEFORE: Final = 2
"""Movement is asked for from two days before onset, or before the test where there are no symptoms."""
_WAKES: Final = time(6)
_DAY_SLOTS: Final = 6 * 17
"""Ten-minute steps from six in the morning to eleven at night."""
_PLACES: Final = (
    "직장", "○○마트 방이점", "버스 3412", "지하철 8호선 석촌역", "카페 <숲&나무>", "학원", "헬스장", "병원",
    '음식점 "할매국밥"', "약국", "미용실", "교회(주일예배)", "편의점", "PC방", "친척 집", "노래연습장",
    "부동산중개사무소", "선별검사소",
)  # fmt: skip
_LONG_PLACE: Final = (
    "○○빌딩 지하 2층 <푸드코트> 3번 출입구 쪽 창가 좌석(동료 4명과 식사, 마스크 벗음; "
    "CCTV 확인 필요 & 카드내역 대조), 식사 후 같은 건물 1층 흡연실 이용"
)
_STAYS: Final = ("5분", "10분", "20분", "40분", "1시간", "1시간 30분", "3시간", "8시간")


def cohabitants(rng: Random, person: Person, *, today: date, count: int | None) -> tuple[Cohabitant, ...]:
    """Draw none to nine people of the household; some of the family name, small ones without a phone."""
    many = rng.choices(range(10), (20, 22, 22, 20, 8, 3, 2, 1, 1, 1))[0] if count is None else count
    foreign = person.nationality != "대한민국"
    surname = "" if foreign else person.name[:1]
    return tuple(_cohabitant(rng, today, surname if rng.random() < 0.6 else "") for _ in range(many))


def _cohabitant(rng: Random, today: date, surname: str) -> Cohabitant:
    other = persons.somebody(rng, today=today, surname=surname)
    age = other.age_on(today)
    return Cohabitant(
        name=other.name,
        birth_date=other.born,
        mobile=other.mobile if age >= 8 else "",
        vaccinated=YES if age >= 18 and rng.random() < 0.7 else NO,
    )


def visits(rng: Random, *, since: date, until: date, count: int | None, long: bool) -> tuple[Visit, ...]:
    """Draw none to forty visits in order of time, from two days before `since` to `until`; one in twelve has many."""
    many = rng.choices((rng.randint(0, 8), rng.randint(15, 40)), (11, 1))[0] if count is None else count
    first = since - timedelta(days=DAYS_BEFORE)
    days = (until - first).days + 1
    slots = range(days * _DAY_SLOTS)
    times = [_moment(first, slot) for slot in sorted(rng.sample(slots, many))]
    return tuple(_visit(rng, at, _LONG_PLACE if long and not position else "") for position, at in enumerate(times))


def _moment(first: date, slot: int) -> datetime:
    day, part = divmod(slot, _DAY_SLOTS)
    return datetime.combine(first, _WAKES, SEOUL) + timedelta(days=day, minutes=10 * part)


def _visit(rng: Random, at: datetime, place: str) -> Visit:
    home = homes.in_songpa(rng, dong=rng.choice(dongs.songpa().dongs).name)
    return Visit(
        at=at,
        place=place or rng.choice(_PLACES),
        address=home.address if rng.random() < 0.9 else "",
        mask=YES if rng.random() < 0.8 else NO,
        stay=rng.choice(_STAYS),
    )
