"""The rows of the audit chain; what a link is made of is decided in `trust`."""

from collections.abc import Iterator

from jikwon.records.database import row, rows, run_sql


def head() -> tuple[int, str]:
    """Give the last link as (seq, link); (0, "") when the chain is empty."""
    found = row("SELECT seq, link FROM audit ORDER BY seq DESC LIMIT 1")
    return (int(found[0]), str(found[1])) if found else (0, "")


def link(seq: int) -> str:
    """Give the link of one entry, "" where there is no such entry."""
    found = row("SELECT link FROM audit WHERE seq = %s", (seq,))
    return str(found[0]) if found else ""


def add(seq: int, entry: str, link: str) -> None:
    """Add one link."""
    run_sql("INSERT INTO audit (seq, entry, link) VALUES (%s, %s, %s)", (seq, entry, link))


def entries(start: int = 1, *, size: int = 1000) -> Iterator[tuple[int, str, str]]:
    """Walk the chain in order as (seq, entry, link)."""
    while found := rows("SELECT seq, entry, link FROM audit WHERE seq >= %s ORDER BY seq LIMIT %s", (start, size)):
        yield from ((int(seq), str(entry), str(link)) for seq, entry, link in found)
        start = int(found[-1][0]) + 1
