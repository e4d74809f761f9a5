"""A fresh printer of each kind for each test; one that is not installed is passed over with the reason."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.needing import need

from jikwon_practice import printer as practice

from . import cups
from .documents import pdf
from .peers import Peer, open_peer

MISSING: dict[str, Callable[[], str]] = {"ippeveprinter": practice.missing, "cups": cups.missing, "fake": lambda: ""}


@pytest.fixture(params=["ippeveprinter", "cups", "fake"])
def peer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Peer]:
    need(MISSING[request.param]())
    yield from open_peer(request.param, tmp_path / "peer")


@pytest.fixture(params=["ippeveprinter", "fake"])
def forgetful(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Peer]:
    """Give a printer whose memory a restart empties."""
    need(MISSING[request.param]())
    yield from open_peer(request.param, tmp_path / "peer")


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Peer]:
    """Give a queue, which remembers its jobs across a restart."""
    need(MISSING["cups"]())
    yield from open_peer("cups", tmp_path / "peer")


@pytest.fixture(params=["ippeveprinter", "cups"])
def real(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Peer]:
    """Give a printer that has an address."""
    need(MISSING[request.param]())
    yield from open_peer(request.param, tmp_path / "peer")


@pytest.fixture
def practice_printer(tmp_path: Path) -> Iterator[practice.PracticePrinter]:
    need(MISSING["ippeveprinter"]())
    with practice.PracticePrinter(tmp_path / "peer") as made:
        yield made


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return pdf(tmp_path)
