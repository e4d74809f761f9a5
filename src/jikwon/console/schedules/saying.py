"""When a schedule is due, in words; and the words of a form as a recurrence."""

import re
from collections.abc import Sequence
from typing import Final

from jikwon.console.shell import words

DAILY, WEEKLY, MONTHLY, OTHER = "daily", "weekly", "monthly", "other"
RHYTHMS: Final = ("working-days", "first-working-day", "last-working-day", DAILY, WEEKLY, MONTHLY, OTHER)
"""What a form offers; the first three need no rule for holidays."""
WEEKDAYS: Final = ("1", "2", "3", "4", "5", "6", "0")
"""The days of a week as cron counts them, from Monday on."""
_TIME: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})"
_WORKING: Final = {
    "working-days": "근무일|working-days",
    "first-working-day": "매월 첫 근무일|first-working-day",
    "last-working-day": "매월 마지막 근무일|last-working-day",
}
_CRON: Final = re.compile(
    r"(?P<minute>\d{1,2}) (?P<hour>\d{1,2}) (?P<date>\*|\d{1,2}) \* (?P<days>\*|[0-7](?:[-,][0-7])*)"
)


def in_words(when: str) -> str:
    """Say when a schedule is due; a line that has no words of its own is shown as it is."""
    said = " ".join(when.split())
    for code, names in _WORKING.items():
        if found := re.fullmatch(rf"(?:{names}) {_TIME}", said):
            return _say(code, time=_time(found))
    found = _CRON.fullmatch(said)
    if found is None or (found["date"] != "*" and found["days"] != "*"):
        return _say(OTHER, line=said)
    if found["date"] != "*":
        return _say(MONTHLY, date=int(found["date"]), time=_time(found))
    if found["days"] == "*":
        return _say(DAILY, time=_time(found))
    return _say(WEEKLY, days="·".join(_weekday(each) for each in _days(found["days"])), time=_time(found))


def is_on_working_days(when: str) -> bool:
    """Tell whether a schedule is due on working days alone, so that no holiday matters to it."""
    return any(re.fullmatch(rf"(?:{names}) {_TIME}", " ".join(when.split())) for names in _WORKING.values())


def recurrence_of(rhythm: str, *, time: str, weekdays: Sequence[str], date: str, line: str) -> str:
    """Write what a form says as a recurrence; whether it is one is for the engine to say."""
    hour, _, minute = time.partition(":")
    at = f"{_whole(minute)} {_whole(hour)}"
    match rhythm:
        case "working-days" | "first-working-day" | "last-working-day":
            return f"{rhythm} {time}"
        case "daily":
            return f"{at} * * *"
        case "weekly":
            return f"{at} * * {','.join(each for each in WEEKDAYS if each in weekdays)}"
        case "monthly":
            return f"{at} {_whole(date)} * *"
        case _:
            return line


def _say(code: str, **gaps: object) -> str:
    return words.say("rhythms", f"schedules.said-{code}", **gaps)


def _time(found: re.Match[str]) -> str:
    return f"{int(found['hour']):02}:{found['minute']:0>2}"


def _days(said: str) -> list[str]:
    """List the days that a cron line names, from Monday on."""
    named = set[str]()
    for part in said.split(","):
        first, _, last = part.partition("-")
        named |= {str(each % 7) for each in range(int(first), int(last or first) + 1)}
    return [each for each in WEEKDAYS if each in named]


def _weekday(cron: str) -> str:
    return words.say("weekdays", str((int(cron) - 1) % 7))


def _whole(text: str) -> str:
    return str(int(text)) if text.isascii() and text.isdigit() else text
