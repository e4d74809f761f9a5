"""The labels of a case's page: those that it shows, and which one stands for a field that it does not show."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from jikwon.model import Ask, Choice, Item, JikwonError, Place, Run, Subject, SubjectKind
from jikwon.processes.epi_forms.fields import FIELDS, TABLES
from jikwon.processes.epi_forms.model import Detail, Listed

Known = Callable[[str], str]
"""Gives what a person has answered about a label (`증상/최초증상일`), "" while nobody has."""
Text = Callable[..., str]
"""`run.text`."""
CODE: Final = "label-missing"
AGAIN: Final = "again"
BLANK: Final = "blank"
"""The answer that the page has no such field any more: it is printed blank."""


def answers(run: Run) -> Known:
    """Give the function that looks up what people have answered about labels in this run."""

    def known(key: str) -> str:
        answer = run.answer(CODE, _subject(key))
        return answer.choice if answer else ""

    return known


def missing(detail: Detail, known: Known, text: Text, at: Place) -> Iterator[Ask]:
    """Ask, once for the whole run, which label stands for each field or column that the page does not show."""
    usual = {label for field in FIELDS for label in field.labels}
    others = [label for label in detail.fields if label not in usual]
    for field in FIELDS:
        key = f"{field.section}/{field.label}"
        if detail.text(field.labels) is None and not known(key):
            yield _ask(key, others, text, at)
    for section, columns in TABLES.values():
        rows = detail.tables.get(section, ())
        seen = list(rows[0]) if rows else list(columns.values())
        strange = [each for each in seen if each not in columns.values()]
        for column in columns.values():
            if column not in seen and not known(f"{section}/{column}"):
                yield _ask(f"{section}/{column}", strange, text, at)


def renamed(detail: Detail, known: Known) -> Detail:
    """Give the page with the usual labels in place of those that people said stand for them."""
    fields = dict(detail.fields)
    for field in FIELDS:
        if detail.text(field.labels) is None:
            fields[field.label] = detail.fields.get(known(f"{field.section}/{field.label}"), "")
    tables = {
        section: [
            {**row, **{each: row.get(known(f"{section}/{each}"), "") for each in columns.values() if each not in row}}
            for row in detail.tables.get(section, ())
        ]
        for section, columns in TABLES.values()
    }
    return replace(detail, fields=fields, tables=tables)


def unreadable(error: JikwonError, code: str, text: Text, *, item: Item[Listed] | None = None) -> Ask:
    """Ask for a look at a page (the list's, or an item's) that could not be read; the answer lets it be read again."""
    about = Subject.item(item.key) if item else Subject.run()
    again = Choice(code=AGAIN, label=text("choices", AGAIN))
    at, details = item.at if item else (), {"why": error.text("ko")}
    return Ask(code=code, about=about, at=at, choices=(again,), free=False, details=details)


def _ask(key: str, others: list[str], text: Text, at: Place) -> Ask:
    section, _, label = key.partition("/")
    choices = [Choice(code=each, label=each) for each in others]
    choices.append(Choice(code=BLANK, label=text("choices", BLANK)))
    return Ask(
        code=CODE, about=_subject(key), at=(replace(at, column=key),), choices=tuple(choices), free=False,
        details={"section": section, "label": label, "seen": ", ".join(others) or "–"},
    )  # fmt: skip


def _subject(key: str) -> Subject:
    return Subject(kind=SubjectKind.COLUMN, key=key)
