"""When a petition must be answered: 민원 처리에 관한 법률 제19조 on the working calendar."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TypeAlias

from jikwon.korea import dates
from jikwon.korea.lengths import Length
from jikwon.korea.readings import Reading, Unclear
from jikwon.model import fact

Stated: TypeAlias = "Reading[date] | Reading[datetime]"


@fact
class Deadline:
    """The last date (until its 24:00) of a period in days or more, or the aware moment of one in hours.

    `notes` say what the law moved, as codes: `deadline-from-next-minute`, `deadline-first-day-off`,
    `deadline-month-end`, `deadline-end-moved`.
    """

    due: date | datetime
    notes: tuple[str, ...] = ()


def due(
    received: date | datetime, length: Length, *, extensions: Sequence[Length] = (), also_off: Collection[date] = ()
) -> Deadline | Unclear: ...


def extended(
    received: date | datetime,
    length: Length,
    *,
    times: int,
    stated: Stated,
    also_off: Collection[date] = (),
) -> Deadline | Unclear: ...


def agrees(deadline: Deadline, stated: Stated) -> bool: ...


def is_late(deadline: Deadline, closed: date | datetime) -> bool | None: ...


def days_late(deadline: Deadline, closed: date | datetime, *, also_off: Collection[date] = ()) -> int: ...
