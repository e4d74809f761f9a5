"""Who may touch a site outside, and who waits for it: one row a wish, in the order in which they came."""

from collections.abc import Collection

from jikwon.model import fact
from jikwon.records.database import row, rows, run_sql

PLACE, TURN = "place", "turn"


@fact
class TicketRow:
    """One wish of a run: let through at `since` (Unix seconds of the database), None while it waits."""

    id: int
    kind: str
    run_id: str
    since: float | None


_ALIVE = "SELECT id FROM executors WHERE state = 'alive'"


def ask(site: str, kind: str, run: str, executor: str) -> int:
    """Get in line; return the ticket's number."""
    found = row(
        "INSERT INTO tickets (site, kind, run_id, executor, since) VALUES (%s, %s, %s, %s, NULL) RETURNING id",
        (site, kind, run, executor),
    )
    return int(found[0])


def of_site(site: str, kind: str, *, since: float) -> list[TicketRow]:
    """List what counts at a site: who waits and lives, and who was let through.

    Of turns all that were given after `since`, whoever had them; of places those of living executors.
    """
    counts = "since > %s" if kind == TURN else f"executor IN ({_ALIVE})"
    found = rows(
        "SELECT id, kind, run_id, since FROM tickets WHERE site = %s AND kind = %s"
        f" AND ((since IS NULL AND executor IN ({_ALIVE})) OR (since IS NOT NULL AND {counts})) ORDER BY id",
        (site, kind, since) if kind == TURN else (site, kind),
    )
    return [TicketRow(id=int(each[0]), kind=str(each[1]), run_id=str(each[2]), since=each[3]) for each in found]


def let_through(ticket: int, now: float) -> None:
    """Let a ticket through. Inside the transaction that looked whether there is room."""
    run_sql("UPDATE tickets SET since = %s WHERE id = %s", (now, ticket))


def give_back(tickets: Collection[int]) -> None:
    """Remove tickets: a place that is left, a wish that is given up."""
    for each in tickets:
        run_sql("DELETE FROM tickets WHERE id = %s", (each,))


def forget_old(site: str, *, before: float) -> None:
    """Remove the turns of a site that count no more, and what the dead have left."""
    run_sql(
        "DELETE FROM tickets WHERE site = %s AND ((kind = %s AND since IS NOT NULL AND since <= %s)"
        f" OR ((kind = %s OR since IS NULL) AND executor NOT IN ({_ALIVE})))",
        (site, TURN, before, PLACE),
    )
