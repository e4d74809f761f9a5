"""Run commands one after the other, as an office does day by day: in_turn.py COMMANDS.json with a list of word lists.

What each prints goes to output-<n>.txt beside the file. The first that fails ends it.
"""

import json
import subprocess
import sys
from pathlib import Path


def main(listed: Path) -> None:
    """Run them."""
    for number, words in enumerate(json.loads(listed.read_text(encoding="utf-8"))):
        with (listed.parent / f"output-{number}.txt").open("wb") as output:
            subprocess.run(words, check=True, stdout=output)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
