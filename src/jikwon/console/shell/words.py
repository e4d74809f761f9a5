"""The sentences of the console in the language of whoever looks: the frame's, and those of each screen's folder."""

import re
from typing import Final

from jikwon.model import strings
from jikwon.model.strings import Strings

_FRAME = strings.of(__name__)
_SHARED = frozenset({"states", "stages", "sources", "holidays", "weekdays"})
"""Tables of words that the command line says, too."""
_COMMAND: Final = re.compile(r"jikwon [a-z]|--[a-z]|settings\.toml")
_SCREENS = __name__.rpartition(".shell.")[0]


def say(table: str, code: str, **fields: object) -> str:
    """Give a sentence. A code with a full stop (`inbox.empty`) is the sentence `empty` of the screen's folder."""
    if table in _SHARED:
        return strings.word(table, code)
    screen, dot, rest = code.partition(".")
    return (
        of(screen).text(table, rest, language=None, **fields)
        if dot
        else _FRAME.text(table, code, language=None, **fields)
    )


def of(screen: str) -> Strings:
    """Give the sentences of a screen's folder."""
    return strings.of(f"{_SCREENS}.{screen}")


def without_commands(sentences: str) -> str:
    """Leave out what tells to type a command: a screen has a button, or somebody else does it."""
    kept = [each for each in re.split(r"(?<=[.!?])\s+", sentences) if not _COMMAND.search(each)]
    return " ".join(kept) or sentences
