"""An office with a home folder of its own whose records are made already: a copy of those that we make once."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import postgres

from jikwon.engine.office import Office
from jikwon.records import database
from jikwon.trust.home import Home


def open_office(root: Path) -> Office:
    """Open an empty office, for tests of what comes after a first opening; tests/contract open theirs without this."""
    home = Home.open(root)
    if postgres.wanted is None:  # a new database on a server has its tables already
        home.records_db.write_bytes(_new_records())
        home.records_db.chmod(0o600)
    return Office.open(root)


@cache
def _new_records() -> bytes:
    """Make records as a first opening does: its migrations take longer than a whole test."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.sqlite"
        database.open_records(path)
        database.close()
        assert not path.with_name(f"{path.name}-wal").exists()
        return path.read_bytes()
