"""Words in a standing order's settings that stand for days seen from the moment at which it is due."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from jikwon.model import InputError

NAMES = ("today", "yesterday", "this-month", "last-month")
"""The words that stand for days."""


class PlaceholderUnknown(InputError):
    """A setting holds a word in braces that stands for nothing."""

    code = "placeholder-unknown"


def words(due: datetime) -> dict[str, str]:
    """Give what each word stands for at a moment (Asia/Seoul): days as 2021-10-06, months as 2021-10."""
    day = due.date()
    return {
        "today": f"{day:%Y-%m-%d}",
        "yesterday": f"{day - timedelta(days=1):%Y-%m-%d}",
        "this-month": f"{day:%Y-%m}",
        "last-month": f"{day.replace(day=1) - timedelta(days=1):%Y-%m}",
    }


def filled(settings: Mapping[str, str], due: datetime) -> dict[str, str]:
    """Fill `{today}`, `{yesterday}`, `{this-month}` and `{last-month}` in. Raises `PlaceholderUnknown`."""
    known = words(due)
    try:
        return {name: text.format_map(known) for name, text in settings.items()}
    except (KeyError, ValueError, IndexError) as error:
        raise PlaceholderUnknown(known=", ".join(f"{{{each}}}" for each in known)) from error
