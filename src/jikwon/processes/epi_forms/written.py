"""A case's page with people's answers laid over it: the text of every field, one spelling for one meaning."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from jikwon.korea import dates
from jikwon.korea.readings import Unclear
from jikwon.model import Item
from jikwon.processes.epi_forms.fields import (
    FEMALE,
    FIELDS,
    MALE,
    NO,
    NOT_APPLICABLE,
    TABLES,
    YES,
    YES_OR_NO,
    Field,
    Kind,
)
from jikwon.processes.epi_forms.model import Detail, Listed

_SEPARATORS: Final = str.maketrans({";": ",", "/": ",", "、": ","})
_SAME: Final = {
    "Y": YES, "네": YES, "유": YES, "있음": YES, "N": NO, "아니요": NO, "무": NO, "없음": NO,
    "남자": MALE, "남성": MALE, "여자": FEMALE, "여성": FEMALE, "해당 없음": NOT_APPLICABLE,
    "후각 미각 소실": "후각·미각 소실",
}  # fmt: skip
_YES_NO: Final = {word: said for word, said in _SAME.items() if said in (YES, NO)}


class Written:
    """What a case says: `texts` by field, `tables` by name; `today` is the run's day."""

    def __init__(self, item: Item[Listed], detail: Detail, *, today: date) -> None:
        self.item = item
        self.today = today
        self.texts = {field.name: self._text(field, detail) for field in FIELDS}
        self.tables = {name: _rows(detail.tables.get(title, ()), columns) for name, (title, columns) in TABLES.items()}
        self.is_foreign = "외국인등록번호" in detail.fields

    def _text(self, field: Field, detail: Detail) -> str:
        answered = self.item.answers.get(field.code)
        text = (answered.value if answered else "").strip() or (detail.text(field.labels) or "").strip()
        return _one_spelling(field, "" if text == "-" else text)

    def is_settled(self, code: str) -> bool:
        """Tell whether a person has answered a question, and so settled what contradicts there."""
        return code in self.item.answers

    def day(self, name: str) -> date | None:
        """Give a field's date, None where it is blank or cannot be read."""
        return day_of(self.texts[name])


def code_of(name: str) -> str:
    """Give the code of the question about a field or a table."""
    return f"{name.replace('_', '-')}-unclear"


def day_of(text: str) -> date | None:
    """Read a date, with or without a time of day; None for anything else."""
    read = dates.read(text) if text else None
    if read is None or isinstance(read, Unclear):
        return None
    return read.value.date() if isinstance(read.value, datetime) else read.value


def _rows(rows: Sequence[Mapping[str, str]], columns: Mapping[str, str]) -> list[dict[str, str]]:
    return [{name: _cell(name, row.get(header, "").strip()) for name, header in columns.items()} for row in rows]


def _cell(name: str, text: str) -> str:
    return _YES_NO.get(text, text) if name in YES_OR_NO else text


def _one_spelling(field: Field, text: str) -> str:
    if field.kind is Kind.CHOICE:
        return text if text in field.choices else _SAME.get(text, text)
    if field.kind is Kind.CHOICES:
        words = [each.strip() for each in text.translate(_SEPARATORS).split(",")]
        return ", ".join(_SAME.get(each, each) for each in words if each)
    return text
