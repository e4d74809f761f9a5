"""Comparators: they undo lossless differences of writing and nothing else."""

from datetime import date, datetime
from decimal import Decimal


def same_text(output: object, source: object) -> bool:
    """Compare after NFKC, trimmed, with runs of blanks as one."""
    raise NotImplementedError


def same_letters(output: object, source: object) -> bool:
    """Compare after NFKC without any blanks."""
    raise NotImplementedError


def same_number(output: object, source: object) -> bool:
    """Compare as exact decimal numbers; text with thousands or decimal comma counts."""
    raise NotImplementedError


def same_phone(output: object, source: object) -> bool:
    """Compare digits; +82 is 0, and a lost leading 0 comes back."""
    raise NotImplementedError


def same_date(output: object, source: object) -> bool:
    """Compare days: date cells, Excel serials and the Korean forms; a year of two digits fits both centuries."""
    raise NotImplementedError


def same_moment(output: object, source: object) -> bool:
    """Compare to the minute; a day alone is not a moment."""
    raise NotImplementedError


def same_road_address(output: object, source: object) -> bool:
    """Check that the source's text names the road and number that the output's address ends with."""
    raise NotImplementedError


def same_unit(output: object, source: object) -> bool:
    """Compare 동 and 호 of a detail; `101-1203` is 101동 1203호, a floor beside a 호 is dropped."""
    raise NotImplementedError


def road_address_in(text: object, road: str, number: str) -> bool:
    """Tell whether a text names exactly this building: `road_address_in(x, "올림픽로", "326")`."""
    raise NotImplementedError


def unit_of(text: object) -> tuple[str, str]:
    """Give (동, 호) of a detail text, "" for what it does not name."""
    raise NotImplementedError


def phone_digits(value: object) -> str:
    """Give a phone number's digits with their leading 0."""
    raise NotImplementedError


def date_of(value: object) -> date | None:
    """Give the day that a cell names; None for none, for no such day, or a year of two digits."""
    raise NotImplementedError


def moment_of(value: object) -> datetime | None:
    """Give the minute that a cell names, without a zone; None for none or a day alone."""
    raise NotImplementedError


def number_of(value: object) -> Decimal | None:
    """Give the exact number that a cell names."""
    raise NotImplementedError


def birth_of(value: object) -> date | None:
    """Give the birth date in a resident or foreigner registration number."""
    raise NotImplementedError


def natural(text: object) -> tuple[tuple[int, int, str], ...]:
    """Give a sort key in natural order: 가락로5길 before 가락로11길; blank comes first."""
    raise NotImplementedError
