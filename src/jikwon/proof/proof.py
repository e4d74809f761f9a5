"""The object that a process's `verify(proof)` is given: sources, outputs and fates, read lazily."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jikwon.model import Act, Answer, Place, Receipt, Source
from jikwon.proof.fates import Fate, FateState
from jikwon.proof.readers.sheet import Sheet, Value
from jikwon.proof.rows import Table
from jikwon.proof.sources import SourceTable


class Proof:
    """Everything a proof may look at. Files are read when first asked for, and once.

    `outputs` maps an output's name in the manifest to its finished file; `earlier` gives the same
    outputs of earlier parts of this run, oldest first. `counts` holds read, used, merged, skipped.
    `receipts` is filled only for `verify_acts`.
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
    ) -> None:
        raise NotImplementedError

    clock: datetime
    sources: Mapping[str, Sequence[Source]]
    outputs: Mapping[str, Path]
    acts: Sequence[Act]
    receipts: Sequence[Receipt]
    counts: Mapping[str, int]
    hash: Callable[..., str]
    fates: Sequence[Fate]

    @property
    def partial(self) -> bool:
        """Tell whether an item still waits."""
        raise NotImplementedError

    def setting(self, name: str) -> str:
        """Give a setting's text."""
        raise NotImplementedError

    def fates_in(self, *states: FateState) -> list[Fate]:
        """Give the fates with one of `states`, in order."""
        raise NotImplementedError

    def answer(self, key: str, code: str) -> Answer | None:
        """Give what a person answered to question `code` about the item with `key`."""
        raise NotImplementedError

    def sheets(self, output: str) -> list[Sheet]:
        """Give all sheets of an output."""
        raise NotImplementedError

    def sheet(self, output: str, name: str) -> Table:
        """Give one sheet of an output as a table. Raises `SheetMissing`."""
        raise NotImplementedError

    def earlier_sheets(self, output: str, name: str) -> list[Table]:
        """Give the same sheet of every earlier part of this run, oldest first."""
        raise NotImplementedError

    def source_tables(
        self, input_name: str, *, fields: Mapping[str, Sequence[str]], required: Sequence[str] = ()
    ) -> list[SourceTable]:
        """Give every table of an input, in the order of its files and sheets.

        A sheet without a row that names a field, or without the `required` ones, gives none.
        """
        raise NotImplementedError

    def cell(self, place: Place, field: str) -> Value:
        """Give the source cell of `field` in the row of `place`; None if it has no such column.

        The fields are those that `source_tables` was last asked for, for that input; without, a
        field is the header's own name. Raises `PlaceUnknown` if the file or sheet is not there.
        """
        raise NotImplementedError
