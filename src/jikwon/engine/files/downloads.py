"""Handing released files to people: from the released folder alone, and only as they were proved."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from jikwon.engine.files import outputs
from jikwon.engine.office import Office
from jikwon.model import InputError, JikwonError, Personal, fact
from jikwon.records import outputs as records
from jikwon.records.runs import RunRow
from jikwon.trust import mask
from jikwon.trust.destroy import RECORD


class OutputChanged(JikwonError):
    """A released file is no longer what was proved; it is not handed out."""

    code = "output-changed"


class OutputGone(JikwonError):
    """A released file is no longer there."""

    code = "output-gone"


class ReasonMissing(InputError):
    """A file is handed out only with a reason."""

    code = "reason-missing"


class Condition(StrEnum):
    """What became of a released file."""

    PROVED = "proved"
    CHANGED = "changed"
    GONE = "gone"


@fact
class Released:
    """One released file: its output's name, its path within the folder, its part, and what became of it.

    `size` is 0 and `number` still its own where the file is gone.
    """

    number: int
    name: str
    file: Personal[str]
    path: Personal[Path]
    part: int
    sha256: str
    size: int
    condition: Condition


@fact
class Destroyed:
    """The record that a run's files were destroyed: when (aware), and by which rule."""

    at: datetime
    rule: str


def files(office: Office, row: RunRow, *, numbers: Sequence[int] | None = None) -> list[Released]:
    """List the released files of a run, numbered from 1, and hash them now; those of some `numbers` alone if named."""
    found = _listed(office, row)
    wanted = range(1, len(found) + 1) if numbers is None else numbers
    chosen = [(number, *found[number - 1]) for number in wanted if 0 < number <= len(found)]
    return [_released(number, output, path, _condition(path, output.sha256)) for number, output, path in chosen]


def count(row: RunRow) -> int:
    """Count the released files of a run; none once its key is destroyed."""
    return len(records.released(row.id)) if row.key else 0


def hand_out(office: Office, row: RunRow, number: int, *, reason: str) -> tuple[Released, bytes]:
    """Give a released file's bytes for a reason, which goes on the audit trail with phones and the like masked.

    What is hashed is what is given. Raises `ReasonMissing`, `OutputGone`, and `OutputChanged`, which is told on the
    audit trail, too.
    """
    why = " ".join(mask.scrub(reason).split())
    if not why:
        raise ReasonMissing(run=row.id)
    listed = _listed(office, row)
    if not 0 < number <= len(listed):
        raise OutputGone(output=str(number))
    output, path = listed[number - 1]
    if _is_gone(path):
        raise OutputGone(output=output.name)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != output.sha256:
        office.note("download refused", run=row.id, subject=output.name, why="changed")
        raise OutputChanged(output=output.name)
    office.note("output downloaded", run=row.id, subject=output.name, why=why)
    return _released(number, output, path, Condition.PROVED), data


def destroyed(office: Office, row: RunRow) -> Destroyed | None:
    """Find the record that the outputs of a run were destroyed by a rule, or None."""
    try:
        told = (office.home.logs / RECORD).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return None
    for line in reversed(told):
        record = json.loads(line)
        folder = str(record["what"]).removeprefix("outputs/").partition("/")[0]
        if str(record["what"]).startswith("outputs/") and (folder == row.id or folder.startswith(f"{row.id}-")):
            return Destroyed(at=datetime.fromisoformat(record["at"]), rule=str(record["rule"]))
    return None


def _listed(office: Office, row: RunRow) -> list[tuple[records.OutputRow, Path]]:
    return [
        (output, Path(told["path"]))
        for output, told in zip(records.released(row.id), outputs.released(office, row), strict=False)
    ]


def _released(number: int, row: records.OutputRow, path: Path, condition: Condition) -> Released:
    return Released(
        number=number, name=row.name, file=path.name, path=path, part=row.part, sha256=row.sha256,
        size=0 if condition is Condition.GONE else path.stat().st_size, condition=condition,
    )  # fmt: skip


def _condition(path: Path, sha256: str) -> Condition:
    if _is_gone(path):
        return Condition.GONE
    with path.open("rb") as stream:
        now = hashlib.file_digest(stream, "sha256").hexdigest()
    return Condition.PROVED if now == sha256 else Condition.CHANGED


def _is_gone(path: Path) -> bool:
    """Tell whether a released file is not where it was put; a link in its place leads somewhere else."""
    return path.is_symlink() or not path.is_file()
