"""The practice office's printer, a real IPP peer with faults to switch on.

::

    with PracticePrinter(folder) as peer:
        Printer(peer.address).submit(pdf, title="…", note=note)
        peer.papers()
"""

from jikwon_practice.printer.faults import Faults
from jikwon_practice.printer.peer import Paper, PracticePrinter, missing

__all__ = ["Faults", "Paper", "PracticePrinter", "missing"]
