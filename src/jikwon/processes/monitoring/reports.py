"""The report files: every row as what it says of whom, for which slot; or why it does not count."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from jikwon.korea import Reading, Unclear, dates, residents, times
from jikwon.model import Note, Run, Source
from jikwon.processes.monitoring import columns
from jikwon.processes.monitoring.columns import Who
from jikwon.processes.monitoring.model import Channel, Report
from jikwon.processes.monitoring.slots import Slots
from jikwon.tools import tables
from jikwon.tools.tables import Row

INPUTS: Final[Mapping[str, Channel]] = {
    "app": Channel.APP, "phone": Channel.PHONE, "aicall": Channel.AI_CALL, "visit": Channel.VISIT,
}  # fmt: skip
SAME_FILE, OLD_FILE, TAKEN_BEFORE = "same-file", "old-file", "taken-before"
OTHER_DAY, AHEAD = "other-day", "slot-ahead"
KIND: Final = "file"
"""What a run publishes of a report file: its hash, with the day that it was taken for."""


class Taken(NamedTuple):
    """A report with who it is about; `dropped` says why it counts for nothing, `unclear` what it does not say."""

    report: Report
    who: Who
    dropped: str = ""
    unclear: str = ""


def read(run: Run, slots: Slots, day: date, *, told: Callable[[Note], None]) -> Iterator[Taken]:
    """Read every row of every report file in the order of inputs, file names, sheets and rows.

    All rows of a file that a run has taken for an earlier day are dropped (`taken-before`), of a file whose
    content another of the input has already brought (`same-file`), and of one in which every day is another
    one (`old-file`).
    """
    for name, channel in INPUTS.items():
        seen: set[str] = set()
        for source in run.sources(name):
            taken = [_take(row, channel, slots, day, today=run.clock.date()) for row in _rows(source, told)]
            if _was_taken(run, source, day):
                taken = [each._replace(dropped=TAKEN_BEFORE, unclear="") for each in taken]
            elif source.sha256 in seen:
                taken = [each._replace(dropped=SAME_FILE, unclear="") for each in taken]
            elif taken and all(each.dropped == OTHER_DAY for each in taken):
                taken = [each._replace(dropped=OLD_FILE) for each in taken]
            seen.add(source.sha256)
            yield from taken


def count(source: Source) -> int:
    """Count the rows of a report file."""
    return sum(1 for _ in _rows(source, lambda _: None))


def files_taken(run: Run, taken: Iterable[Taken]) -> Iterator[str]:
    """Give the hashes of the files of which a row counts, or is asked about."""
    counted = {(each.report.at.source, each.report.at.file) for each in taken if not each.dropped}
    for name in INPUTS:
        yield from (each.sha256 for each in run.sources(name) if (name, each.name) in counted)


def _was_taken(run: Run, source: Source, day: date) -> bool:
    return any(each.data["day"] < f"{day}" for each in run.published(KIND, key=source.sha256))


def _rows(source: Source, told: Callable[[Note], None]) -> Iterable[Row]:
    return tables.read([source], columns.REPORT, required=columns.REPORT_REQUIRED, told=told)


def _take(row: Row, channel: Channel, slots: Slots, day: date, *, today: date) -> Taken:
    who = columns.read_who(row, today=today)
    report_day, moment, unclear = read_moment(row.text(columns.DAY), row.text(columns.MOMENT))
    slot = ""
    if row.text(columns.SLOT):
        found = slots.read(row.text(columns.SLOT))
        slot, unclear = (found.value, unclear) if isinstance(found, Reading) else ("", unclear or found.reason)
    elif moment is not None and report_day == day:
        slot = slots.of(moment)
    elif not unclear:
        unclear = "slot-unknown"
    report = _report(row, channel, who, slot, moment)
    if report_day is not None and report_day != day:
        return Taken(report, who, dropped=OTHER_DAY)
    if slot and not unclear and slot not in slots.shown:
        return Taken(report, who, dropped=AHEAD)
    return Taken(report, who, unclear=unclear)


def read_moment(day: str, moment: str) -> tuple[date | None, datetime | None, str]:
    """Read 점검일 and 응답일시 together: the day, the moment if there is one, and what is unclear ("" nothing).

    점검일 decides the day where it is filled. 응답일시 may be a time of day alone when 점검일 is there.
    """
    on, unclear = _day(day)
    if unclear:
        return None, None, unclear
    if not moment or moment == "-":
        return on, None, "" if on else "day-unclear"
    reading = dates.read(moment)
    if isinstance(reading, Reading):
        if isinstance(reading.value, datetime):
            return on or reading.value.date(), reading.value, ""
        return on or reading.value, None, ""
    clock = times.read(moment)
    if on is not None and not isinstance(clock, Unclear):
        return on, dates.midnight(on) + clock.since_midnight, ""
    return on, None, "moment-unclear"


def _day(written: str) -> tuple[date | None, str]:
    if not written:
        return None, ""
    reading = dates.read_day(written)
    return (reading.value, "") if isinstance(reading, Reading) else (None, "day-unclear")


def _report(row: Row, channel: Channel, who: Who, slot: str, moment: datetime | None) -> Report:
    texts: Sequence[str] = [row.text(each) for each in (columns.TEMPERATURE, *columns.SIGNS, columns.RESULT)]
    temperature, fever, cough, throat, breath, result = texts
    return Report(
        channel=channel, at=row.at, id=who.id, name=who.name, birth=who.birth, phone=who.phone, slot=slot,
        moment=moment, temperature=temperature, fever=fever, cough=cough, throat=throat, breath=breath,
        note=residents.replace(row.text(columns.NOTE)), result=result,
    )  # fmt: skip
