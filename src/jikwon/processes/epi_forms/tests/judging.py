"""Judging one made-up case without portal or engine."""

from collections.abc import Mapping

from jikwon.model import Answer, Ask, Done, Item, Place
from jikwon.processes.epi_forms import rules
from jikwon.processes.epi_forms.fakes import FakeCase
from jikwon.processes.epi_forms.fields import TABLES
from jikwon.processes.epi_forms.model import Case, Detail, Listed
from jikwon.processes.epi_forms.tests.cases import DAY


def judge(case: FakeCase, *, answers: Mapping[str, Answer] | None = None, listed: Listed | None = None) -> object:
    """Judge a case as `handle` does, with every character drawable."""
    detail = Detail(fields=case.fields, tables={title: case.tables.get(title, []) for title, _ in TABLES.values()})
    item = Item(
        key=case.case_id, at=(Place(source="list-page", file="1.html", row=1),), body=listed or listed_as(case),
        answers=answers or {},
    )  # fmt: skip
    return rules.judge(
        item, detail, today=DAY, text=lambda table, code, **_: f"{table}.{code}", drawable=lambda _: True
    )


def reasons(case: FakeCase, *, answers: Mapping[str, Answer] | None = None) -> dict[str, str]:
    """Give the reason of every question about a case, by code; empty where it is printed."""
    match judge(case, answers=answers):
        case list() as asks:
            return {ask.code: ask.reason for ask in asks if isinstance(ask, Ask)}
    return {}


def printed(case: FakeCase, *, answers: Mapping[str, Answer] | None = None) -> Case:
    """Give what is printed of a case that needs no question."""
    outcome = judge(case, answers=answers)
    assert isinstance(outcome, Done), outcome
    fact = outcome.fact
    assert isinstance(fact, Case)
    return fact


def listed_as(case: FakeCase) -> Listed:
    """Give the line of the list that leads to a case."""
    fields = case.fields
    return Listed(
        case_id=case.case_id, case_no=fields["확진자번호"], name=fields["성명"], dong=fields["행정동"],
        reported_on=fields["신고일"],
    )  # fmt: skip
