"""The shape of the records: the newest migration that the database has had, held against the newest that we have."""

from functools import cache
from pathlib import Path

from django.db import OperationalError, ProgrammingError

from jikwon.model import InputError
from jikwon.records.statements import row


class RecordsNewer(InputError):
    """A newer version of the program has given the records a shape that this one does not know."""

    code = "records-newer"


@cache
def known() -> str:
    """Name the newest migration that this program brings."""
    return max(file.stem for file in (Path(__file__).parent / "migrations").glob("0*.py"))


def newest() -> str:
    """Name the newest migration that is in, "" if there is none; asking Django's executor would cost 0.1 s a start."""
    try:
        found = row("SELECT max(name) FROM django_migrations WHERE app = %s", ("records",))
    except (OperationalError, ProgrammingError):
        return ""
    return str(found[0] or "")


def is_current() -> bool:
    """Tell whether the records have the shape that this program works with. Raises `RecordsNewer`."""
    if (found := newest()) > known():
        raise RecordsNewer(found=found, known=known())
    return found == known()
