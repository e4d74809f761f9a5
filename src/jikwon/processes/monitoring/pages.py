"""Where things are on the app's administrator page, named as a person would call them."""

import re
from typing import Final

from jikwon.tools.browser import Gate, Place

ANSWERS: Final = "/quarantine/answers"
DAY: Final = Place("점검일", role="textbox")
GATE: Final = Gate(login="/quarantine/login", inside=DAY)

SLOT: Final = Place("회차", role="combobox")
EVERY_SLOT: Final = "전체"
SEARCH: Final = Place("조회", role="button")
TOTAL: Final = Place("총 건수", text=re.compile(r"^\s*총\s*[\d,]+\s*건\s*$"))
ALERT: Final = GATE.alert
EXPORT: Final = Place("엑셀 내려받기", role="button")
