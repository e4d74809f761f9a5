"""What is wrong with a case as it is written: unreadable, missing because of something else, or in contradiction.

Each doubt is a field's or a table's name and a reason that has a sentence (domain B2).
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from jikwon.korea import phones, residents
from jikwon.korea.readings import Unclear
from jikwon.processes.epi_forms.fields import FEMALE, FIELDS, MALE, NO, NOT_APPLICABLE, YES, Field, Kind
from jikwon.processes.epi_forms.written import Written, code_of, day_of

Doubts = Iterator[tuple[str, str]]
GUARDIAN_UNDER: Final = 14
"""A guardian answers for anybody younger (the self-entry rule of the form)."""
INCUBATION: Final = timedelta(days=14)
"""Symptoms begin at most so long before the specimen."""
BEFORE_ONSET: Final = timedelta(days=2)
"""Movements count from so long before the onset, else before the specimen."""
LONGEST_FIELD, LONGEST_CELL = 800, 400
"""Characters that a field, or a cell of a table, has room for on one page."""
_LONGEST: Final = {"mask": 40, "stay": 40, "vaccinated": 40, "number": 80}
CONTACT: Final = "접촉"
_RANGES: Final = {"height": (30.0, 230.0), "weight": (1.0, 300.0)}
STAYING: Final = frozenset({
    "not-symptomatic", "not-comorbid", "is-itself", "out-of-range", "differs-from-list", "differs-from-number", "man",
    "after-confirmed", "after-reported", "out-of-window", "count-differs", "doses-order", "visits-window",
})  # fmt: skip
"""Reasons about values that are there and contradict: a person may let them stand."""


def of(written: Written, *, drawable: Callable[[str], bool]) -> dict[str, str]:
    """Give the first doubt about each field and table, but for contradictions that a person has settled."""
    found: dict[str, str] = {}
    for field in FIELDS:
        text = written.texts[field.name]
        if reason := _unreadable(field, text, written.today) or ("" if drawable(text) else "not-drawable"):
            found[field.name] = reason
    for name, rows in written.tables.items():
        if not all(drawable(text) for row in rows for text in row.values()):
            found[name] = "rows-not-drawable"
        elif any(len(text) > _LONGEST.get(column, LONGEST_CELL) for row in rows for column, text in row.items()):
            found[name] = "too-long"
    for name, reason in _missing(written):
        found.setdefault(name, reason)
    for name, reason in _contradictions(written):
        if not written.is_settled(code_of(name)):
            found.setdefault(name, reason)
    return found


def _unreadable(field: Field, text: str, today: date) -> str:
    """Say why a text cannot be what its field holds, "" where it can."""
    if not text:
        return "missing" if field.needed else ""
    if len(text) > LONGEST_FIELD:
        return "too-long"
    match field.kind:
        case Kind.DATE:
            return "" if day_of(text) else "no-date"
        case Kind.PHONE:
            return "no-phone" if isinstance(phones.read(text), Unclear) else ""
        case Kind.RESIDENT:
            return "no-resident" if isinstance(residents.read(text, today=today), Unclear) else ""
        case Kind.WHOLE:
            return "" if text.isascii() and text.isdecimal() else "no-number"
        case Kind.NUMBER:
            return "" if _number(text) is not None else "no-number"
        case Kind.CHOICE:
            return "" if text in field.choices else "no-choice"
    return ""


def _missing(written: Written) -> Doubts:
    """Name what a form must say because of what else it says."""
    texts = written.texts
    person = residents.read(texts["resident"], today=written.today)
    is_child = not isinstance(person, Unclear) and _age(person.value.birth_date, written.today) < GUARDIAN_UNDER
    wanted = {
        ("guardian", "missing-child"): is_child,
        ("onset_on", "missing-symptomatic"): texts["symptomatic"] == YES,
        ("comorbidity", "missing-comorbid"): texts["comorbid"] == YES,
        ("pregnant", "missing-woman"): texts["sex"] == FEMALE,
        ("index_case", "missing-contact"): CONTACT in texts["route"],
    }
    yield from (doubt for doubt, is_wanted in wanted.items() if is_wanted and not texts[doubt[0]])


def _contradictions(written: Written) -> Doubts:
    yield from _against_list(written)
    yield from _against_person(written)
    yield from _days_out_of_order(written)
    yield from _lists_out_of_order(written)
    texts = written.texts
    if texts["symptomatic"] == NO and texts["onset_on"]:
        yield "onset_on", "not-symptomatic"
    if texts["comorbid"] == NO and texts["comorbidity"] not in ("", "없음"):
        yield "comorbidity", "not-comorbid"
    if texts["index_case"] and texts["index_case"] == texts["case_no"]:
        yield "index_case", "is-itself"
    for name, (least, most) in _RANGES.items():
        if (number := _number(texts[name])) is not None and not least <= number <= most:
            yield name, "out-of-range"


def _against_list(written: Written) -> Doubts:
    """Hold the page against the line of the list that led to it."""
    listed = written.item.body
    for name in ("case_no", "name", "dong"):
        if (said := getattr(listed, name)) and said != written.texts[name]:
            yield name, "differs-from-list"
    if day_of(listed.reported_on) and written.day("reported_on") != day_of(listed.reported_on):
        yield "reported_on", "differs-from-list"


def _against_person(written: Written) -> Doubts:
    texts = written.texts
    person = residents.read(texts["resident"], today=written.today)
    if not isinstance(person, Unclear) and texts["sex"] != person.value.sex:
        yield "sex", "differs-from-number"
    if texts["sex"] == MALE and texts["pregnant"] not in ("", NOT_APPLICABLE):
        yield "pregnant", "man"


def _days_out_of_order(written: Written) -> Doubts:
    """Hold the days against each other: specimen ≤ confirmed ≤ reported + 1, the onset within its window."""
    specimen, confirmed, reported = (written.day(each) for each in ("specimen_on", "confirmed_on", "reported_on"))
    onset, last = written.day("onset_on"), _last_day(written)
    if specimen and confirmed and specimen > confirmed:
        yield "specimen_on", "after-confirmed"
    if confirmed and reported and confirmed > reported + timedelta(days=1):
        yield "confirmed_on", "after-reported"
    if onset and (onset > last or (specimen and onset < specimen - INCUBATION)):
        yield "onset_on", "out-of-window"


def _lists_out_of_order(written: Written) -> Doubts:
    count = written.texts["cohabitant_count"]
    if (int(count) if count.isascii() and count.isdecimal() else 0) != len(written.tables["cohabitants"]):
        yield "cohabitant_count", "count-differs"
    doses = [day_of(row["given_on"]) for row in written.tables["doses"]]
    days = [day for day in doses if day]
    if len(days) < len(doses) or days != sorted(days):
        yield "doses", "doses-order"
    if any(_is_bad_visit(written, row["at"]) for row in written.tables["visits"]):
        yield "visits", "visits-window"


def _is_bad_visit(written: Written, at: str) -> bool:
    day, first = day_of(at), written.day("onset_on") or written.day("specimen_on")
    return day is None or day > _last_day(written) or (first is not None and day < first - BEFORE_ONSET)


def _last_day(written: Written) -> date:
    """Give the last day that the form can know of: isolation begins with the confirmation."""
    return max(filter(None, (written.today, written.day("confirmed_on"), written.day("interviewed_on"))))


def _number(text: str) -> float | None:
    bare = text.lower().removesuffix("cm").removesuffix("kg").strip()
    return float(bare) if bare.isascii() and bare.replace(".", "", 1).isdecimal() else None


def _age(born: date, day: date) -> int:
    """Give the age in full years (만 나이)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
