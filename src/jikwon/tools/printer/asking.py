"""The questions to a printer, and its answers as facts."""

from collections.abc import Mapping
from datetime import timedelta

from jikwon.tools.printer.facts import Description, Job, JobState, Status
from jikwon.tools.printer.wire import Attributes

OF_JOB = (
    "job-id", "job-name", "job-state", "job-state-reasons", "job-originating-user-name", "job-uuid",
    "number-of-documents", "job-k-octets", "job-impressions-completed", "job-media-sheets-completed",
    "time-at-processing", "time-at-completed",
)  # fmt: skip
OF_STATUS = (
    "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "queued-job-count",
    "printer-up-time", "printer-uuid",
)  # fmt: skip
OF_PRINTER = (
    "printer-info", "printer-name", "printer-make-and-model", "printer-location", "printer-uuid",
    "document-format-supported", "sides-supported", "color-supported", "copies-supported", "media-supported",
    "media-source-supported", "printer-impressions-completed",
)  # fmt: skip
OF_SUPPLIES = (
    "printer-supply", "printer-supply-description", "marker-names", "marker-types", "marker-colors",
    "marker-levels", "marker-low-levels", "printer-state-reasons",
)  # fmt: skip
WANTED = frozenset({*OF_JOB, *OF_STATUS, *OF_PRINTER, *OF_SUPPLIES})
_PRINTER_STATES = {3: "idle", 4: "processing", 5: "stopped"}


def job_from(given: Attributes) -> Job:
    """Read a job; raise ValueError when it has no id or no state."""
    number = _number(given.get("job-id"))
    if number is None:
        raise ValueError("a job without an id")
    return Job(
        id=number,
        title=_text(given.get("job-name")),
        state=JobState(_number(given.get("job-state"))),
        reasons=texts(given.get("job-state-reasons")),
        user=_text(given.get("job-originating-user-name")),
        uuid=_text(given.get("job-uuid")),
        documents=_number(given.get("number-of-documents")),
        kilobytes=_number(given.get("job-k-octets")),
        impressions=_number(given.get("job-impressions-completed")),
        sheets=_number(given.get("job-media-sheets-completed")),
        begun=_number(given["time-at-processing"]) is not None if "time-at-processing" in given else None,
        ended_up=_number(given.get("time-at-completed")),
    )


def status_from(given: Attributes) -> Status:
    """Read how a printer is."""
    return Status(
        state=_PRINTER_STATES.get(_number(given.get("printer-state")) or 0, "stopped"),
        reasons=tuple(reason for reason in texts(given.get("printer-state-reasons")) if reason != "none"),
        accepting=given.get("printer-is-accepting-jobs") is not False,
        queued=_number(given.get("queued-job-count")) or 0,
        up=timedelta(seconds=_number(given.get("printer-up-time")) or 0),
        uuid=_text(given.get("printer-uuid")),
    )


def description_from(given: Attributes) -> Description:
    """Read what a printer is and can do."""
    copies = given.get("copies-supported")
    return Description(
        name=_text(given.get("printer-info")) or _text(given.get("printer-name")),
        model=_text(given.get("printer-make-and-model")),
        location=_text(given.get("printer-location")),
        uuid=_text(given.get("printer-uuid")),
        takes_pdf="application/pdf" in texts(given.get("document-format-supported")),
        duplex="two-sided-long-edge" in texts(given.get("sides-supported")),
        colour=given.get("color-supported") is True,
        copies=copies[-1] if isinstance(copies, list) and isinstance(copies[-1], int) else 1,
        media=texts(given.get("media-supported")),
        trays=texts(given.get("media-source-supported")),
        pages_printed=_number(given.get("printer-impressions-completed")),
    )


def texts(value: object) -> tuple[str, ...]:
    """Read one or several texts."""
    several = value if isinstance(value, list) else [value]
    return tuple(each for each in several if isinstance(each, str) and each)


def numbers(value: object) -> tuple[int, ...]:
    """Read one or several numbers."""
    several = value if isinstance(value, list) else [value]
    return tuple(each for each in several if isinstance(each, int))


def job_request(number: int, names: tuple[str, ...] = OF_JOB) -> Mapping[str, int | tuple[str, ...]]:
    """Name a job and what is asked about it."""
    return {"job-id": number, "requested-attributes": names}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else None
