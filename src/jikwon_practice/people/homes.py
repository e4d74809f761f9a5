"""Homes: Songpa's real buildings, spelled as officials spell them, and a few streets of its neighbours."""

from functools import cache
from random import Random
from typing import Final

from jikwon.korea import buildings, dongs
from jikwon.model import Personal, fact

_COMPLEXES: Final = (
    "해든마을",
    "느티나무아파트",
    "푸른숲맨션",
    "새솔빌라",
    "가람오피스텔",
    "A&B타워",
    "한빛<1차>아파트",
)
_ELSEWHERE: Final = {
    "강남구": (("테헤란로", "역삼동", "역삼1동"), ("도곡로", "대치동", "대치4동"), ("압구정로", "신사동", "신사동")),
    "강동구": (("천호대로", "천호동", "천호2동"), ("고덕로", "고덕동", "고덕1동"), ("양재대로", "둔촌동", "둔촌2동")),
    "광진구": (("아차산로", "구의동", "구의3동"), ("능동로", "화양동", "화양동"), ("자양로", "자양동", "자양2동")),
}


@fact
class Home:
    """Where somebody lives, as it was typed, and the 행정동 that the register says."""

    address: Personal[str]
    dong: Personal[str]


def in_songpa(rng: Random, *, dong: str) -> Home:
    """Pick a real building that can lie in the 행정동 `dong` and write it as one official or another would."""
    legal = rng.choice(dongs.songpa().by_name[dong].legal)
    road, number = rng.choice(of_legal(legal))
    return Home(address=_spelled(rng, "송파구", road, number, legal), dong=dong)


def elsewhere(rng: Random, *, district: str) -> Home:
    """Make a home in a neighbouring district."""
    road, legal, dong = rng.choice(_ELSEWHERE[district])
    return Home(address=_spelled(rng, district, road, str(rng.randint(2, 400)), legal), dong=dong)


def _spelled(rng: Random, district: str, road: str, number: str, legal: str) -> str:
    city = rng.choices(("서울특별시 ", "서울시 ", "서울 ", ""), (6, 2, 1, 1))[0]
    named = rng.choice(_COMPLEXES) if rng.random() < 0.5 else ""
    floor = rng.randint(1, 24)
    ho = f"{floor}{rng.randint(1, 8):02d}호"
    unit = f"{rng.randint(101, 118)}동 {ho}" if named and rng.random() < 0.6 else ho
    unit = rng.choices((unit, f"지하 {rng.randint(1, 4)}호", f"{rng.randint(1, 5)}층", ""), (16, 1, 1, 1))[0]
    if "길" in road and "로" in road and rng.random() < 0.2:
        road = road.replace("로", "로 ", 1)  # `백제고분로 41길`
    bracket = f" ({legal}, {named})" if named else f" ({legal})" if rng.random() < 0.5 else ""
    comma = ", " if rng.random() < 0.7 else " "
    return f"{city}{district} {road} {number}{comma + unit if unit else ''}{bracket}"


@cache
def of_legal(legal: str) -> tuple[tuple[str, str], ...]:
    """List the real buildings of a 법정동 as road and number."""
    return tuple(
        (road, f"{number.main}-{number.sub}" if number.sub else f"{number.main}")
        for road, number, building in buildings.songpa()
        if building.legal_dong == legal and not number.underground
    )
