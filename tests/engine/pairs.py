"""Runs of letters that are large enough for a second process, and what became of them."""

from tests.engine.desk import Desk, Row

from jikwon.records.database import rows

LETTERS = 2_200
"""Five batches."""


def letters(count: int = LETTERS, *, odd: str = "제외") -> list[Row]:
    """Give letters of which one goes out; the others are left out, and every hundredth is `odd`."""
    numbers = range(count)
    return [
        (f"L{number:05}", f"받는이{number}", odd if number % 100 == 7 else "제외" if number else "")
        for number in numbers
    ]


def fates(desk: Desk) -> list[tuple[str, str, int]]:
    """List what became of every item: state, code, attempts."""
    return [tuple(each) for each in rows("SELECT state, code, attempts FROM items ORDER BY position")]
