"""Questions of all runs as people look through them: what is open and who has it, what is settled and by whom."""

from dataclasses import fields
from typing import Any

from jikwon.model import fact
from jikwon.model.states import ENDED
from jikwon.records.database import rows


@fact
class CaseRow:
    """A question with what a list shows of its run and its claim; moments are Unix seconds.

    `account` is "" while nobody has it. Once it is settled, `settled_by` and `settled_at` tell who did that, and
    `state` how: `answered`, or `withdrawn` when the item was excluded.
    """

    id: str
    run_id: str
    process: str
    code: str
    position: int | None
    state: str
    asked_at: float
    clock: str
    started_at: float
    account: str
    since: float
    forwarded_by: str
    on_hold: bool
    settled_by: str
    settled_at: float


_SELECT = (
    "SELECT q.id, q.run_id, r.process, q.code, q.position, q.state, q.asked_at, r.clock, r.created_at,"
    " COALESCE(c.account, ''), COALESCE(c.since, 0), COALESCE(c.forwarded_by, ''), c.on_hold,"
    " q.answered_by, COALESCE(q.answered_at, 0)"
    " FROM questions q JOIN runs r ON r.id = q.run_id LEFT JOIN claims c ON c.question_id = q.id"
)


def _from_row(values: tuple[Any, ...]) -> CaseRow:
    named: dict[str, Any] = dict(zip((each.name for each in fields(CaseRow)), values, strict=True))
    return CaseRow(**{**named, "on_hold": bool(named["on_hold"])})


def waiting() -> list[CaseRow]:
    """List the open questions of all runs that have not ended: the oldest first, those about one item together."""
    marks = ", ".join(["%s"] * len(ENDED))
    found = rows(
        f"{_SELECT} WHERE q.state = 'open' AND r.state NOT IN ({marks})"
        " ORDER BY r.created_at, r.id, COALESCE(q.position, -1), q.code, q.id",
        tuple(each.value for each in ENDED),
    )
    return [_from_row(each) for each in found]


def settled(limit: int = 1000) -> list[CaseRow]:
    """List what people have answered or excluded, the latest first."""
    found = rows(
        f"{_SELECT} WHERE q.state <> 'open' AND q.answered_by <> '' ORDER BY q.answered_at DESC, q.id LIMIT %s",
        (limit,),
    )
    return [_from_row(each) for each in found]


def resting() -> dict[str, int]:
    """Give the runs that need people and could go on at once, with how many questions of theirs are still open.

    They are those without an open question, and those of which an answer has opened an item again.
    """
    found = rows(
        "SELECT r.id, (SELECT COUNT(*) FROM questions q WHERE q.run_id = r.id AND q.state = 'open') FROM runs r"
        " WHERE r.state = 'needs-people' AND (NOT EXISTS"
        " (SELECT 1 FROM questions q WHERE q.run_id = r.id AND q.state = 'open') OR EXISTS"
        " (SELECT 1 FROM items i WHERE i.run_id = r.id AND i.state = 'open')) ORDER BY r.created_at"
    )
    return {str(run): int(count) for run, count in found}
