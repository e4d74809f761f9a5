"""Requests to a printer and its answers, apart from how they travel."""

from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import Protocol, TypeAlias

from jikwon.model import fact

Value: TypeAlias = "bool | int | str | tuple[str, ...] | Mapping[str, Value]"
Attributes: TypeAlias = Mapping[str, object]


class Operation(IntEnum):
    """The operations that we use (RFC 8011, section 5.4.15)."""

    CREATE_JOB = 0x05
    SEND_DOCUMENT = 0x06
    CANCEL_JOB = 0x08
    GET_JOB_ATTRIBUTES = 0x09
    GET_JOBS = 0x0A
    GET_PRINTER_ATTRIBUTES = 0x0B


@fact
class Answer:
    """What came back: the status (RFC 8011, appendix B), the printer's attributes, and the jobs'."""

    status: int
    printer: Attributes
    jobs: tuple[Attributes, ...]
    unsupported: tuple[str, ...] = ()

    @property
    def is_ok(self) -> bool:
        """Tell whether the request was done."""
        return 0 <= self.status < 0x100


class Wire(Protocol):
    """A way to one printer."""

    def ask(
        self,
        operation: Operation,
        about: Mapping[str, Value],
        *,
        job: Mapping[str, Value] | None = None,
        document: Path | None = None,
    ) -> Answer:
        """Send one request and give the answer, whatever its status.

        `about` are operation attributes, `job` the job's; `document` is streamed from the disk. Raises
        `PrinterOff` when nothing answers or the line breaks, `NotAPrinter` when something else answers,
        `PrinterForbids` when it does not let us in and `PrinterBusy` when it is overloaded.
        """
        ...
