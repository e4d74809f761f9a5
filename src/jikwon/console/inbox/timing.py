"""The seconds that a person really spent on a page: counted by the browser, never more than the page has existed."""

import time
from typing import Final, cast

from django.core import signing

IDLE_S: Final = 60.0
"""What a browser without JavaScript may have spent at most: nobody has seen the person work longer."""
_SALT: Final = "jikwon.case"


def given(subject: str, account: str) -> str:
    """Sign the moment at which a page was given to somebody."""
    return signing.dumps([subject, account, time.time()], salt=_SALT)


def spent(token: str, active_s: str, subject: str, account: str) -> float:
    """Give the active seconds; 0 for a page that was never given to this person."""
    try:
        of, to, since = cast("tuple[str, str, float]", signing.loads(token, salt=_SALT))
    except signing.BadSignature:
        return 0.0
    if (of, to) != (subject, account):
        return 0.0
    return round(max(0.0, min(_seconds(active_s), time.time() - since)), 1)


def _seconds(text: str) -> float:
    """Read what the browser has counted; "" where it counts nothing."""
    if not text:
        return IDLE_S
    return float(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0.0
