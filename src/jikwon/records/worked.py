"""What released runs have done, many at once: the numbers that hours are made of."""

from jikwon.model import fact
from jikwon.records.database import rows
from jikwon.records.items import STATE


@fact
class Worked:
    """A run that has released a file: its settled items, and the share of its acts that it did itself.

    The other acts had their receipt from an earlier run: nobody would have done them by hand again. Seconds.
    """

    process: str
    settled: int
    own_share: float
    robot_s: float
    people_s: float


_OF = "r.created_at >= %s AND r.created_at < %s AND (r.account = %s OR %s = '')"
_RELEASED = "EXISTS (SELECT 1 FROM outputs o WHERE o.run_id = r.id AND o.released = %s)"


def processes(begin: float, end: float, account: str = "") -> list[str]:
    """Name the processes whose runs began from `begin` up to before `end`; of one `account`, or of all."""
    found = rows(f"SELECT DISTINCT r.process FROM runs r WHERE {_OF} ORDER BY 1", (begin, end, account, account))
    return [str(process) for (process,) in found]


def between(begin: float, end: float, account: str = "") -> list[Worked]:
    """List what the runs did that began from `begin` up to before `end` and released something."""
    of = (begin, end, account, account, True)
    runs = rows(f"SELECT r.id, r.process, r.robot_s, r.people_s FROM runs r WHERE {_OF} AND {_RELEASED}", of)
    settled = dict(
        rows(
            f"SELECT run_id, COUNT(*) FROM items WHERE run_id IN (SELECT r.id FROM runs r WHERE {_OF} AND {_RELEASED})"
            f" AND {STATE} IN ('done', 'excluded') GROUP BY run_id",
            of,
        )
    )
    shares = {
        run: int(own) / int(planned)
        for run, planned, own in rows(
            "SELECT a.run_id, COUNT(*), COUNT(e.key_hash) FROM acts a JOIN runs r ON r.id = a.run_id"
            " LEFT JOIN effects e ON e.key_hash = a.key_hash AND e.run_id = a.run_id"
            f" WHERE {_OF} AND {_RELEASED} GROUP BY a.run_id",
            of,
        )
    }
    return [
        Worked(
            process=str(process), settled=int(settled.get(run, 0)), own_share=shares.get(run, 1.0),
            robot_s=float(robot_s), people_s=float(people_s),
        )
        for run, process, robot_s, people_s in runs
    ]  # fmt: skip
