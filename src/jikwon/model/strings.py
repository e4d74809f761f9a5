"""Sentences by code: `strings/ko.toml` and `strings/en.toml` beside the code that says them."""

import importlib.util
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("ko", "en")
_spoken: ContextVar[str] = ContextVar("spoken", default="")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language inside, whatever the locale: that of the person who looks at a page."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    """Give the language that is spoken here, else JIKWON_LANG's, else the locale's; Korean unless that says English."""
    if spoken := _spoken.get():
        return spoken
    for name in ("JIKWON_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.lower().startswith("en") else "ko"
    return "ko"


class Strings:
    """The sentences of one folder, by table (`errors`, `questions`, …) and code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def text(self, table: str, code: str, /, *, language: str | None = None, **fields: object) -> str:
        """Give a sentence with its `{fields}` filled in; a code without a sentence is shown as it is."""
        sentence = _tables(self.folder, language or globals()["language"]()).get(table, {}).get(code)
        if sentence is None:
            return " ".join([code, *(f"{name}={value}" for name, value in fields.items())])
        return str(sentence).format_map(_Gaps(fields))

    def raw(self, table: str, code: str, *, language: str) -> str:
        """Give a sentence with its gaps unfilled, or "" where there is none."""
        return str(_tables(self.folder, language).get(table, {}).get(code, ""))

    def codes(self, table: str, language: str) -> frozenset[str]:
        """List the codes that have a sentence."""
        return frozenset(_tables(self.folder, language).get(table, {}))


class _Gaps(dict[str, object]):
    """Leaves a field that nobody filled as a dash instead of failing while reporting a failure."""

    def __missing__(self, key: str) -> str:
        return "–"


@cache
def _tables(folder: Path, language: str) -> dict[str, dict[str, Any]]:
    path = folder / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


@cache
def of(module: str) -> Strings:
    """Find the strings of a module: the nearest `strings` folder at or above its package."""
    package = module
    while package:
        spec = importlib.util.find_spec(package)
        for root in (spec.submodule_search_locations or ()) if spec else ():
            if (folder := Path(root) / "strings").is_dir():
                return Strings(folder)
        package = package.rpartition(".")[0]
    return Strings(Path(__file__).parent / "strings")


def word(table: str, code: str) -> str:
    """Give the word that screens and commands share for a code of `states`, `stages`, `sources`, `holidays`, …"""
    return of("jikwon.model").text(table, code)


def reason(code: str, language: str | None = None) -> str:
    """Give the words for what a system says (`ENOSPC`); anything else is given as it is."""
    return of("jikwon.model").raw("reasons", code, language=language or globals()["language"]()) or code
