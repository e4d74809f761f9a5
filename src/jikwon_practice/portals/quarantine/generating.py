"""The people in quarantine and their answers, from a seed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from jikwon.korea import dongs
from jikwon_practice.order import Order
from jikwon_practice.people import names, persons
from jikwon_practice.portals.quarantine.facts import NO, SLOTS, YES, Answer, Quarantined

PEOPLE_A_CASE: Final = 27
"""So many are in quarantine for each case a day (domain A0: 1,200 at 45 a day)."""
DAYS: Final = 2
"""The day of the order, and the days before it that the portal still shows."""
_SEOUL: Final = ZoneInfo("Asia/Seoul")
_DEPARTMENTS: Final = ("민원행정과", "복지정책과", "세무1과", "안전담당관", "자치행정과", "문화체육과", "도시계획과")
_WITHOUT_APP, _SILENT, _SYMPTOM, _NOTE = 0.05, 0.06, 0.015, 0.03
_NOTES: Final = ("마스크 배송 요청", "체온계 배터리 없음", "오후에 병원 전화 예정", "특이사항 없음")
_DEVIANTS: Final = ("temperature-far", "temperature-comma", "symptom-in-note", "twice")
_DEVIANT: Final = 0.01


def people(order: Order) -> Sequence[Quarantined]:
    """Make everybody whom the portal lists on the day of the order, by 격리자관리번호; some end at its noon."""
    rng = Random(f"{order.seed}/quarantine")  # noqa: S311 - made-up data
    officials = [_official(rng) for _ in range(max(4, order.cases * 9))]
    found = [_person(rng, order.date, number, officials) for number in range(order.cases * PEOPLE_A_CASE)]
    return sorted(found, key=lambda each: each.id)


def answers(order: Order, quarantined: Sequence[Quarantined]) -> Iterator[Answer]:
    """Make the answers of the last days; with the order's deviants some are as people really type them."""
    for person in quarantined:
        rng = Random(f"{order.seed}/answers/{person.id}")  # noqa: S311 - made-up data
        if not person.has_app or person.status != "격리중":
            continue
        for back in reversed(range(DAYS)):
            day = order.date - timedelta(days=back)
            if person.begun_on <= day:
                yield from _of_day(rng, person, day, deviants=order.deviants)


def _official(rng: Random) -> tuple[str, str]:
    return names.korean(rng, sex=rng.choice("남여"), born=rng.randint(1965, 1996)), rng.choice(_DEPARTMENTS)


def _person(rng: Random, today: date, number: int, officials: Sequence[tuple[str, str]]) -> Quarantined:
    somebody = persons.somebody(rng, today=today, foreign=rng.random() < 0.02)
    begun = today - timedelta(days=rng.randint(0, 14))
    official, department = rng.choice(officials)
    last = begun + timedelta(days=14)
    return Quarantined(
        id=f"S{begun:%y%m%d}-{number:05}",
        name=somebody.name,
        born=somebody.born,
        mobile=somebody.mobile,
        dong=rng.choice(dongs.songpa().dongs).name,
        official=official,
        department=department,
        begun_on=begun,
        released_at=datetime.combine(last, time(12), _SEOUL),
        status=rng.choices(("격리중", "확진", "이관"), (97, 2, 1))[0],
        has_app=rng.random() >= _WITHOUT_APP,
    )


def _of_day(rng: Random, person: Quarantined, day: date, *, deviants: bool) -> Iterator[Answer]:
    for slot in SLOTS:
        at = datetime.combine(day, time.fromisoformat(slot), _SEOUL)
        if at >= person.released_at or rng.random() < _SILENT:
            continue
        answered = at + timedelta(minutes=rng.randint(-55, 100), seconds=rng.randrange(60))
        plain = _answer(rng, person, day, slot, answered)
        kind = rng.choice(_DEVIANTS) if deviants and rng.random() < _DEVIANT else ""
        yield from _broken(plain, kind, rng) if kind else (plain,)


def _answer(rng: Random, person: Quarantined, day: date, slot: str, answered: datetime) -> Answer:
    signs = [YES if rng.random() < _SYMPTOM else NO for _ in range(4)]
    high = 38.9 if signs[0] == YES else 37.2
    return Answer(
        id=person.id, on=day, slot=slot, answered_at=answered, temperature=f"{rng.uniform(high - 1.1, high):.1f}",
        fever=signs[0], cough=signs[1], sore_throat=signs[2], short_breath=signs[3],
        note=rng.choice(_NOTES) if rng.random() < _NOTE else "",
    )  # fmt: skip


def _broken(plain: Answer, kind: str, rng: Random) -> Iterator[Answer]:
    typed: dict[str, dict[str, Any]] = {
        "temperature-far": {"temperature": rng.choice((plain.temperature.replace(".", ""), "3.65", "63.5"))},
        "temperature-comma": {"temperature": plain.temperature.replace(".", ",")},
        "symptom-in-note": {
            "note": "기침이 조금 있음",
            "fever": NO,
            "cough": NO,
            "sore_throat": NO,
            "short_breath": NO,
        },
        "twice": {},
    }
    yield replace(plain, deviant=kind, **typed[kind])
    if kind == "twice":
        yield replace(plain, deviant=kind, answered_at=plain.answered_at + timedelta(minutes=3))
