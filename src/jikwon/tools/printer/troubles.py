"""From a printer's own words (states, reasons, statuses) to the errors that say what to do."""

from collections.abc import Iterator

from jikwon.model import JikwonError
from jikwon.tools.printer import errors
from jikwon.tools.printer.facts import Job, JobState, Status
from jikwon.tools.printer.wire import Answer

_BY_REASON: tuple[tuple[str, type[JikwonError]], ...] = (
    ("media-jam", errors.PaperJam),
    ("cover-open", errors.CoverOpen),
    ("door-open", errors.CoverOpen),
    ("interlock-open", errors.CoverOpen),
    ("media-empty", errors.PaperOut),
    ("media-needed", errors.PaperOut),
    ("input-tray-missing", errors.PaperOut),
    ("toner-empty", errors.SupplyEmpty),
    ("marker-supply-empty", errors.SupplyEmpty),
    ("marker-supply-missing", errors.SupplyEmpty),
    ("marker-waste-full", errors.SupplyEmpty),
    ("developer-empty", errors.SupplyEmpty),
    ("opc-life-over", errors.SupplyEmpty),
    ("output-area-full", errors.OutputFull),
    ("output-tray-missing", errors.OutputFull),
    ("offline", errors.PrinterOffline),
    ("shutdown", errors.PrinterOffline),
    ("connecting-to-device", errors.PrinterOffline),
    ("timed-out", errors.PrinterOffline),
    ("moving-to-paused", errors.PrinterPaused),
    ("paused", errors.PrinterPaused),
)
"""Printer state reasons (RFC 8011, section 5.4.12, and PWG 5100.9), the nearest to a person's hands first."""
_REFUSED: tuple[tuple[frozenset[int], type[JikwonError]], ...] = (
    (frozenset({0x0401, 0x0402, 0x0403}), errors.PrinterForbids),
    (frozenset({0x0406, 0x0407, 0x0501, 0x0503}), errors.NotAPrinter),
    (frozenset({0x040A, 0x040F, 0x0410, 0x0417, 0x0418, 0x0419, 0x041A}), errors.DocumentRefused),
    (frozenset({0x0404, 0x0405, 0x0500, 0x0502, 0x0504, 0x0505, 0x0506, 0x0507, 0x050A, 0x050B}), errors.PrinterBusy),
)
"""Statuses of a refusal (RFC 8011, appendix B)."""
_UNSUPPORTED = frozenset({0x040B, 0x040E})


def of_refusal(answer: Answer, *, printer: str, address: str, document: str = "") -> JikwonError:
    """Name the error of an answer that is not ok; `document` is the file's name where one was sent."""
    if answer.status in _UNSUPPORTED:
        return errors.PrinterLacks(printer=printer, what=", ".join(answer.unsupported) or "–")
    for statuses, error in _REFUSED:
        if answer.status in statuses:
            return error(printer=printer, address=address, document=document)
    return errors.PrinterRefuses(printer=printer, status=f"0x{answer.status & 0xFFFF:04x}")


def of_end(job: Job, *, printer: str) -> JikwonError | None:
    """Name the error of a job that is over, or None for one that completed (or is not over)."""
    kinds = {JobState.ABORTED: errors.JobAborted, JobState.CANCELED: errors.JobCancelled}
    return kinds[job.state](printer=printer, job=job.id) if job.state in kinds else None


def that_stops(job: Job, status: Status, *, printer: str, address: str) -> JikwonError | None:
    """Name what keeps the job from printing until somebody comes; None while it may still move.

    A reason counts when the printer or the job has stopped or the reason calls itself an error; a
    warning may be about the other tray.
    """
    if status.state == "stopped" or job.state is JobState.STOPPED:
        return next(_named(status, printer, address), None) or errors.PrinterStopped(
            printer=printer, reason=", ".join((*status.reasons, *job.reasons)) or "–"
        )
    return next(_named(status, printer, address, only="-error"), None)


def that_delays(job: Job, status: Status, *, printer: str, address: str) -> JikwonError:
    """Name why a job has not completed in time, by the printer's warnings or the job's own state."""
    if (known := next(_named(status, printer, address), None)) is not None:
        return known
    kind = errors.JobHeld if job.state is JobState.HELD else errors.JobUnderWay
    return kind(printer=printer, job=job.id)


def _named(status: Status, printer: str, address: str, *, only: str = "") -> Iterator[JikwonError]:
    for begin, error in _BY_REASON:
        for reason in status.reasons:
            if reason.startswith(begin) and reason.endswith(only):
                yield error(printer=printer, reason=reason, address=address)
