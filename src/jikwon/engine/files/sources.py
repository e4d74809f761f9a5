"""The input files of a run, those that were given and those that it has fetched: sealed copies among its spool."""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from jikwon.engine.runs.options import Input, Options
from jikwon.model import InputError, Stage, declared
from jikwon.model.keeping import SourceNotNow
from jikwon.records import runs
from jikwon.tools import tables
from jikwon.tools.tables import unlocked
from jikwon.trust.seal import about

if TYPE_CHECKING:
    from jikwon.engine.active import Active

FETCHED = "fetched-"


class FileNameTwice(InputError):
    """Two files of one input have the same name, so that a place could be in either."""

    code = "file-name-twice"


class SealedSource:
    """An input file, opened from its sealed copy when it is read."""

    def __init__(self, active: "Active", given: Input) -> None:
        self.input = given.input
        self.name = given.name
        self.sha256 = given.sha256
        self._given = given
        self._active = active

    def read(self) -> bytes:
        """Give the content as it was when the run began; a locked workbook opened with the vault's password."""
        data = self._active.read_spooled(self._given.spooled)
        return unlocked(data, file=self.name, passwords=self._active.office.table_password)


def add(active: "Active", input_name: str, name: str, data: bytes) -> SealedSource:
    """Seal a fetched file and list it among the run's inputs (see `jikwon.model.Run.add_source`)."""
    given = declared.an_input(active.manifest, input_name)
    if active.doing is not Stage.COLLECT:
        raise SourceNotNow(process=active.process, input=input_name)
    name = unicodedata.normalize("NFC", name)
    refuse_same_names(input_name, [*(each.name for each in active.sources(input_name)), name])
    tables.check_data(data, file=name, extensions=given.extensions, passwords=active.office.table_password)
    sha256, fetched = hashlib.sha256(data).hexdigest(), active.options.fetched
    twin = next((each.name for each in active.sources(input_name) if each.sha256 == sha256), "")
    if twin and not given.allow_same:
        raise tables.FileTwice(input=input_name, file=name, twin=twin)
    added = Input(
        input=input_name, name=name, sha256=sha256, size=len(data),
        spooled=f"{FETCHED}{len(fetched):04}",
    )  # fmt: skip
    active.spool.mkdir(mode=0o700, exist_ok=True)
    active.seal.sealer.seal_file(data, active.spool / added.spooled, about(active.id, "spool", added.spooled))
    _list(active, (*fetched, added))
    return SealedSource(active, added)


def clear(active: "Active") -> None:
    """Forget what was fetched, because `collect` begins again."""
    if active.options.fetched:
        _list(active, ())
    for path in sorted(active.spool.glob(f"{FETCHED}*")):
        path.unlink()


def refuse_same_names(input_name: str, names: Iterable[str]) -> None:
    """Raise `FileNameTwice` if two files of an input have one name."""
    seen: set[str] = set()
    for each in names:
        shown = unicodedata.normalize("NFC", each)
        if shown in seen:
            raise FileNameTwice(input=input_name, file=shown)
        seen.add(shown)


def _list(active: "Active", fetched: tuple[Input, ...]) -> None:
    """Write the list before it counts: a killed `collect` leaves at most a file that nothing lists."""
    options: Options = replace(active.options, fetched=fetched)
    with active.writing():
        runs.change(active.id, active.now(), options=active.seal.pack(options, "runs", "options"))
        if fetched:
            active.office.note("source fetched", run=active.id, subject=fetched[-1].sha256, actor=active.executor)
    active.options = options
