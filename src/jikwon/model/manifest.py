"""A process's manifest: everything about it that can be known without importing its code."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from jikwon.model import capabilities
from jikwon.model.errors import ManifestInvalid

MOST_PARALLEL = 64
PRIORITIES = ("urgent", "normal", "low")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]*")


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the manifest; an unknown word in it is an error."""


class Names(_Table, frozen=True, kw_only=True):
    """A name in both languages."""

    ko: str
    en: str


class Input(_Table, frozen=True, kw_only=True):
    """One named input: `main` counts its rows; `required` inputs must be given.

    `allow_same` lets two files have the same content; the process then says what becomes of them.
    """

    name: Names
    required: bool = True
    main: bool = False
    allow_same: bool = False
    extensions: Sequence[str] = (".csv", ".xlsx", ".xlsm", ".xls", ".ods")


class Output(_Table, frozen=True, kw_only=True):
    """One named output and its file name; `leaves` the office, or is written `after` the acts.

    A `*` in the file name (`forms/*.pdf`) makes it an output of many files, of which there must be at
    least one unless `many_may_be_none`.
    """

    name: Names
    file: str
    leaves: bool = False
    after: bool = False
    many_may_be_none: bool = False

    @property
    def is_many(self) -> bool:
        """Whether the output is many files, one a part."""
        return "*" in self.file


class Kept(_Table, frozen=True, kw_only=True):
    """One kind of thing that is read from outside and kept as a source (a case's page)."""

    name: Names


class Model(_Table, frozen=True, kw_only=True):
    """One kind of model that learns from the office's own past files of `inputs`.

    `max_error` names the setting that says how many of the accepted proposals may be wrong (`1 %`).
    """

    name: Names
    inputs: Sequence[str]
    max_error: str


class Setting(_Table, frozen=True, kw_only=True):
    """One setting: `choices` empty means any text, `pattern` a regular expression it must match.

    One of the `office` is said in the office's settings alone, never on the command line.
    """

    name: Names
    default: str = ""
    choices: Sequence[str] = ()
    pattern: str = ""
    office: bool = False


class Baseline(_Table, frozen=True, kw_only=True):
    """Manual minutes per item before the robot; `source` says how they were found out."""

    minutes: float
    source: str = "estimate"


class Retry(_Table, frozen=True, kw_only=True):
    """How often a system exception is tried again, and how long is waited, in seconds."""

    attempts: int = 4
    first_s: float = 0.5
    cap_s: float = 30.0


class Retention(_Table, frozen=True, kw_only=True):
    """Days after the end of a run after which its working copies and its records are destroyed."""

    working_copies_days: int = 0
    records_days: int = 365


class Manifest(_Table, frozen=True, kw_only=True):
    """The whole of `manifest.toml`. `parallel` is from how many threads at a time `handle` is called.

    `needs` are the capabilities of a worker that can do it; the pieces of its `urgent` runs go before `normal` ones.
    `publishes` are the kinds of things that runs keep for later ones: nothing personal, not sealed.
    """

    slug: str
    version: str
    owner: str
    name: Names
    inputs: Mapping[str, Input] = {}
    outputs: Mapping[str, Output] = {}
    settings: Mapping[str, Setting] = {}
    personal: Sequence[str] = ()
    questions: Sequence[str] = ()
    exclusions: Sequence[str] = ()
    acts: Sequence[str] = ()
    kept: Mapping[str, Kept] = {}
    publishes: Sequence[str] = ()
    models: Mapping[str, Model] = {}
    sites: Sequence[str] = ()
    credentials: Sequence[str] = ()
    needs: Sequence[str] = ()
    priority: str = "normal"
    parallel: int = 1
    release: str = "approve"
    baseline: Baseline
    retry: Retry = Retry()
    retention: Retention = Retention()
    schedule: str = ""

    @property
    def main_input(self) -> str:
        """The input whose rows are counted."""
        return next((name for name, given in self.inputs.items() if given.main), next(iter(self.inputs), ""))


def load(path: Path) -> Manifest:
    """Read a manifest; raise `ManifestInvalid` that names the file and the word that is wrong."""
    try:
        seen = path.stat()
    except OSError as error:
        raise ManifestInvalid(file=str(path), reason=str(error)) from error
    return _load(path, seen.st_mtime_ns, seen.st_size)


@lru_cache(maxsize=64)  # each page of the console names processes; one that is edited is read again
def _load(path: Path, _changed: int, _size: int) -> Manifest:
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        manifest = msgspec.convert(data, Manifest, strict=True)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ManifestInvalid(file=str(path), reason=str(error)) from error
    if reason := _nonsense(manifest):
        raise ManifestInvalid(file=str(path), reason=reason)
    return manifest


def _nonsense(manifest: Manifest) -> str:
    """Name the first word that has the right type and no sense; "" where all have."""
    if manifest.release not in ("approve", "auto"):
        return "release: approve | auto"
    if not 1 <= manifest.parallel <= MOST_PARALLEL:
        return f"parallel: 1–{MOST_PARALLEL}"
    if manifest.priority not in PRIORITIES:
        return f"priority: {' | '.join(PRIORITIES)}"
    if wrong := next((each for each in manifest.needs if not capabilities.is_name(each)), ""):
        return f"needs: {wrong}"
    return "" if _VERSION.fullmatch(manifest.version) else "version: 1.0.0"
