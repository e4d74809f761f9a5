"""Starting a run: everything that can be wrong with a command is found before any work."""

import re
import secrets
import shutil
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jikwon.engine.files.sources import refuse_same_names
from jikwon.engine.learned import learning
from jikwon.engine.office import Office
from jikwon.engine.runs.options import Input, Options
from jikwon.engine.sealing import Seal
from jikwon.engine.workers import demands
from jikwon.model import InputError, Place, Stage, State, declared
from jikwon.model.catalog import Process, find
from jikwon.model.dates import SEOUL, moment
from jikwon.records import database, runs
from jikwon.records.database import together
from jikwon.records.runs import RunRow
from jikwon.tools import tables
from jikwon.trust.errors import SettingsInvalid
from jikwon.trust.seal import about

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


class ClockInvalid(InputError):
    """`--as-of` is not a moment."""

    code = "clock-invalid"


class OutUnusable(InputError):
    """The folder for outputs cannot be used."""

    code = "out-unusable"


def clock_of(text: str) -> datetime:
    """Read `--as-of` (`YYYY-MM-DDTHH:MM`, Asia/Seoul); "" is the present minute."""
    if not text:
        return moment(database.now()).replace(second=0, microsecond=0)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", text, re.ASCII):
        raise ClockInvalid(given=text)
    try:
        read = datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - the zone is the office's, set below
    except ValueError as error:
        raise ClockInvalid(given=text) from error
    return read.replace(tzinfo=SEOUL)


def _nothing(_row: RunRow, _files: Sequence[Input]) -> None:
    """Do nothing beside writing the run."""


def new_run(
    office: Office,
    *,
    slug: str,
    inputs: Sequence[tuple[str, Path]],
    settings: Mapping[str, str],
    as_of: str,
    out: Path | None,
    partial: bool,
    plan_only: bool,
    approved_by: str,
    holder: str,
    account: str = "",
    practice: bool = False,
    priority: str = "",
    also: Callable[[RunRow, Sequence[Input]], None] = _nothing,
) -> RunRow:
    """Check a command whole, then write the run. Raises `InputError`s; then nothing was written.

    `slug` may name a version (`slug@1.0.0`); else it is the one of the office's settings, else the newest.
    `account` is whoever the run belongs to, else the one at the keyboard. `also` is done in the transaction
    that writes the run; what it raises undoes the run.
    """
    process = find(slug, "" if "@" in slug else office.settings.process(slug).version)
    slug = process.slug
    clock = clock_of(as_of)
    chosen = declared.settings(process.manifest, settings, office_settings(office, process))
    declared.inputs(process.manifest, (name for name, _ in inputs))
    files, passed_over = checked(office, process, inputs)
    folder = _usable(out or office.home.outputs)
    run = f"{slug}-{clock:%Y%m%d}-{''.join(secrets.choice(_ALPHABET) for _ in range(6))}"
    key, wrapped = office.keys.new_run_key()
    seal = Seal(run, key)
    options = Options(
        inputs=_spooled(office, run, seal, files), settings=chosen, out=str(folder),
        passed_over=tuple(passed_over), partial=partial, plan_only=plan_only, practice=practice,
        models=learning.in_use(process),
    )  # fmt: skip
    now = database.now()
    row = RunRow(
        id=run, process=slug, version=process.version, state=State.QUEUED, stage=Stage.COLLECT, part=1,
        attempt=1, clock=clock.isoformat(), options=seal.pack(options, "runs", "options"), key=wrapped,
        account=account or office.account, holder=holder, counts={}, notes=b"", proof={}, error="",
        approved_by=approved_by, created_at=now, changed_at=now, ended_at=None, robot_s=0.0, people_s=0.0,
        priority=demands.priority_of(office, process, said=priority),
    )  # fmt: skip
    try:
        with together():
            runs.add(row)
            office.note("run started", run=run, count=len(files), why=priority)
            also(row, options.inputs)
    except BaseException:
        shutil.rmtree(office.home.spool / run, ignore_errors=True)
        raise
    return row


def office_settings(office: Office, process: Process) -> Mapping[str, str]:
    """Give what the office's settings say of a process. Raises `SettingsInvalid` for a word it has not."""
    found = office.settings.settings_of(process.slug)
    for name in found:
        if name not in process.manifest.settings:
            raise SettingsInvalid(file=str(office.home.settings), reason=f"[processes.{process.slug}] {name}")
    return found


def checked(
    office: Office, process: Process, inputs: Sequence[tuple[str, Path]]
) -> tuple[list[tuple[str, tables.Given]], list[Place]]:
    """Give the files of each input, all readable, and the places of those that are passed over."""
    files: list[tuple[str, tables.Given]] = []
    passed_over: list[Place] = []
    for name, given in process.manifest.inputs.items():
        paths = [path for wanted, path in inputs if wanted == name]
        if paths:
            checked = tables.check_files(
                paths, input=name, extensions=given.extensions, allow_same=given.allow_same,
                passwords=office.table_password,
            )  # fmt: skip
            refuse_same_names(name, (each.path.name for each in checked.files))
            files += [(name, each) for each in checked.files]
            passed_over += [Place(source=name, file=each.name) for each in checked.passed_over]
    return files, passed_over


def _usable(out: Path) -> Path:
    folder = out.expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise OutUnusable(path=str(folder)) from error
    return folder


def _spooled(office: Office, run: str, seal: Seal, files: Sequence[tuple[str, tables.Given]]) -> tuple[Input, ...]:
    spool = office.home.spool / run
    spool.mkdir(mode=0o700)
    made = []
    for number, (name, given) in enumerate(files):
        spooled = f"input-{number:04}"
        size = seal.sealer.seal_file(given.path, spool / spooled, about(run, "spool", spooled))
        made.append(
            Input(
                input=name,
                name=unicodedata.normalize("NFC", given.path.name),
                sha256=given.sha256,
                size=size,
                spooled=spooled,
            )
        )
    return tuple(made)
