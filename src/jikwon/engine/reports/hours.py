"""Hours saved, from measured minutes: never a typed-in hope.

saved = minutes by hand an item x items settled - minutes that people spent on questions, review and approval.
The minutes by hand are the median of a time study; until one exists they are the manifest's estimate, and are
called so. A run that released nothing has saved nothing, and what an earlier run had done outside already is
not counted a second time.
"""

import re
import time
from collections.abc import Sequence
from datetime import date, datetime
from statistics import median, quantiles
from typing import Any

from jikwon.engine.office import Office
from jikwon.model import InputError, fact
from jikwon.model.catalog import find
from jikwon.model.dates import SEOUL
from jikwon.records import acts, items, measurements, outputs, worked
from jikwon.records.database import together
from jikwon.records.measurements import MeasurementRow
from jikwon.records.runs import RunRow
from jikwon.records.worked import Worked

ESTIMATE, STUDY = "estimate", "time-study"


class MeasurementInvalid(InputError):
    """A measurement has no items, no time, or a day that has not come."""

    code = "measurement-invalid"


class MeasurementUnknown(InputError):
    """No measurement has this number."""

    code = "measurement-unknown"


class MonthInvalid(InputError):
    """The month is not written as 2021-10."""

    code = "month-invalid"


@fact
class Baseline:
    """Minutes by hand an item: the median of `n` measurements with its quartiles, or the estimate (n is 0)."""

    minutes: float
    source: str
    n: int = 0
    items: int = 0
    low: float = 0.0
    high: float = 0.0


def baseline(process: str) -> Baseline:
    """Give what one item of a process takes by hand."""
    found = measurements.of_process(process)
    if not found:
        stated = find(process).manifest.baseline
        return Baseline(minutes=stated.minutes, source=stated.source)
    each = sorted(one.seconds / 60 / one.items for one in found)
    low, _, high = quantiles(each, n=4, method="inclusive") if len(each) > 1 else (each[0], each[0], each[0])
    return Baseline(
        minutes=median(each), source=STUDY, n=len(each), items=sum(one.items for one in found), low=low, high=high
    )


def of_run(row: RunRow) -> dict[str, Any]:
    """Give a run's hours: by hand, the robot's, people's, and where the first comes from."""
    known = baseline(row.process)
    return {
        "baseline": round(known.minutes * counted_items(row) / 60, 4), "robot": round(row.robot_s / 3600, 4),
        "people": round(row.people_s / 3600, 4), "source": known.source,
    }  # fmt: skip


def counted_items(row: RunRow) -> float:
    """Count the items that a person would have done by hand: settled, released, and not done outside before."""
    if not outputs.any_released(row.id):
        return 0.0
    counts = items.counts(row.id)
    return (counts.get("done", 0) + counts.get("excluded", 0)) * acts.own_share(row.id)


def add(office: Office, process: str, *, items: int, minutes: float, worker: str = "", day: str = "") -> None:
    """Keep a measurement: `items` done by hand in `minutes` by `worker` (else the account) on `day` (else today).

    Raises `ProcessUnknown`, `MeasurementInvalid`.
    """
    today = datetime.now(SEOUL).date()
    try:
        on = date.fromisoformat(day) if day else today
    except ValueError as error:
        raise MeasurementInvalid(process=process) from error
    if items < 1 or not 0 < minutes < 24 * 60 or on > today:
        raise MeasurementInvalid(process=process)
    row = MeasurementRow(
        id=0, process=find(process).slug, worker=worker or office.account, noted_by=office.account,
        day=on.isoformat(), items=items, seconds=minutes * 60,
    )  # fmt: skip
    with together():
        measurements.add(row)
        office.note("time measured", count=items, why=process)


def remove(office: Office, measurement: int) -> None:
    """Remove a measurement that was a mistake. Raises `MeasurementUnknown`."""
    with together():
        if not measurements.remove(measurement):
            raise MeasurementUnknown(measurement=measurement)
        office.note("time measurement removed", subject=str(measurement))


def report(month: str = "", *, account: str = "") -> list[dict[str, Any]]:
    """Give the hours of each process: of the runs that began in a month (`2021-10`), or of all.

    `account` counts the runs of one person alone. Raises `MonthInvalid`.
    """
    begin, end = span(month)
    of_process: dict[str, list[Worked]] = {each: [] for each in worked.processes(begin, end, account)}
    for each in worked.between(begin, end, account):
        of_process[each.process].append(each)
    return [_of_process(process, found) for process, found in of_process.items()]


def _of_process(process: str, released: Sequence[Worked]) -> dict[str, Any]:
    known = baseline(process)
    counted = sum(each.settled * each.own_share for each in released)
    by_hand = known.minutes * counted / 60
    people = sum(each.people_s for each in released) / 3600
    return {
        "process": process, "runs": len(released), "items": round(counted), "minutes_by_hand": round(known.minutes, 4),
        "source": known.source, "n": known.n, "low": round(known.low, 4), "high": round(known.high, 4),
        "baseline": round(by_hand, 4), "people": round(people, 4), "saved": round(by_hand - people, 4),
        "robot": round(sum(each.robot_s for each in released) / 3600, 4),
    }  # fmt: skip


def span(month: str) -> tuple[float, float]:
    """Give the begin and the end of a month (`2021-10`) in Unix seconds; of all time for "". Raises `MonthInvalid`."""
    if not month:
        return 0.0, time.time() + 1
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month, re.ASCII) or month.startswith("0000"):
        raise MonthInvalid(given=month)
    year, number = int(month[:4]), int(month[5:])
    begin = datetime(year, number, 1, tzinfo=SEOUL)
    end = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=SEOUL)
    return begin.timestamp(), end.timestamp()
