"""What holds for the whole office at this moment, on every machine: maintenance, the check of its key, its folder."""

from collections.abc import Mapping
from pathlib import Path

from django.db import OperationalError, ProgrammingError

from jikwon.model import fact
from jikwon.records import database
from jikwon.records.database import now, row, rows, run_sql


@fact
class Mark:
    """One mark: its text, by whom, and since when (Unix seconds)."""

    value: str
    account: str
    at: float


@fact
class Seen:
    """What a database holds before it is opened: its marks by name, and whether anything was ever kept in it."""

    marks: Mapping[str, str]
    is_new: bool


def look(path: Path) -> Seen:
    """Look into the database that `open_records` is about to open, without making a table or a file."""
    if not database.is_there(path):
        return Seen(marks={}, is_new=True)
    found = {str(name): str(value) for name, value in _rows("SELECT name, value FROM office_marks")}
    return Seen(marks=found, is_new=not found and not _rows("SELECT 1 FROM audit LIMIT 1"))


def _rows(sql: str) -> list[tuple[object, ...]]:
    """Read rows of a table that may not be there yet."""
    try:
        return rows(sql)
    except ProgrammingError:
        return []
    except OperationalError as error:
        if "no such table" in str(error):
            return []
        raise


def get(name: str) -> Mark | None:
    """Find a mark."""
    found = row("SELECT value, account, at FROM office_marks WHERE name = %s", (name,))
    return Mark(value=str(found[0]), account=str(found[1]), at=float(found[2])) if found else None


def put(name: str, value: str, *, account: str) -> bool:
    """Set a mark that is not set; False, and nothing, if it is."""
    return bool(
        run_sql(
            "INSERT INTO office_marks (name, value, account, at) VALUES (%s, %s, %s, %s) ON CONFLICT (name) DO NOTHING",
            (name, value, account, now()),
        )
    )


def remove(name: str) -> bool:
    """Take a mark away; False if it is not set."""
    return bool(run_sql("DELETE FROM office_marks WHERE name = %s", (name,)))
