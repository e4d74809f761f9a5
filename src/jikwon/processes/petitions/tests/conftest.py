"""Offices of these tests write below the test's own folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jikwon.processes.petitions.tests.exports import outputs_in


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with outputs_in(tmp_path):
        yield
