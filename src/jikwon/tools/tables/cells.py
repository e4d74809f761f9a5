"""A cell's value, and the text that a spreadsheet shows for it."""

from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell can hold. A cell with a date format is a date (or datetime); None is a blank cell."""
