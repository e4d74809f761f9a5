"""Breaking outputs on purpose: a process's proof must refute every one of these."""

from collections.abc import Callable, Iterator
from pathlib import PurePath
from random import Random
from typing import NamedTuple, TypeAlias


class Break(NamedTuple):
    """One planted fault: what was done, in the user's language, and the file's broken bytes."""

    description: str
    data: bytes


Breaker: TypeAlias = Callable[[bytes, Random], Iterator[Break]]
"""Yields broken copies of one kind of file."""


def _workbook(data: bytes, chance: Random) -> Iterator[Break]:
    from jikwon.proof.break_book import break_workbook

    yield from (Break(description, broken) for description, broken in break_workbook(data, chance))


def _pdf(data: bytes, chance: Random) -> Iterator[Break]:
    from jikwon.proof.break_pdf import break_pdf

    yield from (Break(description, broken) for description, broken in break_pdf(data, chance))


def _mail(data: bytes, chance: Random) -> Iterator[Break]:
    from jikwon.proof.break_mail import break_mail

    yield from (Break(description, broken) for description, broken in break_mail(data, chance))


def _hwpx(data: bytes, chance: Random) -> Iterator[Break]:
    from jikwon.proof.break_hwpx import break_hwpx

    yield from (Break(description, broken) for description, broken in break_hwpx(data, chance))


BREAKERS: dict[str, Breaker] = {".hwpx": _hwpx, ".eml": _mail, ".pdf": _pdf, ".xlsx": _workbook, ".xlsm": _workbook}
"""How each kind of file is broken, by its ending."""


def breaks(file: str, data: bytes, *, seed: int = 0) -> Iterator[Break]:
    """Yield broken copies of an output, chosen by `seed`; `file` is its name (the ending picks how).

    Of every sheet: two different cells of a column exchanged, a block of a column slid down by a row,
    the same with every column but the first and with all of them, a row dropped, a row doubled, one
    cell of every column altered, two headers exchanged, a formula planted, and, where two sheets have
    the same header, their rows exchanged. Of a PDF: two pages exchanged, one doubled, dropped, moved to
    the end; on some pages a character altered (digits first), two texts exchanged, a block of texts slid
    by one. Of a mail: its lines and figures, recipients and attached files. Of a document: in every table two
    numbers or two rows exchanged, a row dropped, one doubled, a column slid; some texts altered, two exchanged. A
    kind of file that nobody can break yet yields none.
    """
    breaker = BREAKERS.get(PurePath(file).suffix.lower())
    if breaker is not None:
        yield from breaker(data, Random(f"{seed}/{PurePath(file).name}"))  # noqa: S311 - a choice, not a secret


def is_breakable(file: str | PurePath) -> bool:
    """Tell whether `breaks` knows this kind of file."""
    return PurePath(file).suffix.lower() in BREAKERS
