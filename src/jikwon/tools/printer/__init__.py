"""Printing on paper, once: IPP to printers and queues, their jobs followed and found again.

::

    printer = Printer("ipp://10.0.0.7/ipp/print", name="2층 복합기", user="robot-epi")
    printer.check(copies=1, duplex=True)
    effects.once(
        act,
        do=lambda note: receipt(printer.submit(pdf, title=act.key, note=note, duplex=True)),
        seen=lambda since: receipt_or_probe(printer.find(act.key, since)),
    )
"""

from jikwon.tools.printer.errors import (
    CoverOpen,
    DocumentRefused,
    JobAborted,
    JobCancelled,
    JobHeld,
    JobLost,
    JobUnderWay,
    NotAPrinter,
    OutputFull,
    PaperJam,
    PaperOut,
    PrinterAddressInvalid,
    PrinterBusy,
    PrinterForbids,
    PrinterLacks,
    PrinterOff,
    PrinterPaused,
    PrinterRefuses,
    PrinterStopped,
    PrinterUnproven,
    SupplyEmpty,
)
from jikwon.tools.printer.facts import Description, Job, JobState, Status, Supply
from jikwon.tools.printer.fake import FakePrinter
from jikwon.tools.printer.printer import Printer
from jikwon.tools.printer.printing import Printing

__all__ = [
    "CoverOpen", "Description", "DocumentRefused", "FakePrinter", "Job", "JobAborted", "JobCancelled",
    "JobHeld", "JobLost", "JobState", "JobUnderWay", "NotAPrinter", "OutputFull", "PaperJam", "PaperOut",
    "Printer", "PrinterAddressInvalid", "PrinterBusy", "PrinterForbids", "PrinterLacks", "PrinterOff",
    "PrinterPaused", "PrinterRefuses", "PrinterStopped", "PrinterUnproven", "Printing", "Status", "Supply",
    "SupplyEmpty",
]  # fmt: skip
