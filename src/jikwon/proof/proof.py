"""The object that a process's `verify(proof)` is given: sources, outputs and fates, read lazily."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from jikwon.model import Act, Answer, Place, Published, Receipt, Source
from jikwon.model.learned import Approved
from jikwon.proof.errors import PartMissing, PlaceUnknown, SheetMissing
from jikwon.proof.fates import Fate, FateState
from jikwon.proof.readers import read_book
from jikwon.proof.readers.sheet import Sheet, Value
from jikwon.proof.rows import Table
from jikwon.proof.sources import SourceTable

T = TypeVar("T")


class LooksUp(Protocol):
    """Looks up what earlier runs have published."""

    def __call__(self, kind: str, *, key: str = "") -> Sequence[Published]:
        """Give what has this kind, and this key if one is named."""


class Proof:
    """Everything a proof may look at. Files are read when first asked for, and once.

    `outputs` maps an output's name in the manifest to its finished file; `earlier` gives the same
    outputs of earlier parts of this run, oldest first. `counts` holds read, used, merged, skipped.
    `answers` holds what people answered about a file, a column or the run, by the question's code and
    the subject's key. `receipts` is filled only for `verify_acts`. `decrypt` opens a source that is password-protected.
    `many` maps an output of many files to its finished files by part, `earlier_many` gives those of
    earlier parts of the run; `kept_sources` gives what was read from outside, by kind and key.
    `published` looks up what earlier runs have published, `model` the approved models of the run.
    `read_beside` gives the sheets of a file that another process has read, by `read_book` as here: asked with
    an input's name (for an output "") and the file's; None where it has not.
    """

    def __init__(
        self,
        *,
        clock: datetime,
        settings: Mapping[str, str],
        sources: Mapping[str, Sequence[Source]],
        outputs: Mapping[str, Path],
        fates: Sequence[Fate],
        earlier: Mapping[str, Sequence[bytes]] | None = None,
        acts: Sequence[Act] = (),
        receipts: Sequence[Receipt] = (),
        counts: Mapping[str, int] | None = None,
        hash: Callable[..., str],  # noqa: A002 - the name it has in Run
        decrypt: Callable[[Source], bytes] | None = None,
        read_beside: Callable[[str, str], list[Sheet] | None] | None = None,
        answers: Mapping[tuple[str, str], Answer] | None = None,
        many: Mapping[str, Mapping[str, Path]] | None = None,
        earlier_many: Mapping[str, Sequence[Mapping[str, bytes]]] | None = None,
        kept_sources: Mapping[str, Mapping[str, bytes]] | None = None,
        published: "LooksUp | None" = None,
        model: Callable[[str], Approved | None] | None = None,
    ) -> None:
        self.clock = clock
        self.settings = settings
        self.sources = sources
        self.outputs = outputs
        self.fates = fates
        self.earlier = earlier or {}
        self.acts = acts
        self.receipts = receipts
        self.counts = counts or {}
        self.hash = hash
        self._decrypt = decrypt
        self._read_beside = read_beside or (lambda _input, _file: None)
        self._answers = answers or {}
        self.many = many or {}
        self._earlier_many = earlier_many or {}
        self._kept = kept_sources or {}
        self._published = published
        self._model = model or (lambda _kind: None)
        self._output_sheets: dict[tuple[str, str], list[Sheet]] = {}
        self._tables: dict[tuple[str, str, str], Table] = {}
        self._earlier_sheets: dict[str, list[list[Sheet]]] = {}
        self._source_sheets: dict[str, list[tuple[Sheet, Place]]] = {}
        self._source_tables: dict[str, list[SourceTable]] = {}
        self._asked: dict[str, tuple[Mapping[str, Sequence[str]], Sequence[str]]] = {}
        self._by_place: dict[tuple[str, str, str], SourceTable] = {}
        self._made: dict[Callable[[Proof], Any], Any] = {}

    def once(self, make: "Callable[[Proof], T]") -> T:
        """Give what `make` makes of this proof; it is made when it is first asked for, and once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])

    @cached_property
    def partial(self) -> bool:
        """Whether an item still waits."""
        return any(fate.state is FateState.WAITING for fate in self.fates)

    @cached_property
    def fate_of(self) -> Mapping[str, Fate]:
        """The fates by item key."""
        return {fate.key: fate for fate in self.fates}

    def answered(self, code: str, key: str = "run") -> Answer | None:
        """Give what a person answered about a file, a column or (by default) the run."""
        return self._answers.get((code, key))

    def setting(self, name: str) -> str:
        """Give a setting's text."""
        return self.settings[name]

    def fates_in(self, *states: FateState) -> list[Fate]:
        """Give the fates with one of `states`, in order."""
        return [fate for fate in self.fates if fate.state in states]

    def answer(self, key: str, code: str) -> Answer | None:
        """Give what a person answered to question `code` about the item with `key`."""
        fate = self.fate_of.get(key)
        return fate.answers.get(code) if fate is not None else None

    def files(self, output: str) -> Mapping[str, Path]:
        """Give the finished files of an output of many files, by part in order."""
        return self.many[output]

    def path(self, output: str, *, part: str = "") -> Path:
        """Give the finished file of an output, or of one part of it. Raises `PartMissing`."""
        if not part:
            return self.outputs[output]
        if (found := self.files(output).get(part)) is None:
            raise PartMissing(output=output)
        return found

    def earlier_files(self, output: str) -> Sequence[Mapping[str, bytes]]:
        """Give the files of an output by part, of every earlier part of this run, oldest first."""
        return self._earlier_many.get(output, ())

    def kept(self, kind: str, key: str) -> bytes | None:
        """Give what was read from outside and kept under `key`, None where nothing was."""
        return self._kept.get(kind, {}).get(key)

    def kept_keys(self, kind: str) -> Sequence[str]:
        """List the keys under which something of this kind was kept, in order."""
        return sorted(self._kept.get(kind, {}))

    def published(self, kind: str, *, key: str = "") -> Sequence[Published]:
        """Give what earlier runs had published, as the process was given it (see `jikwon.model.Run.published`)."""
        return self._published(kind, key=key) if self._published is not None else ()

    def model(self, kind: str) -> Approved | None:
        """Give the approved model that the run works with, None without one."""
        return self._model(kind)

    def sheets(self, output: str, *, part: str = "") -> list[Sheet]:
        """Give all sheets of an output, or of one part of it. Raises `Unreadable`."""
        if (known := self._output_sheets.get((output, part))) is None:
            path = self.path(output, part=part)
            beside = self._read_beside("", str(path))
            known = self._output_sheets[output, part] = beside or read_book(path.name, path.read_bytes())
        return known

    def sheet(self, output: str, name: str, *, part: str = "") -> Table:
        """Give one sheet of an output (or of one part of it) as a table. Raises `SheetMissing`."""
        if (known := self._tables.get((output, name, part))) is None:
            file = self.path(output, part=part).name
            known = self._tables[output, name, part] = _table(output, file, name, self.sheets(output, part=part))
        return known

    def earlier_sheets(self, output: str, name: str) -> list[Table]:
        """Give the same sheet of every earlier part of this run, oldest first."""
        file = self.outputs[output].name
        if (books := self._earlier_sheets.get(output)) is None:
            books = self._earlier_sheets[output] = [read_book(file, data) for data in self.earlier.get(output, ())]
        return [_table(output, file, name, sheets) for sheets in books]

    def source_sheets(self, input_name: str) -> list[tuple[Sheet, Place]]:
        """Give every sheet of an input with its place, in the order of files and sheets."""
        if (known := self._source_sheets.get(input_name)) is None:
            known = self._source_sheets[input_name] = []
            for source in self.sources.get(input_name, ()):
                sheets = self._read(source)
                for sheet in sheets:
                    named = sheet.name if len(sheets) > 1 else ""
                    known.append((sheet, Place(source=input_name, file=source.name, sheet=named)))
        return known

    def _read(self, source: Source) -> list[Sheet]:
        if (sheets := self._read_beside(source.input, source.name)) is not None:
            return sheets
        decrypt = self._decrypt
        opened = (lambda _: decrypt(source)) if decrypt is not None else None
        return read_book(source.name, source.read(), decrypt=opened)

    def source_tables(
        self, input_name: str, *, fields: Mapping[str, Sequence[str]], required: Sequence[str] = ()
    ) -> list[SourceTable]:
        """Give every table of an input, in the order of its files and sheets.

        A sheet without a row that names a field, or without the `required` ones, gives none.
        """
        if self._asked.get(input_name) != (fields, required):
            found = (
                SourceTable.find(sheet, at=at, fields=fields, required=required)
                for sheet, at in self.source_sheets(input_name)
            )
            self._source_tables[input_name] = [table for table in found if table is not None]
            self._asked[input_name] = (fields, required)
            self._by_place = {key: table for key, table in self._by_place.items() if key[0] != input_name}
        return self._source_tables[input_name]

    def source_table(self, place: Place) -> SourceTable:
        """Give the table of a place, of those that `source_tables` was last asked for.

        A place without a sheet means the file's only table. Raises `PlaceUnknown`.
        """
        key = (place.source, place.file, place.sheet)
        if (known := self._by_place.get(key)) is None:
            found = [
                table
                for table in self._source_tables.get(place.source, ())
                if table.at.file == place.file and place.sheet in ("", table.sheet.name)
            ]
            if len(found) != 1:
                raise PlaceUnknown(input=place.source, file=place.file, sheet=place.sheet)
            known = self._by_place[key] = found[0]
        return known

    def cell(self, place: Place, field: str) -> Value:
        """Give the source cell of `field` in the row of `place`; None if it has no such column.

        Ask `source_tables` first: its fields are the ones that are known. Raises `PlaceUnknown`.
        """
        return self.source_table(place).cell(place.row, field)


def _table(output: str, file: str, name: str, sheets: list[Sheet]) -> Table:
    for sheet in sheets:
        if sheet.name == name:
            return Table(sheet, Place(source=output, file=file, sheet=name if len(sheets) > 1 else ""))
    raise SheetMissing(file=file, sheet=name)
