"""The sample runs in memory, and comes to a proof that holds."""

from collections.abc import Iterator

from jikwon.model import JikwonError
from jikwon.model.answering import EXCLUDED_BY_PERSON
from jikwon.model.catalog import Process
from jikwon.model.items import kind_of
from jikwon.testing import samples
from jikwon.testing.findings import Finding
from jikwon.testing.results import RunResult


def look(process: Process) -> Iterator[Finding]:
    """Find a sample that fails, is not proved, or gives codes and acts that the manifest does not name."""
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


def _undeclared(process: Process, result: RunResult) -> Iterator[Finding]:
    manifest = process.manifest
    asked = {kind_of(code) for code in (*(each.code for each in result.questions), *result.waiting.values())}
    excluded = set(result.excluded.values()) - {EXCLUDED_BY_PERSON}
    acted = {act.kind for act in result.planned}
    for code in sorted(
        (asked - {*manifest.questions}) | (excluded - {*manifest.exclusions}) | (acted - {*manifest.acts})
    ):
        yield Finding(rule="code-not-in-manifest", file="manifest.toml", fields={"code": code})
