"""How content people were with runs: one opinion a person and run, which they may change."""

from jikwon.model import fact
from jikwon.records.database import row, rows, run_sql


@fact
class OpinionRow:
    """One person's opinion of one run: 1 (not at all) to 5 (very), one line or "", and when (Unix seconds)."""

    run_id: str
    account: str
    score: int
    line: str
    at: float


_COLUMNS = "run_id, account, score, line, at"


def put(opinion: OpinionRow) -> None:
    """Keep an opinion in place of what the same person thought of the same run before."""
    run_sql(
        f"INSERT INTO opinions ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT (run_id, account) DO UPDATE SET score = excluded.score, line = excluded.line, at = excluded.at",
        (opinion.run_id, opinion.account, opinion.score, opinion.line, opinion.at),
    )


def of(run: str, account: str) -> OpinionRow | None:
    """Give what a person thinks of a run, or None."""
    found = row(f"SELECT {_COLUMNS} FROM opinions WHERE run_id = %s AND account = %s", (run, account))
    return _from_row(found) if found else None


def of_run(run: str) -> list[OpinionRow]:
    """List what people think of a run, oldest first."""
    return [_from_row(each) for each in rows(f"SELECT {_COLUMNS} FROM opinions WHERE run_id = %s ORDER BY at", (run,))]


def between(begin: float, end: float) -> list[OpinionRow]:
    """List the opinions given from `begin` up to before `end` (Unix seconds), oldest first."""
    found = rows(f"SELECT {_COLUMNS} FROM opinions WHERE at >= %s AND at < %s ORDER BY at, id", (begin, end))
    return [_from_row(each) for each in found]


def _from_row(values: tuple[str, str, int, str, float]) -> OpinionRow:
    run, account, score, line, at = values
    return OpinionRow(run_id=str(run), account=str(account), score=int(score), line=str(line), at=float(at))
