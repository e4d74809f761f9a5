"""The list of answers: what may be searched for, and what a page of it holds."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django import forms
from django.db.models import QuerySet

from jikwon_practice import wording
from jikwon_practice.entrance import lists
from jikwon_practice.portals.quarantine import facts
from jikwon_practice.portals.quarantine.models import Answer

PAGE: Final = 50
EVERY_SLOT: Final = "전체"
_CELLS: Final[dict[str, Callable[[facts.Quarantined, facts.Answer], str]]] = {
    "격리자관리번호": lambda person, _: person.id,
    "성명": lambda person, _: person.name,
    "생년월일": lambda person, _: f"{person.born}",
    "점검일": lambda _, answer: f"{answer.on}",
    "회차": lambda _, answer: f"{facts.SLOTS.index(answer.slot) + 1}차",
    "응답일시": lambda _, answer: f"{answer.answered_at:%Y-%m-%d %H:%M:%S}",
    "체온(℃)": lambda _, answer: answer.temperature,
    "발열감": lambda _, answer: answer.fever,
    "기침": lambda _, answer: answer.cough,
    "인후통": lambda _, answer: answer.sore_throat,
    "호흡곤란": lambda _, answer: answer.short_breath,
    "특이사항": lambda _, answer: answer.note,
}
COLUMNS: Final = tuple(_CELLS)


class Search(lists.Search):
    """A day, and one slot of it or all."""

    day = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={"required": "점검일을 입력하십시오.", "invalid": "점검일은 YYYY-MM-DD로 입력하십시오."},
    )
    slot = forms.ChoiceField(
        choices=[(name, name) for name in (EVERY_SLOT, *facts.SLOTS)],
        error_messages={"required": "회차를 선택하십시오.", "invalid_choice": "없는 회차입니다."},
    )

    def found(self) -> "QuerySet[Answer, Answer]":
        """Find the answers, by person and slot."""
        asked = self.cleaned_data
        rows = Answer.objects.select_related("person").filter(on=asked["day"])
        if asked["slot"] != EVERY_SLOT:
            rows = rows.filter(slot=asked["slot"])
        return rows.order_by("person_id", "id")


def page_of(search: Search) -> dict[str, Any]:
    """Give one page of a search for the grid: columns by their present names, and a row's cells in that order."""
    shown = wording.columns(COLUMNS)
    return lists.page_of(search, size=PAGE, columns=wording.headers(shown), row=lambda row: _cells(row, shown))


def table_of(search: Search) -> list[list[str]]:
    """Give the whole list as rows of text, headers first, for the download."""
    shown = wording.columns(COLUMNS)
    return [wording.headers(shown), *(_cells(row, shown) for row in search.found())]


def _cells(row: Answer, shown: Sequence[str]) -> list[str]:
    person, answer = row.person.fact, row.fact
    return [_CELLS[name](person, answer) for name in shown]
