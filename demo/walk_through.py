"""What `make demo` shows: the six tasks of an office, one part each, and the console.

Every step is a `jikwon` command that a person could type. It asks for nothing and ends with 0 only
if everything went as told; a part that needs a browser or a printer which is not there says so and is left out.
"""

import shutil

import assignment
import forms
import kits
import monitoring
import papers
import petitions
from telling import OFFICE, say

import console


def main() -> None:
    """Walk through the demo."""
    shutil.rmtree(OFFICE, ignore_errors=True)
    for part in (kits, forms, monitoring, assignment, petitions, papers):
        part.show()
    say("다음: README.ko.md의 '직접 해 보기'", "Next: 'By hand' in README.md")
    console.show()


if __name__ == "__main__":
    main()
