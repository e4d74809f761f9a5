"""Where a value came from, and what a question or an exclusion is about."""

from enum import StrEnum

from jikwon.model.facts import Personal, fact


@fact
class Place:
    """One place in a source, kept to the end.

    `source` is the input's name in the manifest. `sheet` is filled only where the book has several;
    `row` is the number that a spreadsheet shows (1-based, 0 when the whole file is meant); `column`
    is the header as the file has it.
    """

    source: str
    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    @property
    def origin(self) -> str:
        """The value of 원본파일: the file's name, with ` [시트]` where the book has several."""
        return f"{self.file} [{self.sheet}]" if self.sheet else self.file


class SubjectKind(StrEnum):
    """What a question can be about; anything but an item makes the whole run wait."""

    ITEM = "item"
    FILE = "file"
    COLUMN = "column"
    RUN = "run"


@fact
class Subject:
    """The thing a question or an exclusion is about, by the office's own key."""

    kind: SubjectKind
    key: Personal[str]

    @classmethod
    def item(cls, key: str) -> "Subject":
        """Name a work item by its key."""
        return cls(kind=SubjectKind.ITEM, key=key)

    @classmethod
    def run(cls) -> "Subject":
        """Name the run itself."""
        return cls(kind=SubjectKind.RUN, key="run")
