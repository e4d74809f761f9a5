"""Personal fields: declared in the manifest for people to read, and in the model for the machine to seal."""

import dataclasses
import importlib
from collections.abc import Iterator
from types import ModuleType
from typing import Any, get_args

from jikwon.model.catalog import Process
from jikwon.model.facts import personal_fields
from jikwon.testing.findings import Finding


def look(process: Process) -> Iterator[Finding]:
    """Find one of the two without the other, and facts of an item whose `repr` would show a person."""
    try:
        carried = [*get_args(process.item_type), *get_args(process.fact_type)]
    except Exception:  # noqa: BLE001 - the rules about functions have told it already
        return
    marked = any(personal_fields(each) for each in _facts(process))
    if process.manifest.personal and not marked:
        yield Finding(rule="personal-unmarked", file="model.py")
    if marked and not process.manifest.personal:
        yield Finding(rule="personal-undeclared", file="manifest.toml")
    for each in carried:
        if isinstance(each, type) and not _is_fact(each):
            yield Finding(rule="not-a-fact", file="model.py", fields={"type": each.__name__})


def _facts(process: Process) -> list[type[Any]]:
    model: ModuleType = importlib.import_module(f"{process.package}.model")
    return [each for each in vars(model).values() if isinstance(each, type) and _is_fact(each)]


def _is_fact(each: type[Any]) -> bool:
    return dataclasses.is_dataclass(each) and hasattr(each, "__slots__")
