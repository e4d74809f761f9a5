"""How a petition is handled: when it comes in, how long it may take, who answers and how it ends."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from jikwon.korea import calendar, deadlines, lengths
from jikwon.korea.deadlines import Deadline
from jikwon.korea.readings import Reading
from jikwon_practice.people import names, pleas

_SEOUL: Final = ZoneInfo("Asia/Seoul")
_KINDS: Final = (
    ("고충민원", "7일", 45), ("질의민원", "7일", 20), ("질의민원", "14일", 8), ("건의민원", "14일", 15),
    ("기타민원", "즉시", 6), ("기타민원", "3일", 4), ("법정민원", "1개월", 2),
)  # fmt: skip
_DONE: Final = ("완료", "처리완료", "답변완료", " 완료", "종결처리")
_ENDS: Final = (("", 88), ("타기관이송", 5), ("민원취하", 4), ("병합처리", 3))
_OPEN: Final = ("접수", "접수완료", "처리중", "보완요청")
_SATISFIED: Final = ("매우만족", "만족", "보통", "불만족", "매우불만족")


def received(rng: Random, first: date, last: date) -> datetime:
    """Draw a moment of a period: mostly in office hours, some at night and on days off."""
    day = first + timedelta(days=rng.randint(0, (last - first).days))
    hour = rng.choices((rng.randint(9, 17), rng.randint(18, 23), rng.randint(0, 8)), (8, 1, 1))[0]
    return datetime(day.year, day.month, day.day, hour, rng.randint(0, 59), tzinfo=_SEOUL)


def moments(at: datetime) -> Mapping[str, str]:
    """Give the cells that say when a petition was filed and received."""
    return {"신청일자": f"{at - timedelta(minutes=3):%Y-%m-%d %H:%M}", "접수일자": f"{at:%Y-%m-%d %H:%M}"}


def cells(rng: Random, at: datetime, today: date, department: str) -> Mapping[str, str]:
    """Give the cells of a petition's handling as they stand at the end of `today`."""
    kind, length, _ = rng.choices(_KINDS, [weight for *_, weight in _KINDS])[0]
    due = _due(at, length)
    closed = _closed(rng, at, due)
    given = {
        **moments(at), "민원종류": kind, "처리기간": length, "법정/내부처리기한": _written(due),
        "담당자": names.korean(rng, sex=rng.choice("남여"), born=rng.randint(1965, 1996)),
    }  # fmt: skip
    if closed.date() > today:
        return {**given, "처리유형": rng.choice(_OPEN)}
    ended = rng.choices([word for word, _ in _ENDS], [weight for _, weight in _ENDS])[0]
    given |= {"처리유형": ended or rng.choice(_DONE), "처리일": f"{closed:%Y-%m-%d %H:%M}"}
    if not ended:
        given["처리결과"] = pleas.answer(rng, department)
        if rng.random() < 0.4:
            given["1차만족도"] = rng.choice(_SATISFIED)
    return given


def _due(at: datetime, length: str) -> date | datetime:
    """Work out the deadline that a careful system shows."""
    read = lengths.read(length)
    assert isinstance(read, Reading)
    found = deadlines.due(at, read.value)
    assert isinstance(found, Deadline)
    return found.due


def _written(due: date | datetime) -> str:
    return f"{due:%Y-%m-%d %H:%M}" if isinstance(due, datetime) else f"{due:%Y-%m-%d}"


def _closed(rng: Random, at: datetime, due: date | datetime) -> datetime:
    """Draw when it is answered: mostly in time, some late."""
    last = due.date() if isinstance(due, datetime) else due
    days = max(1, (last - at.date()).days)
    day = at.date() + timedelta(days=min(days + 6, int(rng.triangular(0, days * 1.15, days * 0.6))))
    moment = datetime(day.year, day.month, day.day, rng.randint(9, 17), rng.randint(0, 59), tzinfo=_SEOUL)
    moment = calendar.next_working_minute(max(moment, at + timedelta(minutes=20)))
    return moment.astimezone(_SEOUL)
