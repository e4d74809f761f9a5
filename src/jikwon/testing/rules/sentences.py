"""Every code that an official may read has its sentence, in both languages, with the same gaps."""

import string
import tomllib
from collections.abc import Iterator

from jikwon.model.answering import EXCLUDED_BY_PERSON
from jikwon.model.catalog import Process
from jikwon.model.errors import JikwonError, all_errors
from jikwon.model.strings import LANGUAGES
from jikwon.testing.findings import Finding

TABLES = ("acts", "questions", "reasons", "exclusions", "notes", "checks", "choices", "errors")


def look(process: Process) -> Iterator[Finding]:
    """Find codes without a sentence, and sentences without a code."""
    manifest = process.manifest
    yield from _declared(process, "questions", frozenset(manifest.questions))
    yield from _declared(process, "exclusions", frozenset(manifest.exclusions))
    yield from _errors(process)
    yield from _both_languages(process)


def _declared(process: Process, table: str, codes: frozenset[str]) -> Iterator[Finding]:
    for language in LANGUAGES:
        said = process.strings.codes(table, language)
        for code in sorted(codes - said):
            yield _finding("sentence-missing", language, table, code)
        for code in sorted(said - codes - {EXCLUDED_BY_PERSON}):
            yield _finding("code-undeclared", language, table, code)


def _errors(process: Process) -> Iterator[Finding]:
    for error in all_errors():
        if _is_of(process, error):
            for language in LANGUAGES:
                if error.code not in process.strings.codes("errors", language):
                    yield _finding("sentence-missing", language, "errors", error.code)


def _is_of(process: Process, error: type[JikwonError]) -> bool:
    return error.__module__.startswith(f"{process.package}.")


def _both_languages(process: Process) -> Iterator[Finding]:
    for table in TABLES:
        ko, en = (process.strings.codes(table, language) for language in ("ko", "en"))
        for code in sorted(ko ^ en):
            yield _finding("sentence-missing", "en" if code in ko else "ko", table, code)
        for code in sorted(ko & en):
            if _gaps(process, table, code, "ko") != _gaps(process, table, code, "en"):
                yield _finding("gaps-differ", "en", table, code)


def _gaps(process: Process, table: str, code: str, language: str) -> frozenset[str]:
    """Name the fields of a sentence, read from its file: asked through `Strings` they would be filled."""
    sentences = tomllib.loads((process.folder / "strings" / f"{language}.toml").read_text("utf-8"))
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentences[table][code]) if name)


def _finding(rule: str, language: str, table: str, code: str) -> Finding:
    return Finding(rule=rule, file=f"strings/{language}.toml", fields={"table": table, "code": code})
