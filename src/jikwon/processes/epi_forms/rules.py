"""What becomes of a case: printed as the page has it, or asked about where the page cannot be right.

A value that is missing or cannot be read needs a person's value; one that contradicts another may also
be printed as it stands (`as-is`), for a form says what the investigator wrote.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from jikwon.korea import dates, phones, residents
from jikwon.korea.readings import Unclear
from jikwon.model import Ask, Choice, Item, Note, Place, Subject, SubjectKind

from .fields import FEMALE, FIELD, FIELDS, MALE, NO, NOT_APPLICABLE, TABLES, YES, YES_OR_NO, Field, Kind
from .model import Case, Cohabitant, Detail, Dose, Listed, Visit

Text = Callable[..., str]
"""`run.text`: gives a sentence or a label by table and code."""

AS_IS, BLANK = "as-is", "blank"
GUARDIAN_UNDER: Final = 14
"""A guardian answers for anybody younger (the self-entry rule of the form, domain B2)."""
INCUBATION: Final = timedelta(days=14)
"""Symptoms begin at most so long before the specimen (domain B2)."""
BEFORE_ONSET: Final = timedelta(days=2)
"""Movements count from so long before the onset, else before the specimen (domain A1)."""
CONTACT: Final = "접촉"
_SEPARATORS: Final = str.maketrans({";": ",", "/": ",", "、": ","})
_SAME: Final = {
    "Y": YES, "네": YES, "유": YES, "있음": YES, "N": NO, "아니요": NO, "무": NO, "없음": NO,
    "남자": MALE, "남성": MALE, "여자": FEMALE, "여성": FEMALE, "해당 없음": NOT_APPLICABLE,
    "후각 미각 소실": "후각·미각 소실", "후각/미각 소실": "후각·미각 소실",
}  # fmt: skip
_YES_NO: Final = {word: said for word, said in _SAME.items() if said in (YES, NO)}
_RANGES: Final = {"height": (30.0, 230.0), "weight": (1.0, 300.0)}


def labels_missing(detail: Detail, known: Callable[[Field], str], text: Text, at: Place) -> Iterator[Ask]:
    """Ask, once for the whole run, which label stands for a field that the page does not show by its own.

    `known` gives what a person has answered about a field, "" while nobody has.
    """
    usual = {label for field in FIELDS for label in field.labels}
    for field in FIELDS:
        if known(field) or detail.text(field.labels) is not None:
            continue
        others = [label for label in detail.fields if label not in usual]
        choices = [Choice(code=label, label=label) for label in others]
        blank = Choice(code=BLANK, label=text("choices", BLANK))
        yield Ask(
            code="label-missing", about=subject_of(field), at=(_at(at, field),), choices=(*choices, blank), free=False,
            details={"section": field.section, "label": field.label, "seen": ", ".join(others) or "–"},
        )  # fmt: skip


def subject_of(field: Field) -> Subject:
    """Name the label of a field as what a question is about."""
    return Subject(kind=SubjectKind.COLUMN, key=f"{field.section}/{field.label}")


def judge(
    item: Item[Listed], detail: Detail, *, known: Callable[[Field], str], today: date, text: Text, may_unmask: bool
) -> tuple[Case, tuple[Note, ...]] | list[Ask]:
    """Make the case of a page and of a person's answers, or ask what must be known first."""
    page = _Page(item, detail, known, today)
    found: dict[str, str] = {}
    for name, reason in page.faults():
        found.setdefault(name, reason)
    if found:
        return [_ask(page, name, reason, text) for name, reason in found.items()]
    return page.case(may_unmask=may_unmask), page.notes()


class _Page:
    """A page with the answers laid over it: every field's text, and what is wrong with it."""

    def __init__(self, item: Item[Listed], detail: Detail, known: Callable[[Field], str], today: date) -> None:
        self.item = item
        self.today = today
        self.texts = {field.name: self._text(field, detail, known(field)) for field in FIELDS}
        self.tables = {name: _rows(detail.tables.get(section, ()), columns) for name, (section, columns) in TABLES.items()}
        self.foreign = "외국인등록번호" in detail.fields

    def _text(self, field: Field, detail: Detail, label: str) -> str:
        labels = (label,) if label and label != BLANK else field.labels
        written = (detail.text(labels) or "").strip()
        answered = self.item.answers.get(field.code)
        text = answered.value.strip() if answered and answered.value else written
        return _canonical(field, "" if text == "-" else text)

    def settled(self, name: str) -> bool:
        """Tell whether a person has settled what contradicts in a field."""
        answer = self.item.answers.get(f"{name.replace('_', '-')}-unclear")
        return answer is not None

    def faults(self) -> Iterator[tuple[str, str]]:
        """Walk what is wrong, as a field's or table's name and a reason; one field may come more than once."""
        for field in FIELDS:
            if reason := _unreadable(field, self.texts[field.name], self.today):
                yield field.name, reason
        yield from _missing(self)
        yield from ((name, reason) for name, reason in _contradictions(self) if not self.settled(name))

    def day(self, name: str) -> date | None:
        """Give a date of the page, None where it is blank or cannot be read."""
        return _day(self.texts[name])

    def case(self, *, may_unmask: bool) -> Case:
        """Give the case; the resident number is masked unless the purpose may see it."""
        resident = self.texts["resident"]
        texts = {**self.texts, "resident": resident if may_unmask else mask(resident)}
        return Case(
            **texts,
            foreign=self.foreign,
            doses=tuple(Dose(**row) for row in self.tables["doses"]),
            cohabitants=tuple(Cohabitant(**row) for row in self.tables["cohabitants"]),
            visits=tuple(Visit(**row) for row in self.tables["visits"]),
        )

    def notes(self) -> tuple[Note, ...]:
        """Tell what need not be asked: a nationality that does not go with the number (domain B0)."""
        at = _at(self.item.at[0], FIELD["nationality"])
        korean = self.texts["nationality"] in ("대한민국", "한국", "KOR", "Korea")
        return (Note(code="nationality-differs", at=at),) if korean == self.foreign else ()


def mask(resident: str) -> str:
    """Mask a resident number as all our screens do: the birth date stays."""
    return f"{resident[:6]}-*******"


def _rows(rows: Sequence[Mapping[str, str]], columns: Mapping[str, str]) -> list[dict[str, str]]:
    texts = ({name: row.get(header, "").strip() for name, header in columns.items()} for row in rows)
    return [{name: _YES_NO.get(text, text) if name in YES_OR_NO else text for name, text in row.items()} for row in texts]


def _canonical(field: Field, text: str) -> str:
    if field.kind is Kind.CHOICE:
        return text if text in field.choices else _SAME.get(text, text)
    if field.kind is Kind.CHOICES:
        words = [each.strip() for each in text.translate(_SEPARATORS).split(",")]
        return ", ".join(_SAME.get(each, each) for each in words if each)
    return text


def _unreadable(field: Field, text: str, today: date) -> str:
    """Say why a text cannot be what its field holds, "" where it can."""
    if not text:
        return "missing" if field.needed else ""
    match field.kind:
        case Kind.DATE:
            return "" if _day(text) else "no-date"
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


def _missing(page: _Page) -> Iterator[tuple[str, str]]:
    """Name what a form must say because of what else it says (domain B2)."""
    texts = page.texts
    person = residents.read(texts["resident"], today=page.today)
    if not isinstance(person, Unclear) and not texts["guardian"]:
        if _age(person.value.birth_date, page.today) < GUARDIAN_UNDER:
            yield "guardian", "missing-child"
    if texts["symptomatic"] == YES and not texts["onset_on"]:
        yield "onset_on", "missing-symptomatic"
    if texts["comorbid"] == YES and not texts["comorbidity"]:
        yield "comorbidity", "missing-comorbid"
    if texts["sex"] == FEMALE and not texts["pregnant"]:
        yield "pregnant", "missing"
    if CONTACT in texts["route"] and not texts["index_case"]:
        yield "index_case", "missing-contact"


def _contradictions(page: _Page) -> Iterator[tuple[str, str]]:
    yield from _against_list(page)
    yield from _against_person(page)
    yield from _days_out_of_order(page)
    yield from _lists_out_of_order(page)
    texts = page.texts
    if texts["symptomatic"] == NO and texts["onset_on"]:
        yield "onset_on", "not-symptomatic"
    if texts["comorbid"] == NO and texts["comorbidity"] not in ("", "없음"):
        yield "comorbidity", "not-comorbid"
    if texts["index_case"] and texts["index_case"] == texts["case_no"]:
        yield "index_case", "is-itself"
    for name, (least, most) in _RANGES.items():
        if (number := _number(texts[name])) is not None and not least <= number <= most:
            yield name, "out-of-range"


def _against_list(page: _Page) -> Iterator[tuple[str, str]]:
    """Hold the page against the line of the list that led to it."""
    listed = page.item.body
    for name in ("case_no", "name", "dong"):
        if (said := getattr(listed, name)) and said != page.texts[name]:
            yield name, "differs-from-list"
    if _day(listed.reported_on) and page.day("reported_on") not in (None, _day(listed.reported_on)):
        yield "reported_on", "differs-from-list"


def _against_person(page: _Page) -> Iterator[tuple[str, str]]:
    person = residents.read(page.texts["resident"], today=page.today)
    if not isinstance(person, Unclear) and page.texts["sex"] != person.value.sex:
        yield "sex", "differs-from-number"
    if page.texts["sex"] == MALE and page.texts["pregnant"] not in ("", NOT_APPLICABLE):
        yield "pregnant", "man"


def _days_out_of_order(page: _Page) -> Iterator[tuple[str, str]]:
    """Hold the days against each other: specimen ≤ confirmed ≤ reported + 1, onset within its window."""
    specimen, confirmed, reported = (page.day(each) for each in ("specimen_on", "confirmed_on", "reported_on"))
    onset, interviewed = page.day("onset_on"), page.day("interviewed_on")
    if specimen and confirmed and specimen > confirmed:
        yield "specimen_on", "after-confirmed"
    if confirmed and reported and confirmed > reported + timedelta(days=1):
        yield "confirmed_on", "after-reported"
    if onset and ((specimen and onset < specimen - INCUBATION) or onset > max(interviewed or page.today, page.today)):
        yield "onset_on", "out-of-window"


def _lists_out_of_order(page: _Page) -> Iterator[tuple[str, str]]:
    count = page.texts["cohabitant_count"]
    if (int(count) if count.isdecimal() else 0) != len(page.tables["cohabitants"]):
        yield "cohabitant_count", "count-differs"
    given = [_day(row["given_on"]) for row in page.tables["doses"]]
    days = [day for day in given if day]
    if len(days) < len(given) or days != sorted(days) or (days and days[-1] > page.today):
        yield "doses", "doses-order"
    if any(_is_bad_visit(page, row["at"]) for row in page.tables["visits"]):
        yield "visits", "visits-window"


def _is_bad_visit(page: _Page, at: str) -> bool:
    read = dates.read(at)
    if isinstance(read, Unclear):
        return True
    day = read.value.date() if isinstance(read.value, datetime) else read.value
    first = page.day("onset_on") or page.day("specimen_on")
    last = max(filter(None, (page.today, page.day("confirmed_on"), page.day("interviewed_on"))))
    return day > last or (first is not None and day < first - BEFORE_ONSET)


def _ask(page: _Page, name: str, reason: str, text: Text) -> Ask:
    """Ask about a field or a table by its name: for a value, and where there is one also whether it stays."""
    field = FIELD.get(name)
    label = field.label if field else TABLES[name][0]
    written = page.texts.get(name, "") if field and field.kind is not Kind.RESIDENT else ""
    stays = reason in _STAYING
    choices = (Choice(code=AS_IS, label=text("choices", AS_IS)),) if stays else ()
    place = _at(page.item.at[0], field) if field else replace(page.item.at[0], column=label)
    return Ask(
        code=f"{name.replace('_', '-')}-unclear", about=Subject.item(page.item.key), at=(place,), choices=choices,
        free=field is not None, reason=reason, details={"field": label, "written": written or "–"},
    )  # fmt: skip


_STAYING: Final = frozenset({
    "not-symptomatic", "not-comorbid", "is-itself", "out-of-range", "differs-from-list", "differs-from-number", "man",
    "after-confirmed", "after-reported", "out-of-window", "count-differs", "doses-order", "visits-window",
})  # fmt: skip
"""Reasons about a value that is there: it may be printed as it stands."""


def _at(at: Place, field: Field) -> Place:
    return replace(at, column=f"{field.section}/{field.label}")


def _day(text: str) -> date | None:
    read = dates.read_day(text) if text else None
    return None if read is None or isinstance(read, Unclear) else read.value


def _number(text: str) -> float | None:
    bare = text.lower().removesuffix("cm").removesuffix("kg").strip()
    return float(bare) if bare.replace(".", "", 1).isdecimal() and bare.isascii() else None


def _age(born: date, day: date) -> int:
    """Give the age in full years (만 나이)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
