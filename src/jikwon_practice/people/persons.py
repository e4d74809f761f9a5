"""Whole people: who they are, where they live and how to reach them."""

from datetime import date, timedelta
from random import Random
from typing import Final

from jikwon.model import Personal, fact
from jikwon_practice.people import names, numbers

CHILD_UNDER: Final = 14
"""Under this age a guardian answers (the self-entry rule of the form)."""

_BANDS: Final = ((0, 6, 6), (7, 13, 8), (14, 19, 8), (20, 39, 34), (40, 64, 32), (65, 94, 12))
_ADULT_JOBS: Final = (
    "회사원", "자영업", "교사", "간호사", "택배기사", "주부", "무직", "공무원", "조리사", "학원 강사", "배달업",
    "요양보호사", "버스 운전", "미용사", "연구원(R&D)", '프리랜서 "번역"', "판매직 <의류>", "경비원",
)  # fmt: skip
_LONG_JOB: Final = (
    "○○유통 물류센터 야간 상하차 및 재고관리(평일 22:00~익일 07:00, 격주 토요일 오전 근무), 겸업: 주말 카페 시간제 근무"
)


@fact
class Person:
    """Somebody who does not exist."""

    name: Personal[str]
    sex: Personal[str]
    born: Personal[date]
    resident_no: Personal[str]
    nationality: Personal[str]
    occupation: Personal[str]
    mobile: Personal[str]

    def age_on(self, day: date) -> int:
        """Give the age in full years on `day` (만 나이)."""
        return age(self.born, day)


def age(born: date, day: date) -> int:
    """Give the age in full years on `day` (만 나이)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def somebody(
    rng: Random,
    *,
    today: date,
    foreign: bool = False,
    ages: tuple[int, int] | None = None,
    sex: str = "",
    surname: str = "",
) -> Person:
    """Make a person alive on `today`, of an age (in full years) and a sex where they are given."""
    born = _birthday(rng, today, ages or _an_age_band(rng))
    sex = sex or rng.choice(("남", "여"))
    nationality, name = "대한민국", names.korean(rng, sex=sex, born=born.year, surname=surname)
    if foreign:
        name, sex, nationality = rng.choice(names.FOREIGN)
    return Person(
        name=name,
        sex=sex,
        born=born,
        resident_no=numbers.resident(rng, born=born, sex=sex, foreign=foreign),
        nationality=nationality,
        occupation=_job(rng, age(born, today)),
        mobile=numbers.mobile(rng),
    )


def _an_age_band(rng: Random) -> tuple[int, int]:
    low, high, _ = rng.choices(_BANDS, [weight for *_, weight in _BANDS])[0]
    return low, high


def _birthday(rng: Random, today: date, ages: tuple[int, int]) -> date:
    youngest, oldest = _years_before(today, ages[0]), _years_before(today, ages[1] + 1) + timedelta(days=1)
    return date.fromordinal(rng.randint(oldest.toordinal(), youngest.toordinal()))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1) - timedelta(days=1)


def _job(rng: Random, age_years: int) -> str:
    if age_years < 7:
        return rng.choice(("미취학", "어린이집 원아", "유치원생"))
    if age_years < 20:
        return "초등학생" if age_years < 13 else "중학생" if age_years < 16 else "고등학생"
    return _LONG_JOB if rng.random() < 0.03 else rng.choice(_ADULT_JOBS)
