"""Questions and answers; what the office remembers."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from typing import Any

from jikwon.model import fact
from jikwon.model.states import ENDED
from jikwon.records.database import row, rows, run_many, run_sql


@fact
class QuestionRow:
    """A question as the records have it; `ask` and `answer` are sealed."""

    id: str
    run_id: str
    stage: str
    position: int | None
    about: str
    subject_hash: str
    code: str
    ask: bytes
    remember_hash: str
    state: str
    answer: bytes | None
    answered_by: str
    answered_at: float | None
    people_s: float
    asked_at: float


_NAMES = tuple(each.name for each in fields(QuestionRow))
_COLUMNS = ", ".join(_NAMES)


def from_row(values: Sequence[Any]) -> QuestionRow:
    """Make a question of a row that holds the columns in the class's order."""
    named: dict[str, Any] = dict(zip(_NAMES, values, strict=True))
    named["ask"] = bytes(named["ask"])
    named["answer"] = bytes(named["answer"]) if named["answer"] is not None else None
    return QuestionRow(**named)


def ask(found: Iterable[QuestionRow]) -> None:
    """Add questions; one that was asked before opens again with its new words."""
    run_many(
        f"INSERT INTO questions ({_COLUMNS}) VALUES ({', '.join(['%s'] * len(_NAMES))})"
        " ON CONFLICT (id) DO UPDATE SET ask = excluded.ask, state = 'open', stage = excluded.stage,"
        " asked_at = excluded.asked_at, answered_by = '', answered_at = NULL",
        ([getattr(each, name) for name in _NAMES] for each in found),
    )


def get(question: str) -> QuestionRow | None:
    """Find a question by its id."""
    found = row(f"SELECT {_COLUMNS} FROM questions WHERE id = %s", (question,))
    return from_row(found) if found else None


def many(found: Collection[str]) -> dict[str, QuestionRow]:
    """Find questions by their ids."""
    if not found:
        return {}
    marks = ", ".join(["%s"] * len(found))
    read = rows(f"SELECT {_COLUMNS} FROM questions WHERE id IN ({marks})", tuple(found))
    return {each.id: each for each in map(from_row, read)}


def in_state(run: str, state: str) -> list[QuestionRow]:
    """List a run's questions in a state (`open`, `answered`, `withdrawn`), in the order of their items."""
    found = rows(
        f"SELECT {_COLUMNS} FROM questions WHERE run_id = %s AND state = %s ORDER BY COALESCE(position, -1), code, id",
        (run, state),
    )
    return [from_row(each) for each in found]


def count_open() -> int:
    """Count the open questions of all runs that have not ended: nobody needs the others' answers any more."""
    marks = ", ".join(["%s"] * len(ENDED))
    sql = (
        "SELECT COUNT(*) FROM questions q JOIN runs r ON r.id = q.run_id"
        f" WHERE q.state = 'open' AND r.state NOT IN ({marks})"
    )
    return int(row(sql, tuple(each.value for each in ENDED))[0])


def answered_about_items(run: str, start: int, stop: int) -> list[tuple[str, int, str, bytes]]:
    """List answers about items of a range as (id, position, code, sealed answer)."""
    return rows(
        "SELECT id, position, code, answer FROM questions WHERE run_id = %s AND state = 'answered'"
        " AND position >= %s AND position < %s",
        (run, start, stop),
    )


def answer(question: str, *, sealed: bytes, by: str, at: float, people_s: float) -> bool:
    """Store an answer; False if the question was answered meanwhile."""
    return bool(
        run_sql(
            "UPDATE questions SET state = 'answered', answer = %s, answered_by = %s, answered_at = %s, people_s = %s"
            " WHERE id = %s AND state = 'open'",
            (sealed, by, at, people_s, question),
        )
    )


def reopen(question: str) -> None:
    """Open a question again whose answer did not settle it."""
    run_sql("UPDATE questions SET state = 'open', answer = NULL WHERE id = %s", (question,))


def same_remembered(run: str, code: str, remember_hash: str) -> list[QuestionRow]:
    """List a run's open questions that the same remembered answer settles."""
    return [each for each in in_state(run, "open") if each.code == code and each.remember_hash == remember_hash]


def withdraw_all(run: str) -> None:
    """Take back every open question of a run that has ended."""
    run_sql("UPDATE questions SET state = 'withdrawn' WHERE run_id = %s AND state = 'open'", (run,))


def withdraw(run: str, *, stage: str = "", position: int | None = None) -> None:
    """Take back open questions of a stage that begins anew, or of an item that no longer needs them."""
    if position is not None:
        run_sql(
            "UPDATE questions SET state = 'withdrawn' WHERE run_id = %s AND position = %s AND state = 'open'",
            (run, position),
        )
    else:
        run_sql(
            "UPDATE questions SET state = 'withdrawn' WHERE run_id = %s AND stage = %s AND state = 'open'",
            (run, stage),
        )


def leave_out(run: str, position: int, *, by: str, at: float) -> None:
    """Take back an item's open questions because somebody has excluded it, and note who and when."""
    run_sql(
        "UPDATE questions SET state = 'withdrawn', answered_by = %s, answered_at = %s"
        " WHERE run_id = %s AND position = %s AND state = 'open'",
        (by, at, run, position),
    )


def keep(process: str, code: str, key_hash: str, *, sealed: bytes, by: str, at: float) -> None:
    """Keep an answer for the office's later runs."""
    run_sql(
        "INSERT INTO remembered (process, code, key_hash, answer, by, at) VALUES (%s, %s, %s, %s, %s, %s)"
        " ON CONFLICT (process, code, key_hash) DO UPDATE SET answer = excluded.answer, by = excluded.by,"
        " at = excluded.at",
        (process, code, key_hash, sealed, by, at),
    )


def kept(process: str, code: str, key_hash: str) -> bytes | None:
    """Give the answer that the office keeps, sealed, or None."""
    found = row(
        "SELECT answer FROM remembered WHERE process = %s AND code = %s AND key_hash = %s", (process, code, key_hash)
    )
    return bytes(found[0]) if found else None
