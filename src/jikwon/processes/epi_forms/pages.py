"""Where things are on the portal's screens, named as a person would call them."""

import re
from typing import Final

from jikwon.tools.browser import Gate, Place

CASES: Final = "/epidemic/cases"
TREE: Final = Place("관할", role="tree")
DETAIL: Final = Place("역학조사서 상세", role="iframe")
GATE: Final = Gate(login="/epidemic/login", inside=TREE, frame=DETAIL)

FROM: Final = Place("신고일 시작", role="textbox")
UNTIL: Final = Place("신고일 끝", role="textbox")
SEARCH: Final = Place("조회", role="button")
TOTAL: Final = Place("총 건수", text=re.compile(r"^\s*총\s*[\d,]+\s*건\s*$"))
ALERT: Final = GATE.alert
LIST: Final = Place("확진자 목록", role="grid")
PAGING: Final = Place("쪽", role="navigation")
NEXT: Final = Place("다음", role="button", inside=PAGING)

FORM: Final = Place("역학조사서", role="heading", name=re.compile("역학조사서$"))
"""The heading above all of a case's sections."""
MARK: Final = Place("출력 표시", role="button")
MARK_DIALOG: Final = Place("출력 표시 확인", role="dialog")
MARK_NUMBER: Final = Place("출력관리번호", role="textbox", inside=MARK_DIALOG)
MARK_PURPOSE: Final = Place("출력용도", role="textbox", inside=MARK_DIALOG)
CONFIRM_MARK: Final = Place("확인", role="button", inside=MARK_DIALOG)
REFUSED_MARK: Final = Place("출력 표시의 알림", role="alert", name=None, inside=MARK_DIALOG)
MARKED: Final = Place("출력 표시되었습니다", role="status")


def district(name: str) -> Place:
    """The tree's item of a district."""
    return Place(name, role="treeitem", inside=TREE)


def table(title: str, column: str) -> Place:
    """The table of a section, known by one of its columns."""
    return Place(title, role="table", holding=column)
