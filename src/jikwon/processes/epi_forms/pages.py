"""Where things are on the portal's screens, named as a person would call them."""

import re
from typing import Final

from jikwon.tools.browser import Place

LOGIN: Final = "/epidemic/login"
CASES: Final = "/epidemic/cases"

ACCOUNT: Final = Place("아이디", role="textbox")
PASSWORD: Final = Place("비밀번호", role="textbox")
SIGN_IN: Final = Place("로그인", role="button")
CODE: Final = Place("인증번호", role="textbox")
CONFIRM_CODE: Final = Place("확인", role="button")
ALERT: Final = Place("알림", role="alert", name=None)
EXPIRED: Final = Place("세션 만료", text=re.compile("세션이 만료되었습니다"))

NOTICE: Final = Place("공지사항", role="dialog")
CLOSE_NOTICE: Final = Place("닫기", role="button", inside=NOTICE)

TREE: Final = Place("관할", role="tree")
FROM: Final = Place("신고일 시작", role="textbox")
UNTIL: Final = Place("신고일 끝", role="textbox")
SEARCH: Final = Place("조회", role="button")
BUSY: Final = Place("조회 중", role="status", text=re.compile("조회 중"))
TOTAL: Final = Place("총 건수", text=re.compile(r"^\s*총\s*[\d,]+\s*건\s*$"))
LIST: Final = Place("확진자 목록", role="grid")
PAGING: Final = Place("쪽", role="navigation")
NEXT: Final = Place("다음", role="button", inside=PAGING)

DETAIL: Final = Place("역학조사서 상세", role="iframe")
DETAIL_SHOWN: Final = Place("역학조사서 상세", title="역학조사서 상세")
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
