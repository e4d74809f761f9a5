"""What earlier parts of the same run have assigned: their people keep the places they were given."""

from collections.abc import Mapping
from typing import Final

from jikwon.model import Personal, Run, Source, fact
from jikwon.processes.assignment import registers
from jikwon.tools import tables
from jikwon.tools.tables import Field

_FIELDS: Final = (Field(name=registers.ID), Field(name=registers.OFFICIAL))
_REQUIRED: Final = ((registers.ID,), (registers.OFFICIAL,))


@fact
class Earlier:
    """Each person's official by the person's id, of those whom an earlier part placed."""

    officials: Personal[Mapping[str, str]]


class _Part:
    """An earlier part's workbook as the tables' reader takes it."""

    input = "assignments"
    name = "assignments.xlsx"
    sha256 = ""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self) -> bytes:
        """Give the content."""
        return self._data


def read(run: Run) -> Earlier:
    """Read who was placed, with whom."""
    parts: list[Source] = [_Part(data) for data in run.earlier("assignments")]
    rows = tables.read(parts, _FIELDS, required=_REQUIRED, sheets=("배정",), told=lambda _: None)
    return Earlier(officials={row.text(registers.ID): row.text(registers.OFFICIAL) for row in rows})
