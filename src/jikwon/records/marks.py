"""What holds for the whole office at this moment, on every machine: maintenance, the check of its key, its folder."""

from jikwon.model import fact
from jikwon.records.database import now, row, run_sql


@fact
class Mark:
    """One mark: its text, by whom, and since when (Unix seconds)."""

    value: str
    account: str
    at: float


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
