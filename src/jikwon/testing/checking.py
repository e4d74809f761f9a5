"""Holding a process folder to the shape that every process has."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from jikwon.model.catalog import Process
from jikwon.testing.findings import Finding, found
from jikwon.testing.proving import ProvedBreak, prove
from jikwon.testing.rules import doors, files, functions, imports, manifests, models, personal, pure, runs, sentences

__all__ = ["Finding", "ProvedBreak", "check", "prove"]

FIRST: Sequence[Callable[[Process], Iterator[Finding]]] = (files.look, manifests.look, models.declared)
"""Rules that the others stand on: while one finds something, the others are not asked."""
THEN: Sequence[Callable[[Process], Iterator[Finding]]] = (
    imports.look, pure.look, doors.look, functions.look, models.look, sentences.look, personal.look, runs.look,
)  # fmt: skip


def check(process: Process | Path | str) -> list[Finding]:
    """Hold a process to every rule of `jikwon.testing.rules`; an empty list means that all hold.

    The process's code is imported and its sample run in memory, up to the proof.
    """
    looked_at = found(process)
    first = [finding for look in FIRST for finding in look(looked_at)]
    return first or [finding for look in THEN for finding in look(looked_at)]
