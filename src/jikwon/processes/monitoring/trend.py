"""A day's figures as the office keeps them, and the days before as a later report shows them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from jikwon.model import fact
from jikwon.model.runs import Published
from jikwon.processes.monitoring.figures import Counts, Figures

KIND: Final = "day"
DAYS: Final = 7
"""A trend shows so many days, the last of which is the report's own."""
_PEOPLE, _SLOTS = "people", "slots"


@fact
class Day:
    """One day of a trend; `counts` None where nothing was released."""

    day: date
    counts: Counts | None = None
    slots: int = 0


def published(figures: Figures) -> dict[str, str]:
    """Give what is kept of a day: figures only, nobody's."""
    kept = {_PEOPLE: figures.people, _SLOTS: len(figures.slots), **figures.day._asdict()}
    return {name: str(value) for name, value in kept.items()}


def of(day: date, figures: Figures, earlier: Sequence[Published]) -> Sequence[Day]:
    """Lay out the seven days up to `day`; nothing if no run has released any of the six before.

    Of several runs of one day the last counts. What days after `day` have brought changes nothing.
    """
    last: dict[str, Mapping[str, str]] = {each.key: each.data for each in earlier}
    before = [day - timedelta(days=back) for back in range(DAYS - 1, 0, -1)]
    if not any(f"{each}" in last for each in before):
        return ()
    shown = [_day(each, last.get(f"{each}")) for each in before]
    return [*shown, Day(day=day, counts=figures.day, slots=len(figures.slots))]


def _day(day: date, data: Mapping[str, str] | None) -> Day:
    if data is None:
        return Day(day=day)
    return Day(day=day, counts=Counts(*(int(data[name]) for name in Counts._fields)), slots=int(data[_SLOTS]))
