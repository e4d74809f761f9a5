"""What the parts of the proof share: the sheets, the template as it is written, and how values are compared."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from jikwon.model import Place, fact
from jikwon.proof import Fate, Proof, Row, plain, same_date, same_number, same_phone, same_text

OUTPUT: Final = "paper-forms"
SHEETS: Final = {
    "자료": (),
    "확인필요": ("파일", "쪽", "항목", "질문코드"),
    "근거": ("파일", "쪽", "항목", "값", "신뢰도", "확인방법"),
    "제외": ("파일", "쪽", "사유코드", "사유"),
}
"""The columns of each sheet; those of 자료 follow from the template."""
BY_RULE, BY_PERSON = "규칙", "담당자"
BLANK, FREE = "blank", "free"
"""What thresholds call an empty cell, and a text that no check confirms."""
_UNIT: Final = re.compile(r"(\d+) ?[가-힣]?")


@fact
class Wanted:
    """A field as the template says it: its column, its printed label, its type, and the check of a text."""

    name: str
    label: str
    type: str
    values: tuple[str, ...]
    check: str

    @property
    def limited_by(self) -> str:
        """What the file of thresholds calls it."""
        return (self.check or FREE) if self.type == "text" else self.type


@fact
class Located:
    """Something that is known by its place alone."""

    at: Place


def fields(proof: Proof) -> Sequence[Wanted]:
    """Read the template's fields."""
    said: list[Mapping[str, Any]] = tomllib.loads(proof.sources["template"][0].read().decode("utf-8-sig"))["fields"]
    return [
        Wanted(
            name=each["name"], label=each.get("label", each["name"]), type=each["type"],
            values=tuple(each.get("values", ())), check=each.get("check", ""),
        )
        for each in said
    ]  # fmt: skip


def columns_of(proof: Proof, sheet: str) -> Sequence[str]:
    """Give the columns that a sheet must have."""
    return SHEETS[sheet] or ("파일", "쪽", *(field.name for field in proof.once(fields)))


def page_of(row: Row) -> tuple[str, int]:
    """Give the page that a row names; 0 where it names none."""
    number = row["쪽"]
    whole = int(number) if isinstance(number, int | float) and not isinstance(number, bool) else 0
    return plain(row["파일"]), whole if whole == number else 0


def page_of_fate(fate: Fate) -> tuple[str, int]:
    """Give the page that an item stands for."""
    at = fate.at[0]
    return at.file, int(at.sheet.removesuffix("쪽"))


def same_value(kind: str) -> Callable[[object, object], bool]:
    """Give the comparator of a type: a cell (first) against what was read, answered or written elsewhere."""
    return {"date": same_date, "phone": same_phone, "number": _same_count, "choice": _same_choice}.get(kind, same_text)


def _same_count(cell: object, other: object) -> bool:
    """Compare numbers; a counter behind the digits (3명) says nothing more."""
    found = _UNIT.fullmatch(plain(other))
    return same_number(cell, found[1] if found else other)


def _same_choice(cell: object, other: object) -> bool:
    return plain(cell).replace(" ", "") == plain(other).replace(" ", "")
