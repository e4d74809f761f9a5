"""How content people were with runs."""

from jikwon.model import fact
from jikwon.records.database import rows


@fact
class OpinionRow:
    """What somebody thought of a run: 1 to 5, and a line."""

    run_id: str
    account: str
    score: int
    line: str
    at: float


def between(begin: float, end: float) -> list[OpinionRow]:
    """List the opinions given from `begin` up to before `end`, oldest first."""
    found = rows(
        "SELECT run_id, account, score, line, at FROM opinions WHERE at >= %s AND at < %s ORDER BY at, id", (begin, end)
    )
    return [OpinionRow(run_id=each[0], account=each[1], score=each[2], line=each[3], at=each[4]) for each in found]
