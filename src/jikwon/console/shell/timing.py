"""How long a person really worked on a page: what the browser measured, never more than the clock allows.

The browser counts the seconds in which somebody moved, typed or read on (idle ones are cut off); the server signs the
moment at which it gave the page, and believes no more than has passed since.
"""

import math
import time
from typing import Final

from django.core import signing
from django.http import QueryDict

from jikwon.model import fact

IDLE_S: Final = 60.0
"""A browser without scripts measures nothing: the time since the page was given counts, up to this."""
_FIELD, _MEASURED = "given", "active_s"


@fact
class Timed:
    """What a form carries in its hidden fields: the signed moment, and the seconds of the pages before it."""

    given: str
    active_s: int = 0


def begin(subject: str) -> Timed:
    """Sign the moment at which a page about `subject` (a run, a question) is given."""
    return Timed(given=signing.dumps(time.time(), salt=_salt(subject)))


def carry_on(subject: str, sent: QueryDict) -> Timed:
    """Go on with the time of a form whose next page is given now; what was forged begins anew."""
    if _given(subject, sent) is None:
        return begin(subject)
    return Timed(given=str(sent[_FIELD]), active_s=round(spent(subject, sent)))


def spent(subject: str, sent: QueryDict) -> float:
    """Give the seconds that a person worked on a form about `subject`; 0 where the moment is not ours."""
    given = _given(subject, sent)
    if given is None:
        return 0.0
    wall = max(0.0, time.time() - given)
    measured = _number(sent.get(_MEASURED, ""))
    return min(wall, IDLE_S if measured is None else measured)


def _given(subject: str, sent: QueryDict) -> float | None:
    try:
        return float(signing.loads(sent.get(_FIELD, ""), salt=_salt(subject)))
    except signing.BadSignature:
        return None


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) and found >= 0 else None


def _salt(subject: str) -> str:
    return f"page given: {subject}"
