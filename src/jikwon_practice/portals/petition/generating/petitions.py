"""The petitions: this month's up to the day, some of every earlier quarter of the year, and how they hang together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from jikwon_practice.order import Order
from jikwon_practice.people import names, numbers, pleas
from jikwon_practice.portals.petition.facts import Petition
from jikwon_practice.portals.petition.generating import deviants, handling

A_CASE: Final = 3
"""So many petitions a month for each case a day: 135 at 45."""
EARLIER: Final = 0.1
"""How many of them a month in the middle of each earlier quarter has."""
_TWIN, _REFILED = 0.04, 0.04
_CHANNELS: Final = ("국민신문고", "안전신문고", "새올전자민원창구", "홈페이지", "방문", "전화")
_MARKS: Final = {"안전신문고": "(SPP{}) ", "생활불편": "[생활불편신고] "}


def petitions(order: Order) -> Sequence[Petition]:
    """Make them, by their numbers; with the order's deviants some are as systems really hand them out."""
    rng = Random(f"{order.seed}/petition")  # noqa: S311 - made-up data
    count = order.cases * A_CASE
    begin = order.date.replace(day=1)
    months = [(begin, order.date, count)]
    for month in range(2, order.date.month - 1, 3):
        first = order.date.replace(month=month, day=1)
        months.append((first, first + timedelta(days=27), max(1, int(count * EARLIER)) if count else 0))
    made: list[Petition] = []
    for first, last, many in months:
        made += _month(rng, first, last, many, today=order.date)
    if order.deviants:
        made = deviants.mixed_in(rng, made)
    return sorted(made, key=lambda each: each.number)


def _month(rng: Random, first: date, last: date, count: int, *, today: date) -> Iterator[Petition]:
    serial = rng.randint(1000, 90_000) * 10
    earlier: list[Petition] = []
    for place in range(count):
        number = f"{rng.randint(1, 2)}{'AB'[place % 2]}A-{first:%y%m}-{serial + place * 3:07}"
        received = handling.received(rng, first, last)
        before = [each for each in earlier if each.received_at.date() < last]
        if before and rng.random() < _TWIN:
            yield _again(rng, rng.choice(before), number)
        elif before and rng.random() < _REFILED:
            yield _refiled(rng, rng.choice(before), number, received, today)
        else:
            earlier.append(_petition(rng, number, received, today))
            yield earlier[-1]


def _petition(rng: Random, number: str, received: datetime, today: date) -> Petition:
    title, text, department = pleas.plea(rng)
    channel = rng.choice(_CHANNELS)
    sentences = [pleas.planted(rng, rng.choice(pleas.KINDS)) for _ in range(rng.choices((0, 1, 2), (65, 28, 7))[0])]
    body = pleas.with_sentences(rng, text, [said for said, _ in sentences])
    born = rng.randint(1940, 2002)
    cells = {
        "신청번호": number,
        "접수번호": f"{rng.randint(10**6, 10**7 - 1)}",
        "민원신청경로": channel,
        "민원제목": _MARKS.get(channel, "").format(f"{received:%y%m}-{rng.randint(1, 9999):04}") + title,
        "민원요지": title,
        "민원내용": f"[민원발생위치] {rng.choice(pleas.ROADS)}\n{body}" if channel == "안전신문고" else body,
        "신청인구분": "개인",
        "민원인": names.korean(rng, sex=rng.choice("남여"), born=born),
        "주소": pleas.home(rng, rng.choice(pleas.ROADS)),
        "E-MAIL": f"user{rng.randint(1000, 9999)}@example.com" if rng.random() < 0.6 else "",
        "전화번호": numbers.mobile(rng),
        "통보방식": "이메일",
        "처리기관": "서울특별시 송파구",
        "담당부서1": "서울특별시 송파구",
        "담당부서2": department if rng.random() < 0.5 else "구청",
        "담당부서3": department,
        **handling.cells(rng, received, today, department),
    }
    return Petition(
        number=number, received_at=received, cells={name: text for name, text in cells.items() if text},
        planted=tuple(each for _, each in sentences),
    )  # fmt: skip


def _again(rng: Random, first: Petition, number: str) -> Petition:
    """Give the same petition as it came in through another channel, a few hours later."""
    received = first.received_at + timedelta(minutes=rng.randint(5, 400))
    channel = rng.choice([each for each in _CHANNELS if each != first.cells["민원신청경로"]])
    cells = {**first.cells, "신청번호": number, "민원신청경로": channel, **handling.moments(received)}
    return replace(first, number=number, received_at=received, cells=cells, twin=first.number)


def _refiled(rng: Random, first: Petition, number: str, received: datetime, today: date) -> Petition:
    received = max(received, first.received_at + timedelta(minutes=30))
    again = _petition(rng, number, received, today)
    cells = {
        **again.cells, "민원제목": f"[재신청] {first.cells['민원요지']}", "민원인": first.cells["민원인"],
        "전화번호": first.cells["전화번호"], "재신청여부": "예", "재신청차수": "1", "이전신청번호추가": first.number,
    }  # fmt: skip
    return replace(again, cells=cells, refiled=first.number)
