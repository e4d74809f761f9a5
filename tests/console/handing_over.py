"""Handing a task over in a person's name, as the console does; a program of its own, as people.py is."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.console.house import House


def hand_over(
    house: "House", role: str, slug: str, inputs: Mapping[str, Path], *, plan_only: bool = False, **settings: str
) -> str:
    """Let the official (or whoever has the role) hand a task over to the workers, and give the run."""
    from tests.console.people import PEOPLE  # the program below runs without the tests beside it

    order = {
        "account": PEOPLE[role], "slug": slug, "inputs": [(name, str(path)) for name, path in inputs.items()],
        "settings": settings, "plan_only": plan_only,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, str(Path(__file__)), json.dumps(order)], env=house.environment, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _start(account: str, slug: str, inputs: list[list[str]], settings: dict[str, str], *, plan_only: bool) -> None:
    from jikwon.engine.office import Office
    from jikwon.engine.runs import ordering

    office = Office.open().acting_for(account, "127.0.0.1")
    row = ordering.start(
        office, slug=slug, inputs=[(name, Path(path)) for name, path in inputs], settings=settings,
        plan_only=plan_only,
    )  # fmt: skip
    sys.stdout.write(row.id)


if __name__ == "__main__":
    _start(**json.loads(sys.argv[1]))
