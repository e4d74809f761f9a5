"""The sample runs in memory, and comes to a proof that holds and says everything in sentences."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from jikwon.model import JikwonError
from jikwon.model.answering import EXCLUDED_BY_PERSON
from jikwon.model.catalog import Process
from jikwon.model.items import kind_of
from jikwon.model.strings import LANGUAGES, of
from jikwon.testing import samples
from jikwon.testing.findings import Finding
from jikwon.testing.results import RunResult
from jikwon.testing.rules import proofs

SHARED = ("jikwon.model", "jikwon.tools.tables")
"""What speaks in every process's proof besides the process itself."""


def look(process: Process) -> Iterator[Finding]:
    """Find a sample that fails, is not proved, or gives what the manifest does not name or no sentence says."""
    try:
        result = samples.run(process)
    except JikwonError as error:
        yield Finding(rule="sample-fails", file="sample", fields={"reason": str(error)})
        return
    if result.error is not None:
        yield Finding(rule="sample-fails", file="sample", fields={"reason": str(result.error)})
    elif result.verdict != "proved":
        refuted = ", ".join(check.name for check in result.mismatches) or result.state.value
        yield Finding(rule="sample-unproved", file="sample", fields={"checks": refuted})
    yield from _undeclared(process, result)
    yield from _unsaid(process, "checks", proofs.checks(process) | {check.name for check in result.checks})
    yield from _unsaid(process, "notes", proofs.notes(process) | {note.code for note in result.notes})


def _undeclared(process: Process, result: RunResult) -> Iterator[Finding]:
    manifest = process.manifest
    asked = {kind_of(code) for code in (*(each.code for each in result.questions), *result.waiting.values())}
    excluded = set(result.excluded.values()) - {EXCLUDED_BY_PERSON}
    acted = {act.kind for act in result.planned}
    for code in sorted(
        (asked - {*manifest.questions}) | (excluded - {*manifest.exclusions}) | (acted - {*manifest.acts})
    ):
        yield Finding(rule="code-not-in-manifest", file="manifest.toml", fields={"code": code})


def _unsaid(process: Process, table: str, shown: AbstractSet[str]) -> Iterator[Finding]:
    """Find what the proof's page would show as a code; what one language alone says is told with the sentences."""
    said = {
        code
        for strings in (process.strings, *map(of, SHARED))
        for language in LANGUAGES
        for code in strings.codes(table, language)
    }
    for code in sorted(shown - said):
        for language in LANGUAGES:
            yield Finding(
                rule="sentence-missing", file=f"strings/{language}.toml", fields={"table": table, "code": code}
            )
