"""A desk for every test: a home folder of its own and a receiver of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acting.receiving import PROCESSES
from tests.engine.desk import Desk, desk_in


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Give an empty office."""
    monkeypatch.setenv("JIKWON_PROCESSES", str(PROCESSES))
    with desk_in(tmp_path) as made:
        yield made
