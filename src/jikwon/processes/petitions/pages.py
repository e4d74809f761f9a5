"""Where things are on the petition system's pages, named as a person would call them."""

import re
from typing import Final

from jikwon.tools.browser import Gate, Place

LIST: Final = "/petition/petitions"
BEGIN: Final = Place("접수일자 시작", role="textbox")
END: Final = Place("접수일자 끝", role="textbox")
GATE: Final = Gate(login="/petition/login", inside=BEGIN)

SEARCH: Final = Place("조회", role="button")
TOTAL: Final = Place("총 건수", text=re.compile(r"^\s*총\s*[\d,]+\s*건\s*$"))
ALERT: Final = GATE.alert
EXPORT: Final = Place("엑셀 내려받기", role="button")
