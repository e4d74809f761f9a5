"""B10: the console with 50,000 runs on its records: the list at 20 requests a second while 50 people watch a run."""

from pathlib import Path

import ours
import servers
from measuring import TOLD, Contender, Contest, Start

RUNS = 50_000
SECONDS = 20
TELLS = ("p50_ms", "p95_ms", "p99_ms", "resting_mib")


def contest(*, runs: int = RUNS, seconds: int = SECONDS) -> Contest:
    """Put the console beside the same pages without its middleware, on both databases."""
    sides = [(side, database) for database in ("SQLite", "PostgreSQL") for side in ("ours", "limit")]
    return Contest(
        code="B10",
        title=f"console: a list of {runs:,} runs, 20 requests a second, while 50 people watch a run",
        unit="request",
        size=20 * seconds,
        contenders=tuple(_contender(side, database, runs, seconds) for side, database in sides),
        rounds=3,
        is_timed=False,
    )


def _contender(side: str, database: str, runs: int, seconds: int) -> Contender:
    def prepare(folder: Path) -> Start:
        made = ours.start(folder, database=servers.postgres().empty() if database == "PostgreSQL" else "")
        script = Path(__file__).with_name("watch_console.py")
        env = {**made.env, "BENCH_TOLD": str(folder / TOLD)}
        return Start(argv=(ours.python(), script, side, str(runs), str(seconds)), env=env)

    return Contender(
        name=f"console, {database}" if side == "ours" else f"the same pages without middleware, {database}",
        size=20 * seconds, prepare=prepare, tells=TELLS,
        note="" if side == "ours" else "the limit: no login, no session, no guard",
    )  # fmt: skip
