"""What people write into a form: made-up people at real addresses, each value with the key beside it."""

from datetime import date, timedelta
from random import Random
from typing import Final

from jikwon.korea import dongs
from jikwon.model import Personal, fact
from jikwon_practice.paper.forms import Form, Line
from jikwon_practice.people import homes, persons

TODAY: Final = date(2021, 10, 6)
_REMARKS: Final = ("휠체어 이용", "오후에 참석", "아이 둘과 함께", "문자로 안내 바람", "채식", "주차 필요")


@fact
class Filled:
    """What stands in one cell, and what a careful official would type for it."""

    written: Personal[str]
    meant: Personal[str]


def fill(rng: Random, form: Form) -> dict[str, Filled]:
    """Fill a form in for somebody; optional fields stay blank half the time."""
    person = persons.somebody(rng, today=TODAY, ages=(20, 88))
    dong = rng.choice(sorted(dongs.songpa().by_name))
    return {line.field: _value(rng, line, person, dong) for line in form.lines}


def _value(rng: Random, line: Line, person: persons.Person, dong: str) -> Filled:
    if not line.required and rng.random() < 0.5:
        return Filled(written="", meant="")
    match line.kind:
        case "date":
            return _day(rng, person.born if line.field == "생년월일" else TODAY - timedelta(days=rng.randrange(40)))
        case "phone":
            written = person.mobile if rng.random() < 0.8 else person.mobile.replace("-", rng.choice((" ", ".")))
            return Filled(written=written, meant=person.mobile)
        case "number":
            return _same(str(rng.choices((1, 2, 3, 4, 5, 6, 10, 12, 24), (4, 6, 6, 5, 3, 2, 1, 1, 1))[0]))
        case "choice" if line.field == "행정동":
            return _same(dong)
        case "choice":
            return _same(person.sex if line.values == ("남", "여") else rng.choice(line.values))
    texts = {"성명": person.name, "비고": rng.choice(_REMARKS)}
    return _same(texts.get(line.field) or _home(rng, dong))


def _same(value: str) -> Filled:
    return Filled(written=value, meant=value)


def _day(rng: Random, day: date) -> Filled:
    written = rng.choice((f"{day}", f"{day.year}. {day.month}. {day.day}.", f"{day:%Y.%m.%d}", _long(day)))
    return Filled(written=written, meant=f"{day}")


def _long(day: date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일"


def _home(rng: Random, dong: str) -> str:
    """Write a real building of the 법정동 of a dong, and a flat that may be there."""
    legal = rng.choice(dongs.songpa().by_name[dong].legal)
    road, number = rng.choice(homes.of_legal(legal))
    unit = f" {rng.randint(101, 118)}동 {rng.randint(1, 20)}{rng.randint(1, 4):02d}호" if rng.random() < 0.5 else ""
    return f"송파구 {road} {number}{unit}"
