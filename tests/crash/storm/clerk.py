"""What people do at a console, as commands for a storm: hand a run to the workers, approve it, let it go on.

python clerk.py start FILE RECEIVER SETTLES_S | approve RUN | go-on RUN
"""

import sys
from pathlib import Path

from jikwon.engine.office import Office
from jikwon.engine.runs import ordering
from jikwon.trust.rights import Right


def main(what: str, *words: str) -> str:
    """Do it and give the run's id."""
    office = Office.open()
    if what == "start":
        file, receiver, settles_s = words
        return ordering.start(
            office, slug="test-letters", inputs=[("letters", Path(file))],
            settings={"receiver": receiver, "settles": settles_s},
        ).id  # fmt: skip
    if what == "approve":
        reviewer = office.acting_for("reviewer", "console")
        return ordering.approve(reviewer, words[0], rights=frozenset(Right)).id
    return ordering.go_on(office, words[0]).id


if __name__ == "__main__":
    sys.stdout.write(main(*sys.argv[1:]) + "\n")
