"""What must hold for an installation to be of use: one code a check, nothing secret, nothing personal."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from jikwon.engine.office import Office
from jikwon.engine.workers import attendance
from jikwon.model import JikwonError, fact, strings
from jikwon.records import database, executors, tallies
from jikwon.records.shape import RecordsNewer
from jikwon.trust.keys import Keys

_SAYS = strings.of(__name__)
OK: Final = "ok"
UNKNOWN: Final = "unknown"
"""Could not be looked at, because something that it needs does not hold either."""
FAILED: Final = "failed"
SILENT: Final = "silent"
"""Gave no answer within `PATIENCE_S`."""
ROOM_BYTES: Final = 512 * 1024 * 1024
"""With less room left than this, the next run's inputs may not fit beside the records' growth."""
APART_S: Final = 2.0
"""A machine whose clock is so far from the database's writes wrong times into logs and certificates."""
FRESH_S: Final = 1.0
"""Checks are made at most so often, however many ask."""
PATIENCE_S: Final = 5.0


@fact
class Check:
    """One check's answer: `ok`, or the code of what is wrong."""

    name: str
    code: str = OK

    @property
    def is_ok(self) -> bool:
        """Tell whether it holds."""
        return self.code == OK


def database_(_office: Office) -> str:
    """Ask the records whether they take writes: a standby that took the place of a lost server may only answer."""
    database.fresh_connection()
    database.assert_writable()
    return OK


def migrations(_office: Office) -> str:
    """Hold the records' shape against the one that this version works with."""
    try:
        return OK if database.is_current() else "behind"
    except RecordsNewer:
        return "ahead"


def key(office: Office) -> str:
    """Open the newest run's key with the office's, and see that a restart would find the office's key again."""
    wrapped = tallies.newest_run_key()
    if wrapped is not None:
        office.keys.unwrap(wrapped)
    if not os.environ.get("JIKWON_PASSPHRASE") and not os.environ.get("JIKWON_PASSPHRASE_FILE"):
        Keys.open(office.home)  # with a passphrase this would cost 64 MiB and half a second each time
    return OK


def worker(office: Office) -> str:
    """Look for a worker that is heard of; a command in a terminal is none."""
    now = database.now()
    workers = [each for each in executors.alive() if each.kind == "worker"]
    return OK if any(not attendance.is_silent(office, each, now) for each in workers) else "none"


def clock(_office: Office) -> str:
    """Hold this machine's clock against the database's."""
    return OK if abs(time.time() - database.now()) <= APART_S else "apart"


def disk(office: Office) -> str:
    """Look for room where the home folder lies."""
    places = {office.home.root, office.home.files}
    return OK if all(shutil.disk_usage(each).free >= ROOM_BYTES for each in places) else "low"


def folders(office: Office) -> str:
    """See that the folders for files are there and may be written; they may lie on a file server."""
    places = (office.home.spool, office.home.outputs, office.home.evidence, office.home.logs)
    return OK if all(os.access(each, os.R_OK | os.W_OK | os.X_OK) for each in places) else "closed"


NEED_DATABASE: Final[Mapping[str, Callable[[Office], str]]] = {
    "database": database_, "migrations": migrations, "key": key, "worker": worker, "clock": clock,
}  # fmt: skip
NEED_NOTHING: Final[Mapping[str, Callable[[Office], str]]] = {"disk": disk, "folders": folders}
NAMES: Final = (*NEED_DATABASE, *NEED_NOTHING)


def look(office: Office) -> Iterator[Check]:
    """Make every check once; those that need a database that does not answer are `unknown`."""
    answers = True
    for name, check in NEED_DATABASE.items():
        yield (made := Check(name=name, code=_code(check, office) if answers else UNKNOWN))
        answers = answers and (name != "database" or made.is_ok)
    for name, check in NEED_NOTHING.items():
        yield Check(name=name, code=_code(check, office))


def _code(check: Callable[[Office], str], office: Office) -> str:
    try:
        return check(office)
    except JikwonError as error:
        return error.code
    except Exception:  # noqa: BLE001 - whatever a driver or a file system raises, the answer is that it failed
        return FAILED


class Readiness:
    """Makes the checks for any number of those who ask, one look at a time and none that keeps them waiting.

    A database or a file server that gives no answer at all leaves its look hanging; then every check is
    `silent` until that look comes back.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._done.set()
        self._looked = -FRESH_S
        self._last: Sequence[Check] = ()

    def look(self) -> Sequence[Check]:
        """Give the checks, at most `FRESH_S` old."""
        with self._lock:
            if self._done.is_set() and time.monotonic() - self._looked >= FRESH_S:
                self._done.clear()
                threading.Thread(target=self._look, daemon=True).start()
        if not self._done.wait(PATIENCE_S):
            return [Check(name=name, code=SILENT) for name in NAMES]
        return self._last

    def _look(self) -> None:
        try:
            self._last = tuple(look(self._office))
        finally:
            database.close()
            self._looked = time.monotonic()
            self._done.set()


def sentence(check: Check) -> str:
    """Say what a check looks at."""
    return _SAYS.text("checks", check.name)


def described(checks: Sequence[Check]) -> dict[str, object]:
    """Say checks as JSON says them."""
    return {"ready": all(each.is_ok for each in checks), "checks": {each.name: each.code for each in checks}}
