"""What an office and a person may set, held against what it can mean; anything else ends with exit 2."""

from datetime import date, datetime
from typing import Final

from jikwon.model import Run, SettingInvalid, fact
from jikwon.processes.epi_forms.errors import DayUnknown, PrinterUnset

FIRST_DAY: Final = date(2020, 1, 20)
"""The first confirmed case in Korea; no report is older."""


@fact
class Options:
    """What this run prints, where, and why. `sides` counts the printed sides of a sheet."""

    day: date
    district: str
    printer: str
    copies: int
    duplex: str
    purpose: str
    may_unmask: bool

    @property
    def sides(self) -> int:
        """How many pages go onto a sheet."""
        return 1 if self.duplex == ONE_SIDED else 2

    def sheets(self, pages: int) -> int:
        """Count the sheets of paper that a form of so many pages takes, all copies together."""
        return self.copies * -(-pages // self.sides)


ONE_SIDED: Final = "one-sided"


def of(run: Run) -> Options:
    """Read the settings; raise `SettingInvalid`, `DayUnknown` or `PrinterUnset`."""
    printer = run.setting("printer")
    if not printer:
        raise PrinterUnset()
    purpose = run.setting("purpose").strip()
    return Options(
        day=day_of(run.setting("date"), clock=run.clock),
        district=run.setting("district"),
        printer=printer,
        copies=int(run.setting("copies")),
        duplex=run.setting("duplex"),
        purpose=purpose,
        may_unmask=purpose in _listed(run.setting("unmasked")),
    )


def day_of(text: str, *, clock: datetime) -> date:
    """Give the day of the reports, the clock's own by default; raise `SettingInvalid` or `DayUnknown`."""
    try:
        day = date.fromisoformat(text) if text else clock.date()
    except ValueError:
        raise SettingInvalid(setting="date", given=text, expected="2021-10-06") from None
    if not FIRST_DAY <= day <= clock.date():
        raise DayUnknown(given=text, first=FIRST_DAY.isoformat(), last=clock.date().isoformat())
    return day


def _listed(text: str) -> frozenset[str]:
    return frozenset(each.strip() for each in text.split(",") if each.strip())
