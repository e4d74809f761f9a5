"""One petition judged alone: what stands for it, or what a person must say."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from jikwon.korea import Reading, dates, deadlines, names
from jikwon.korea.deadlines import Deadline
from jikwon.model import Ask, Choice, Done, Exclude, Item, fact
from jikwon.processes.petitions import classify, departments, links, statuses, terms, texts
from jikwon.processes.petitions.classify import Models
from jikwon.processes.petitions.departments import Departments
from jikwon.processes.petitions.model import Basis, Case, Classed, Entry, Petition, Status
from jikwon.processes.petitions.settings import Period
from jikwon.processes.petitions.terms import Lengths, Moment, Termed

OUTSIDE: Final = "기간외"
CONTENTS_DIFFER, NUMBER_MISSING, STATUS_UNKNOWN, STATUS_MISSING = (
    "contents-differ", "number-missing", "status-unknown", "status-missing",
)  # fmt: skip
RECEIVED_UNCLEAR, APPLIED_UNCLEAR, CLOSED_UNCLEAR, ASSIGNED_UNCLEAR = (
    "received-unclear", "applied-unclear", "closed-unclear", "assigned-unclear",
)  # fmt: skip
CLOSED_EARLY, CLOSED_TIME, DEPARTMENT = "closed-before-received", "closed-time-missing", "department-unclear"
_NEVER_LATE: Final = (Status.TRANSFERRED, Status.WITHDRAWN, Status.MERGED)


@fact
class Books:
    """What every judgement of a run looks things up in."""

    clock: datetime
    period: Period | None
    departments: Departments
    lengths: Lengths
    remembered: Callable[[str, str], str]
    """What the office once said to a question's code under a key, "" for nothing."""
    hash: Callable[..., str]
    text: Callable[..., str]
    models: Models


@fact
class _Times:
    """The moments of a petition, None where they are not said."""

    received: Moment
    applied: Moment | None
    closed: Moment | None
    assigned: Moment | None


def judge(item: Item[Case], books: Books) -> Done[Petition] | Exclude | list[Ask]:
    """Judge one petition: what stands for it, that it is of another period, or what is asked."""
    entry = _standing(item)
    if entry is None:
        return [_contradiction(item, books)]
    asks: list[Ask] = []
    if not entry.number:
        asks.append(Ask(code=NUMBER_MISSING, at=(entry.at,)))
    times = _times(entry, item, asks)
    if times is not None and books.period is not None and not _is_within(times.received, books.period):
        return Exclude(code=OUTSIDE)
    status = _status(entry, item, books, asks)
    classes = _classes(entry, item, books, asks)
    entry = _with_department(entry, classes)
    code = _code(entry, times, item, books, asks)
    termed = terms.of(entry, times.received, status, item, books.lengths, asks) if times and status else None
    if times is None or status is None or termed is None or asks:
        return asks
    late = _late_days(times, status, termed.deadline, books.clock)
    if late is None:
        return [Ask(code=CLOSED_TIME, at=(entry.at,), reason="written", details={"written": entry.closed})]
    made = replace(_petition(entry, times, status, code, termed, late, books), classes=classes, type=_type(classes))
    return Done(fact=made, notes=classify.notes(classes, entry.at))


def _standing(item: Item[Case]) -> Entry | None:
    """Give the row that stands: the only one, or the one that a person chose."""
    versions = item.body.versions
    if len(versions) == 1:
        chosen = versions[0]
    elif (answer := item.answer(CONTENTS_DIFFER)).isdecimal() and 1 <= int(answer) <= len(versions):
        chosen = versions[int(answer) - 1]
    else:
        return None
    return replace(chosen, number=item.answer(NUMBER_MISSING).strip()) if not chosen.number else chosen


def _contradiction(item: Item[Case], books: Books) -> Ask:
    choices = [
        Choice(code=f"{number}", label=books.text("choices", "row", origin=each.at.origin, row=each.at.row))
        for number, each in enumerate(item.body.versions, start=1)
    ]
    at = tuple(each.at for each in item.body.versions)
    return Ask(code=CONTENTS_DIFFER, at=at, choices=tuple(choices), free=False)


def _times(entry: Entry, item: Item[Case], asks: list[Ask]) -> _Times | None:
    """Read the moments; None while the receipt has no reading."""
    received = _moment(entry, entry.received, RECEIVED_UNCLEAR, item, asks, needed=True)
    applied = _moment(entry, entry.applied, APPLIED_UNCLEAR, item, asks)
    closed = _moment(entry, entry.closed, CLOSED_UNCLEAR, item, asks)
    assigned = _moment(entry, entry.assigned, ASSIGNED_UNCLEAR, item, asks)
    if received is None:
        return None
    received = terms.with_time(received, item)
    if closed is not None:
        closed = _answered(item, CLOSED_TIME) or closed
        if _is_before(closed, received):
            closed = _answered(item, CLOSED_EARLY) or closed
        if _is_before(closed, received):
            asks.append(Ask(code=CLOSED_EARLY, at=(entry.at,), reason="written", details={"written": entry.closed}))
    return _Times(received=received, applied=applied, closed=closed, assigned=assigned)


def _moment(
    entry: Entry, written: str, code: str, item: Item[Case], asks: list[Ask], *, needed: bool = False
) -> Moment | None:
    if not needed and terms.is_blank(written):
        return None
    if (answered := _answered(item, code)) is not None:
        return answered
    reading = dates.read(written)
    if isinstance(reading, Reading):
        return reading.value
    asks.append(Ask(code=code, at=(entry.at,), reason="written" if written else "blank", details={"written": written}))
    return None


def _answered(item: Item[Case], code: str) -> Moment | None:
    answer = item.answer(code) if item.answers else ""
    reading = dates.read(answer) if answer else None
    return reading.value if isinstance(reading, Reading) else None


def _is_before(one: Moment, other: Moment) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return terms.day_of(one) < terms.day_of(other)


def _is_within(received: Moment, period: Period) -> bool:
    return period.first <= terms.day_of(received) <= period.last


def _status(entry: Entry, item: Item[Case], books: Books, asks: list[Ask]) -> Status | None:
    """Read 처리상태, else 처리유형; a word that nobody knows is asked, and remembered."""
    word = status_word(entry)
    if (known := statuses.read(word)) is not None:
        return known
    choices = tuple(Choice(code=each.value, label=each.value) for each in Status)
    code = STATUS_UNKNOWN if word else STATUS_MISSING
    key = f"status:{statuses.folded(word)}" if word else ""
    said = item.answer(code) or (books.remembered(code, key) if key else "")
    if said:
        return Status(said)
    asks.append(
        Ask(
            code=code, at=(entry.at,), choices=choices, free=False, reason="written" if word else "blank",
            details={"written": word}, remember=key,
        )
    )  # fmt: skip
    return None


def status_word(entry: Entry) -> str:
    """Give the export's own word for where a petition stands."""
    return entry.handling if terms.is_blank(entry.status) else entry.status


def _code(entry: Entry, times: _Times | None, item: Item[Case], books: Books, asks: list[Ask]) -> str:
    """Give the code of the department on the day of the receipt; none or two are asked about."""
    name, own = department_of(entry), entry.code
    if not books.departments.given:
        return own
    if times is None or not (name or own):
        return ""
    day = terms.day_of(times.received)
    found = books.departments.codes(name, day) if name else [own] if books.departments.has(own, day) else []
    fitting = [code for code in found if code == own] if own else found
    if len(fitting) == 1:
        return fitting[0]
    key = f"department:{departments.folded(name)}:{own}:{','.join(found)}"
    if said := item.answer(DEPARTMENT) or books.remembered(DEPARTMENT, key):
        return said
    asks.append(
        Ask(
            code=DEPARTMENT, at=(entry.at,), choices=tuple(Choice(code=each, label=each) for each in found),
            reason="department", details={"name": name or own, "day": f"{day}"}, remember=key,
        )
    )  # fmt: skip
    return ""


def department_of(entry: Entry) -> str:
    """Give the deepest filled 담당부서."""
    return next((name for name in reversed(entry.departments) if not terms.is_blank(name)), "")


def _late_days(times: _Times, status: Status, deadline: Deadline, clock: datetime) -> int | None:
    """Count the working days past the deadline, -1 for a petition that is not late; None where only a time decides."""
    if status in _NEVER_LATE or (status.is_done and times.closed is None):
        return -1
    ended = times.closed if status.is_done and times.closed is not None else clock
    late = deadlines.is_late(deadline, ended)
    if late is None:
        return None
    return deadlines.days_late(deadline, ended) if late else -1


def _petition(
    entry: Entry, times: _Times, status: Status, code: str, termed: Termed, late: int, books: Books
) -> Petition:
    known = _names(entry)
    title, body, answer, note = (
        texts.shown(each, known)
        for each in (entry.title, body_of(entry), entry.answer, entry.satisfaction_note)
    )  # fmt: skip
    extended = termed.extension_days is not None
    return Petition(
        number=entry.number, received=terms.write(times.received), applied=terms.write(times.applied),
        title=title[0], body=body[0], answer=answer[0], due=terms.write(termed.deadline.due),
        assigned=terms.write(times.assigned), closed=terms.write(times.closed), code=code,
        department=department_of(entry), officer=entry.officer, status=status, progress=status_word(entry),
        satisfaction=entry.satisfaction, satisfaction_note=note[0], address=texts.area(entry.address),
        extension_days=termed.extension_days, extensions=termed.extensions,
        extended_due=terms.write(termed.deadline.due) if extended else "",
        days_taken=deadlines.working_days_taken(times.received, times.closed) if times.closed else None,
        late_days=late if late >= 0 else None, stated=termed.stated, kind=entry.kind,
        channel=links.channel_of(entry), masked=title[1] + body[1] + answer[1] + note[1],
        likeness=links.likeness(entry, books.hash), before=links.before(entry),
    )  # fmt: skip


def _classes(entry: Entry, item: Item[Case], books: Books, asks: list[Ask]) -> tuple[Classed, ...]:
    """Find 유형 and department, as the export, a model or a person says them."""
    said = {classify.TYPE: type_of(entry), classify.DEPARTMENT: department_of(entry) or entry.code}
    text = text_of(entry) if books.models.by_kind else ""
    found = (
        classify.classed(kind, said[kind], text, item=item, at=entry.at, models=books.models, asks=asks)
        for kind in classify.KINDS
    )
    return tuple(each for each in found if each is not None)


def _with_department(entry: Entry, classes: Sequence[Classed]) -> Entry:
    """Fill in a department that the export does not say."""
    named = (each.label for each in classes if each.kind == classify.DEPARTMENT and each.basis is not Basis.SOURCE)
    label = next(named, "")
    return replace(entry, departments=(label,)) if label else entry


def _type(classes: Sequence[Classed]) -> str:
    return next((each.label for each in classes if each.kind == classify.TYPE), "")


def type_of(entry: Entry) -> str:
    """Give 업무분야, which is the office's own 유형."""
    return "" if terms.is_blank(entry.topic) else entry.topic


def text_of(entry: Entry) -> str:
    """Give what a model learns from and is asked about: title and body as the sheets show them."""
    known = _names(entry)
    return "\n".join(texts.shown(each, known)[0] for each in (entry.title, body_of(entry)))


def body_of(entry: Entry) -> str:
    """Give 민원내용, else 민원요지."""
    return entry.gist if terms.is_blank(entry.body) else entry.body


def _names(entry: Entry) -> Sequence[str]:
    """Give the petitioner's name as it may stand in a text; () where the export masks it or has none."""
    reading = names.read(entry.petitioner) if entry.petitioner else None
    if not isinstance(reading, Reading) or reading.value in _NOBODY:
        return ()
    return (reading.value,) if reading.value == entry.petitioner else (reading.value, entry.petitioner)


_NOBODY: Final = frozenset({"민원인", "신청인", "익명", "비공개", "비실명", "본인", "주민", "시민", "구민"})
