"""What every sitting of the exam shares: an office with a home folder, and registers of single defects, run once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from .driver import CommandLine, Outcome
from .hygiene.key import Key, Rule, make_key
from .hygiene.marks import Marks, mark
from .hygiene.office import CLOCK, RULES, Register
from .hygiene.writers import write_books
from .singles import promises_register, shapes_register


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One register that the product has worked on: its key, what the command said, and the marks."""

    key: Key
    outcome: Outcome
    marks: Marks


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return the command line of one office; sittings under it share its keys, as in real life."""
    return CommandLine(tmp_path_factory.mktemp("office"))


def sit(office: CommandLine, register: Register, folder: Path, rule: Rule = RULES["per-person"]) -> Sitting:
    """Let the product work on a register, releasing what is certain, and mark the result."""
    paths = write_books(register.books, folder)
    key = make_key(register.entries, rule)
    outcome = office.run_kits(paths, settings=rule.settings, clock=CLOCK, partial=True)
    assert outcome.code in (0, 3), f"exit {outcome.code}: {outcome.stderr}"
    return Sitting(key=key, outcome=outcome, marks=mark(key, outcome.outputs()))


@pytest.fixture(scope="session")
def single_promises(office: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """Return the sitting over one workbook with every defect class once."""
    return sit(office, promises_register(), tmp_path_factory.mktemp("promises"))


@pytest.fixture(scope="session")
def marks_of_shape(office: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Marks]:
    """Return what marks the shape of a name: all in one run, or alone where one of them stops the run."""
    folder = tmp_path_factory.mktemp("shapes")
    together: list[Marks | None] = []

    def find(name: str) -> Marks:
        if not together:
            try:
                together.append(sit(office, shapes_register(), folder).marks)
            except AssertionError:
                together.append(None)
        return together[0] or sit(office, shapes_register(only=name), folder / str(len(name))).marks

    return find
