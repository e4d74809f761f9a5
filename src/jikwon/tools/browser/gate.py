"""Where things are on the way into a portal."""

import re
from collections.abc import Sequence

from jikwon.model import fact
from jikwon.tools.browser.places import Place

_NOTICE = Place("공지사항", role="dialog")


@fact
class Gate:
    """The places of a portal's entrance; those not given are called as most portals of public offices call them.

    `login` is the path of the login page, `inside` what is to be seen only by somebody who is in. `frame` is a
    frame in which a page may say that the session is over, as the page itself may. `busy` are the places that
    cover a page while it works.
    """

    login: str
    inside: Place
    account: Place = Place("아이디", role="textbox")
    password: Place = Place("비밀번호", role="textbox")
    sign_in: Place = Place("로그인", role="button")
    code: Place = Place("인증번호", role="textbox")
    confirm_code: Place = Place("확인", role="button")
    alert: Place = Place("알림", role="alert", name=None)
    expired: Place = Place("세션 만료", text=re.compile("세션이 만료되었습니다"))
    notice: Place = _NOTICE
    close_notice: Place = Place("닫기", role="button", inside=_NOTICE)
    busy: Sequence[Place] = (Place("조회 중", role="status", text=re.compile("조회 중")),)
    frame: Place | None = None
