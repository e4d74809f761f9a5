"""What is wrong with an order, each at the field that is to blame."""

from collections.abc import Mapping, Sequence

from jikwon.console.shell import words
from jikwon.model import InputError, strings

WHOLE = ""
"""The order as a whole, where no single field is to blame."""


class Faults:
    """Sentences by field. A field is named `input-NAME`, `set-NAME`, `as_of` or `priority`."""

    def __init__(self) -> None:
        self._at: dict[str, list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._at)

    def add(self, field: str, error: InputError) -> None:
        """Blame a field; the same sentence stands there once."""
        said = self._at.setdefault(field, [])
        if (sentence := sentence_of(error)) not in said:
            said.append(sentence)

    def at(self, field: str) -> Sequence[str]:
        """Give what is wrong with a field."""
        return self._at.get(field, ())

    def place(self, error: InputError, files: Mapping[str, Sequence[str]]) -> None:
        """Blame the field that an error of the engine names; `files` are the names of each input's files."""
        told = error.fields
        if "setting" in told:
            return self.add(f"set-{told['setting']}", error)
        if told.get("input") in files:
            return self.add(f"input-{told['input']}", error)
        of = [name for name, given in files.items() if str(told.get("file", "")) in given]
        return self.add(f"input-{of[0]}" if of else WHOLE, error)


def sentence_of(error: InputError) -> str:
    """Say an error for whoever stands before a page; some sentences of the command line's are said otherwise."""
    own = words.of(__package__.rpartition(".")[2])
    if error.code in own.codes("refused", strings.language()):
        return own.text("refused", error.code, language=None, **error.fields)
    return words.without_commands(error.text())
