"""Which machines could not reach what a lane of acts needs outside, as long as no other one could."""

from collections.abc import Sequence
from typing import Any

from jikwon.model import fact
from jikwon.records.database import NOW, row, rows, run_sql


@fact
class MissRow:
    """A place that tried a lane at the moment `at` (Unix seconds) in vain, and the stored error that it met."""

    lane: int
    place: str
    host: str
    error: str
    at: float


def add(run: str, lane: int, *, place: str, host: str, error: str, rests_s: float) -> None:
    """Write down that a place tried in vain, now; for `rests_s` it is not given the lane again."""
    run_sql(
        "INSERT INTO misses (run_id, lane, place, host, error, at, rests_until)"
        f" VALUES (%s, %s, %s, %s, %s, {NOW}, {NOW} + %s) ON CONFLICT (run_id, lane, place) DO UPDATE SET"
        " host = excluded.host, error = excluded.error, at = excluded.at, rests_until = excluded.rests_until",
        (run, lane, place, host, error, rests_s),
    )


def of_lane(run: str, lane: int) -> list[MissRow]:
    """List who tried a lane in vain, first the one that did so first."""
    sql = "SELECT lane, place, host, error, at FROM misses WHERE run_id = %s AND lane = %s ORDER BY at, place"
    return [_miss(each) for each in rows(sql, (run, lane))]


def any_of_lane(run: str, lane: int) -> bool:
    """Tell whether somebody tried a lane in vain."""
    return row("SELECT 1 FROM misses WHERE run_id = %s AND lane = %s LIMIT 1", (run, lane)) is not None


def let_go_by(run: str) -> list[str]:
    """List the hosts that let go of lanes of a run which nobody has in hand now and which have acts left to do."""
    found = rows(
        "SELECT DISTINCT host FROM misses WHERE run_id = %s"
        " AND NOT EXISTS (SELECT 1 FROM lanes WHERE lanes.run_id = misses.run_id AND lanes.lane = misses.lane)"
        " AND EXISTS (SELECT 1 FROM acts WHERE acts.run_id = misses.run_id AND acts.lane = misses.lane"
        " AND acts.state = 'planned') ORDER BY host",
        (run,),
    )
    return [str(host) for (host,) in found]


def resting(place: str) -> frozenset[tuple[str, int]]:
    """List the lanes, by run, that a place is not given at this moment."""
    found = rows(f"SELECT run_id, lane FROM misses WHERE place = %s AND rests_until > {NOW}", (place,))
    return frozenset((str(run), int(lane)) for run, lane in found)


def forget(run: str, lane: int | None = None) -> None:
    """Forget who tried a lane, or any lane of a run, in vain."""
    if lane is None:
        run_sql("DELETE FROM misses WHERE run_id = %s", (run,))
    else:
        run_sql("DELETE FROM misses WHERE run_id = %s AND lane = %s", (run, lane))


def forget_all() -> None:
    """Forget all who tried in vain: they were machines of another day."""
    run_sql("DELETE FROM misses")


def _miss(values: Sequence[Any]) -> MissRow:
    lane, place, host, error, at = values
    return MissRow(lane=int(lane), place=str(place), host=str(host), error=str(error), at=float(at))
