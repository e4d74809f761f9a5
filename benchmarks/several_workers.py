"""Our side of B2: a run of the acting process in the hands of workers, which end when nothing is left to do.

Usage: several_workers.py NOTICES.csv RECEIVER TOLD LANES WORKERS. Prints the run as `jikwon show --json` does.
"""

import subprocess
import sys
from pathlib import Path

from ours import command

from jikwon.engine.office import Office
from jikwon.engine.runs import starting


def main(notices: Path, receiver: str, told: str, lanes: str, workers: int) -> None:
    """Write the run, let the workers do it, and tell what came of it."""
    office = Office.open()
    row = starting.new_run(
        office, slug="bench-notices", inputs=[("notices", notices)],
        settings={"receiver": receiver, "told": told, "lanes": lanes}, approved_by=office.account, holder="",
        as_of="", out=None, partial=False, plan_only=False,
    )  # fmt: skip
    pool = [subprocess.Popen([*command("worker", "--until-idle")], stdout=sys.stderr) for _ in range(workers)]
    ended = [each.wait() for each in pool]
    subprocess.run([*command("show", row.id, "--json")], check=True)
    sys.exit(max(ended))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))
