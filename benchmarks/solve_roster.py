"""Our side of B8: read a roster, find the best plan with its proof, write what it costs.

Usage: solve_roster.py FILE. Tells the seconds of finding and proving in BENCH_TOLD; prints the vector.
"""

import json
import os
import sys
import time
from pathlib import Path

from jikwon.processes.assignment.optimum import Problem, Seat, Unit, solve


def main() -> None:
    """Solve one roster."""
    day = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    began = time.perf_counter()
    units = [
        Unit(
            key=each["key"], zones=tuple(each["zones"]), present=each["present"], weight=each["weight"],
            barred=frozenset(each["barred"]),
        )
        for each in day["units"]
    ]  # fmt: skip
    seats = [Seat(**each) for each in day["seats"]]
    adjacent = frozenset((one, other) for one, other in day["adjacent"])
    solution = solve(Problem(units=units, seats=seats, adjacent=adjacent, soft_cap=day["soft_cap"]))
    seconds = time.perf_counter() - began
    Path(os.environ["BENCH_TOLD"]).write_text(json.dumps({"work_s": seconds}), encoding="utf-8")
    print(json.dumps({"vector": solution.vector, "proved": solution.vector == solution.bound}))


if __name__ == "__main__":
    main()
