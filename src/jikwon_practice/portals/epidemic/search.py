"""The list of cases: what may be searched for, and what a page of it holds."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import Count, QuerySet

from jikwon_practice import wording
from jikwon_practice.entrance import lists
from jikwon_practice.portals.epidemic import facts
from jikwon_practice.portals.epidemic.models import Case

PAGE: Final = 20
CITY: Final = "서울특별시"
DISTRICTS: Final = (*facts.NEIGHBOURS, facts.DISTRICT)
DETAIL: Final = "상세"

_CELLS: Final[dict[str, Callable[[facts.Case, int], str]]] = {
    "확진자번호": lambda case, _: str(case.local_case_no),
    "환자관리번호": lambda case, _: case.case_id,
    "성명": lambda case, _: case.name,
    "행정동": lambda case, _: case.dong,
    "신고일": lambda case, _: f"{case.reported_on}",
    "상태": lambda case, _: case.status,
    "출력": lambda _, marks: f"출력 {marks}회" if marks else "미출력",
}
COLUMNS: Final = (*_CELLS, DETAIL)


class Search(lists.Search):
    """A district (or the whole city) and the days of report, both included."""

    district = forms.ChoiceField(
        choices=[(name, name) for name in (CITY, *DISTRICTS)], error_messages={"required": "관할을 선택하십시오."}
    )
    begin = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": "신고일 시작을 입력하십시오.",
            "invalid": "신고일 시작은 YYYY-MM-DD로 입력하십시오.",
        },
    )
    end = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={"required": "신고일 끝을 입력하십시오.", "invalid": "신고일 끝은 YYYY-MM-DD로 입력하십시오."},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given = super().clean() or {}
        begin, end = given.get("begin"), given.get("end")
        if isinstance(begin, date) and isinstance(end, date) and begin > end:
            self.add_error("begin", "신고일 시작이 신고일 끝보다 늦습니다.")
        return given

    def found(self) -> "QuerySet[Case, Case]":
        """Find the cases, newest number first."""
        asked = self.cleaned_data
        rows = Case.objects.filter(reported_on__range=(asked["begin"], asked["end"]))
        if asked["district"] != CITY:
            rows = rows.filter(district=asked["district"])
        return rows.annotate(printed=Count("marks")).order_by("district", "-local_case_no")


def page_of(search: Search) -> dict[str, Any]:
    """Give one page of a search for the grid: columns by their present names, and a row's cells in that order.

    `opens` tells the column with the buttons.
    """
    shown = wording.columns(COLUMNS)
    heads = [{"name": wording.said(name), "opens": name == DETAIL} for name in shown]
    return lists.page_of(search, size=PAGE, columns=heads, row=lambda row: _row(row, shown))


def table_of(search: Search) -> list[list[str]]:
    """Give the whole list as rows of text, headers first, for the download."""
    shown = [name for name in wording.columns(COLUMNS) if name != DETAIL]
    return [wording.headers(shown), *([_cells(row)[name] for name in shown] for row in search.found())]


def _row(row: Case, shown: Sequence[str]) -> dict[str, Any]:
    cells = {**_cells(row), DETAIL: wording.said(DETAIL)}
    return {"id": row.case_id, "cells": [cells[name] for name in shown]}


def _cells(row: Case) -> dict[str, str]:
    fact = row.fact
    return {name: cell(fact, row.printed) for name, cell in _CELLS.items()}  # type: ignore[attr-defined] # annotated
