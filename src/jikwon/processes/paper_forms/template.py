"""The template of a form, read from TOML and held against what a form can say."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from jikwon.korea import Reading, dates
from jikwon.model import Source
from jikwon.processes.paper_forms.errors import TemplateInvalid
from jikwon.processes.paper_forms.model import ADDRESS, Field, Kind, Template

MOST_FIELDS: Final = 100
TODAY: Final = "today"
_WORDS: Final = frozenset(
    {"name", "label", "type", "required", "values", "pattern", "check", "least", "most", "earliest", "latest"}
)
_TAKEN: Final = frozenset({"파일", "쪽"})


def load(source: Source, *, today: date) -> Template:
    """Read a template; raise `TemplateInvalid` that names the field and what is wrong with it."""
    try:
        said = tomllib.loads(source.read().decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateInvalid(file=source.name, field="–", why=str(error)) from error
    listed = said.get("fields")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_FIELDS:
        raise TemplateInvalid(file=source.name, field="–", why=f"[[fields]] 1–{MOST_FIELDS}")
    fields = tuple(_field(each, source.name, today) for each in listed)
    for what in (lambda field: field.name, lambda field: _folded(field.label)):
        seen = [what(field) for field in fields]
        if twice := next((each for each in seen if seen.count(each) > 1), ""):
            raise TemplateInvalid(file=source.name, field=twice, why="×2")
    return Template(name=str(said.get("name") or source.name), fields=fields)


def _field(said: object, file: str, today: date) -> Field:
    if not isinstance(said, dict):
        raise TemplateInvalid(file=file, field="–", why="[[fields]]")
    name = said.get("name")
    if not isinstance(name, str) or not name.strip() or "/" in name or name in _TAKEN or len(name) > 60:
        raise TemplateInvalid(file=file, field=str(name), why="name")
    if unknown := sorted(set(said) - _WORDS):
        raise TemplateInvalid(file=file, field=name, why=", ".join(unknown))
    if said.get("type") not in [kind.value for kind in Kind]:
        raise TemplateInvalid(file=file, field=name, why=f"type: {' | '.join(Kind)}")
    wrong = _wrong(said)
    if wrong:
        raise TemplateInvalid(file=file, field=name, why=wrong)
    return Field(
        name=name, label=str(said.get("label", name)), kind=Kind(said["type"]), required=said.get("required", False),
        values=tuple(said.get("values", ())), pattern=said.get("pattern", ""),
        check=said.get("check", ""),
        least=said.get("least"), most=said.get("most"),
        earliest=_day(said.get("earliest"), today), latest=_day(said.get("latest"), today),
    )  # fmt: skip


def _wrong(said: Mapping[str, Any]) -> str:
    """Name the word that is wrong in a field, "" where none is."""
    checks: dict[str, bool] = {
        "label": isinstance(said.get("label", "성명"), str) and bool(_folded(str(said.get("label", "성명")))),
        "required": isinstance(said.get("required", False), bool),
        "values": _are_values(said),
        "pattern": _is_pattern(said.get("pattern", "")),
        "check": said.get("check", "") == "" or (said["check"] == ADDRESS and said.get("type") == Kind.TEXT),
        "least": isinstance(said.get("least", 0), int),
        "most": isinstance(said.get("most", 0), int),
        "earliest": _is_day(said.get("earliest")),
        "latest": _is_day(said.get("latest")),
    }
    return next((word for word, holds in checks.items() if not holds), "")


def _are_values(said: Mapping[str, Any]) -> bool:
    values = said.get("values", [])
    if not isinstance(values, list) or not all(isinstance(each, str) and each.strip() for each in values):
        return False
    is_choice = said.get("type") == Kind.CHOICE
    return len({_folded(each) for each in values}) == len(values) and bool(values) == is_choice


def _is_pattern(pattern: object) -> bool:
    try:
        return isinstance(pattern, str) and bool(re.compile(pattern))
    except re.error:
        return False


def _is_day(said: object) -> bool:
    return said is None or said == TODAY or isinstance(said, date) or isinstance(dates.read_day(str(said)), Reading)


def _day(said: object, today: date) -> date | None:
    if said is None or isinstance(said, date):
        return said
    reading = dates.read_day(str(said))
    return today if said == TODAY or not isinstance(reading, Reading) else reading.value


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
