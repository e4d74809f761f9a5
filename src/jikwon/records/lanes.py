"""Who has which lane of a run's acts in hand: its acts are done in order, by one performer at a time."""

from jikwon.records.database import rows, run_sql


def claim(run: str, lane: int, *, executor: str, token: str) -> bool:
    """Take a lane for one performer; False while another living executor's performer has it."""
    return bool(
        run_sql(
            "INSERT INTO lanes (run_id, lane, executor, token, waiting) VALUES (%s, %s, %s, %s, '')"
            " ON CONFLICT (run_id, lane) DO UPDATE SET executor = excluded.executor, token = excluded.token,"
            " waiting = ''"
            " WHERE lanes.executor NOT IN (SELECT id FROM executors WHERE state = 'alive')",
            (run, lane, executor, token),
        )
    )


def wait(run: str, lane: int, *, token: str, error: str) -> None:
    """Write down what a lane waits for outside ("" for nothing)."""
    run_sql("UPDATE lanes SET waiting = %s WHERE run_id = %s AND lane = %s AND token = %s", (error, run, lane, token))


def waiting(run: str) -> list[str]:
    """List the stored errors of what a run's lanes wait for outside, each once."""
    found = rows("SELECT DISTINCT waiting FROM lanes WHERE run_id = %s AND waiting <> '' ORDER BY 1", (run,))
    return [str(error) for (error,) in found]


def performers(run: str) -> list[str]:
    """List the executors that have a lane of a run in hand."""
    found = rows("SELECT DISTINCT executor FROM lanes WHERE run_id = %s ORDER BY executor", (run,))
    return [str(executor) for (executor,) in found]


def of(executor: str) -> list[tuple[str, int, str]]:
    """List the lanes that an executor has in hand, as run, lane, and the token of its performer."""
    found = rows("SELECT run_id, lane, token FROM lanes WHERE executor = %s", (executor,))
    return [(str(run), int(lane), str(token)) for run, lane, token in found]


def leave(run: str, lane: int, *, token: str) -> None:
    """Give a lane back."""
    run_sql("DELETE FROM lanes WHERE run_id = %s AND lane = %s AND token = %s", (run, lane, token))
