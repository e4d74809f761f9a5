"""What the standard library says of a wrong command line, in the language of whoever typed it."""

import re
from typing import Final

from jikwon.model import strings

_SAYS: Final = strings.of(__name__)
_SAID: Final = {
    code: re.compile(pattern)
    for code, pattern in {
        "required": r"the following arguments are required: (?P<what>.+)",
        "one-required": r"one of the arguments (?P<what>.+) is required",
        "unrecognized": r"unrecognized arguments: (?P<what>.+)",
        "choice": r"argument (?P<where>-.+?): invalid choice: (?P<what>.+) \(choose from (?P<choices>.+)\)",
        "word": r"argument [^-].*?: invalid choice: (?P<what>.+) \(choose from (?P<choices>.+)\)",
        "value": r"argument (?P<where>.+?): invalid \S+ value: (?P<what>.+)",
        "one-expected": r"argument (?P<where>.+?): expected (?:one argument|at least one argument|\d+ arguments?)",
        "not-together": r"argument (?P<where>.+?): not allowed with argument (?P<what>.+)",
        "no-value": r"argument (?P<where>.+?): ignored explicit argument (?P<what>.+)",
        "own": r"argument (?P<where>.+?): (?P<what>.+)",
    }.items()
}
"""The forms of its messages; the last is that of sentences of ours, which come with the argument before them."""


def told(message: str) -> str:
    """Say a message of argparse's; one of no known form is given as it is."""
    for code, form in _SAID.items():
        if found := form.fullmatch(message):
            return _SAYS.text("usage", code, **found.groupdict())
    return message
