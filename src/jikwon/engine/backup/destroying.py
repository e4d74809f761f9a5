"""After a restore: what was destroyed since the backup is destroyed again, as far as anybody can know."""

import json
from datetime import datetime
from pathlib import Path

from jikwon.engine.backup.errors import LogUnreadable
from jikwon.engine.office import Office
from jikwon.engine.runs.ending import sweep
from jikwon.model.dates import SEOUL
from jikwon.trust import destroy
from jikwon.trust.errors import OnLegalHold, OutsideHome
from jikwon.trust.writing import append_line


def again(office: Office, later: Path | None) -> int:
    """Destroy what the restored records of destruction, or a `later` copy of them, name; give how many there were.

    What was destroyed after the last record that is at hand cannot be known; the retention rules find it when
    they are next followed. Lines of the later copy that the restored file lacks are added to it.
    Raises `LogUnreadable`.
    """
    log = office.home.logs / destroy.RECORD
    known = _lines(log) if log.exists() else []
    for line in (each for each in (_lines(later) if later else ()) if each not in known):
        append_line(log, line)
        known.append(line)
    count = sum(_destroyed(office, what) for what in {_what(each, log) for each in known})
    sweep(office)
    return count


def _lines(path: Path) -> list[str]:
    try:
        return [each for each in path.read_text("utf-8").splitlines() if each.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise LogUnreadable(file=path.name) from error


def _what(line: str, log: Path) -> str:
    try:
        return str(json.loads(line)["what"])
    except (ValueError, KeyError, TypeError):
        raise LogUnreadable(file=log.name) from None


def _destroyed(office: Office, what: str) -> bool:
    path = office.home.files / what
    if not path.exists() and not path.is_symlink():
        return False
    try:
        destroy.destroy(
            office.home, path, rule="destroyed before the restore", by=office.account, at=datetime.now(SEOUL)
        )
    except (OnLegalHold, OutsideHome):
        return False
    return True
