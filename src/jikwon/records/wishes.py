"""Tasks that people would like to give to a robot, in their own words."""

from jikwon.model import fact
from jikwon.records.database import rows, run_sql


@fact
class WishRow:
    """One wish: whose, the words, and when (Unix seconds)."""

    account: str
    text: str
    at: float


def add(wish: WishRow) -> None:
    """Keep a wish."""
    run_sql("INSERT INTO wishes (account, text, at) VALUES (%s, %s, %s)", (wish.account, wish.text, wish.at))


def every() -> list[WishRow]:
    """List all wishes, newest first."""
    return _read("", ())


def of(account: str) -> list[WishRow]:
    """List one person's wishes, newest first."""
    return _read("WHERE account = %s", (account,))


def _read(where: str, values: tuple[object, ...]) -> list[WishRow]:
    found = rows(f"SELECT account, text, at FROM wishes {where} ORDER BY at DESC, id DESC", values)
    return [WishRow(account=str(account), text=str(text), at=float(at)) for account, text, at in found]
