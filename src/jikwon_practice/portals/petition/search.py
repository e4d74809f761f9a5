"""The list of petitions: what may be searched for, and what a page of it holds."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.db.models import QuerySet

from jikwon_practice import wording
from jikwon_practice.entrance import lists
from jikwon_practice.portals.petition import columns
from jikwon_practice.portals.petition.models import Petition

PAGE: Final = 20
LONGEST_DAYS: Final = 366
SHOWN: Final = ("신청번호", "민원제목", "민원신청경로", "접수일자", "처리기관", "처리유형", "처리일")


class Search(lists.Search):
    """A period by 접수일자, both days counted."""

    begin = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={"required": "접수일자를 입력하십시오.", "invalid": "접수일자는 YYYY-MM-DD로 입력하십시오."},
    )
    end = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={"required": "접수일자를 입력하십시오.", "invalid": "접수일자는 YYYY-MM-DD로 입력하십시오."},
    )

    def clean(self) -> dict[str, Any]:
        """See that the period is one, and not longer than the system searches at a time."""
        given = super().clean() or {}
        if {"begin", "end"} <= given.keys():
            if given["end"] < given["begin"]:
                raise forms.ValidationError("접수일자의 끝이 시작보다 빠릅니다.")
            if (given["end"] - given["begin"]).days > LONGEST_DAYS:
                raise forms.ValidationError("한 번에 1년까지 조회할 수 있습니다.")
        return given

    def found(self) -> "QuerySet[Petition, Petition]":
        """Find the petitions, the newest first."""
        return Petition.objects.filter(received_on__range=(self.cleaned_data["begin"], self.cleaned_data["end"]))


def page_of(search: Search) -> dict[str, Any]:
    """Give one page of a search for the grid: columns by their present names, and a row's cells in that order."""
    shown = wording.columns(SHOWN)
    return lists.page_of(search, size=PAGE, columns=wording.headers(shown), row=lambda row: _cells(row, shown))


def table_of(search: Search) -> list[list[str]]:
    """Give the whole list for the download, headers first: with all the columns that it has at the period's end."""
    shown = wording.columns(columns.of(search.cleaned_data["end"]))
    return [wording.headers(shown), *(_cells(row, shown) for row in search.found())]


def _cells(row: Petition, shown: Sequence[str]) -> list[str]:
    cells = row.fact.cells
    return [cells.get(name, "") for name in shown]
