"""Where things are on the app's administrator page, named as a person would call them."""

import re
from typing import Final

from jikwon.tools.browser import Place

LOGIN: Final = "/quarantine/login"
ANSWERS: Final = "/quarantine/answers"

ACCOUNT: Final = Place("아이디", role="textbox")
PASSWORD: Final = Place("비밀번호", role="textbox")
SIGN_IN: Final = Place("로그인", role="button")
CODE: Final = Place("인증번호", role="textbox")
CONFIRM_CODE: Final = Place("확인", role="button")
ALERT: Final = Place("알림", role="alert", name=None)
EXPIRED: Final = Place("세션 만료", text=re.compile("세션이 만료되었습니다"))

NOTICE: Final = Place("공지사항", role="dialog")
CLOSE_NOTICE: Final = Place("닫기", role="button", inside=NOTICE)

DAY: Final = Place("점검일", role="textbox")
SLOT: Final = Place("회차", role="combobox")
EVERY_SLOT: Final = "전체"
SEARCH: Final = Place("조회", role="button")
BUSY: Final = Place("조회 중", role="status", text=re.compile("조회 중"))
TOTAL: Final = Place("총 건수", text=re.compile(r"^\s*총\s*[\d,]+\s*건\s*$"))
EXPORT: Final = Place("엑셀 내려받기", role="button")
