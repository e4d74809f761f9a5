"""Who has a question in hand. Claims are advice: whoever answers first has answered."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

from jikwon.model import fact
from jikwon.records.database import row, rows, run_sql


@fact
class ClaimRow:
    """A claim as the records have it; `note` is sealed, `since` Unix seconds."""

    question_id: str
    account: str
    since: float
    forwarded_by: str
    on_hold: bool
    note: bytes


_NAMES = tuple(each.name for each in fields(ClaimRow))
_COLUMNS = ", ".join(_NAMES)
_CHANGES = ", ".join(f"{name} = excluded.{name}" for name in _NAMES[1:])


def _from_row(values: tuple[Any, ...]) -> ClaimRow:
    named: dict[str, Any] = dict(zip(_NAMES, values, strict=True))
    return ClaimRow(**{**named, "on_hold": bool(named["on_hold"]), "note": bytes(named["note"])})


def get(question: str) -> ClaimRow | None:
    """Find the claim on a question."""
    found = row(f"SELECT {_COLUMNS} FROM claims WHERE question_id = %s", (question,))
    return _from_row(found) if found else None


def of(questions: Collection[str]) -> Mapping[str, ClaimRow]:
    """Give the claims on questions, by the question's id."""
    if not questions:
        return {}
    marks = ", ".join(["%s"] * len(questions))
    found = rows(f"SELECT {_COLUMNS} FROM claims WHERE question_id IN ({marks})", tuple(questions))
    return {each.question_id: each for each in map(_from_row, found)}


def put(claim: ClaimRow) -> bool:
    """Write a claim in place of whatever stands there; False if the question is not open any more."""
    return bool(
        run_sql(
            f"INSERT INTO claims ({_COLUMNS}) SELECT %s, %s, %s, %s, %s, %s FROM questions"
            f" WHERE id = %s AND state = 'open' ON CONFLICT (question_id) DO UPDATE SET {_CHANGES}",
            (*(getattr(claim, name) for name in _NAMES), claim.question_id),
        )
    )


def rewrite(question: str, note: bytes) -> None:
    """Change what is written beside a question, settled or not."""
    run_sql("UPDATE claims SET note = %s WHERE question_id = %s", (note, question))


def remove(question: str) -> None:
    """Forget the claim on a question."""
    run_sql("DELETE FROM claims WHERE question_id = %s", (question,))
