"""Stretches of work by hand that were timed: what a time study is made of."""

from dataclasses import fields

from jikwon.model import fact
from jikwon.records.database import rows, run_sql


@fact
class MeasurementRow:
    """So many items done by hand in so many seconds on a day (ISO), by a worker, noted by an account."""

    id: int
    process: str
    worker: str
    noted_by: str
    day: str
    items: int
    seconds: float


_NAMES = tuple(each.name for each in fields(MeasurementRow))


def add(measurement: MeasurementRow) -> None:
    """Add a measurement; its id is given by the database."""
    names = _NAMES[1:]
    run_sql(
        f"INSERT INTO measurements ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})",
        [getattr(measurement, each) for each in names],
    )


def of_process(process: str = "") -> list[MeasurementRow]:
    """List the measurements of a process, or all, oldest first."""
    found = rows(
        f"SELECT {', '.join(_NAMES)} FROM measurements WHERE process = %s OR %s = '' ORDER BY process, day, id",
        (process, process),
    )
    return [MeasurementRow(**dict(zip(_NAMES, values, strict=True))) for values in found]


def remove(measurement: int) -> bool:
    """Remove a measurement; False if there is none of this id."""
    return bool(run_sql("DELETE FROM measurements WHERE id = %s", (measurement,)))
