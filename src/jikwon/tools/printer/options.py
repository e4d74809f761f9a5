"""How a job is printed, held against what the printer can do before anything is sent."""

from collections.abc import Mapping

from jikwon.model import fact
from jikwon.tools.printer.errors import PrinterLacks
from jikwon.tools.printer.facts import A4, Description
from jikwon.tools.printer.wire import Value

_A4_SIZE = {"x-dimension": 21000, "y-dimension": 29700}  # hundredths of a millimetre


@fact
class Options:
    """Copies, sides and tray of a job. The paper is A4."""

    copies: int = 1
    duplex: bool = False
    tray: str = ""


def check(options: Options, printer: Description, *, name: str) -> None:
    """Raise `PrinterLacks` for the first option that the printer does not have.

    There is no fall-back: a form that the settings want on two sides and that comes on two sheets is
    another document. The sentence names what is missing, and a person changes the setting.
    """
    lacks = (
        ("application/pdf", not printer.takes_pdf),
        ("A4", bool(printer.media) and A4 not in printer.media),
        (f"copies={options.copies}", not 1 <= options.copies <= max(printer.copies, 1)),
        ("duplex", options.duplex and not printer.duplex),
        (f"tray={options.tray}", bool(options.tray) and options.tray not in printer.trays),
    )
    for what, missing in lacks:
        if missing:
            raise PrinterLacks(printer=name, what=what)


def attributes(options: Options) -> Mapping[str, Value]:
    """Give the job attributes of checked options."""
    paper: Mapping[str, Value] = {"media": A4}
    if options.tray:
        paper = {"media-col": {"media-size": _A4_SIZE, "media-source": options.tray}}
    sides = "two-sided-long-edge" if options.duplex else "one-sided"
    return {"copies": options.copies, "sides": sides, **paper}
