"""One console for all tests of a file, and questions in it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.console.asking import asked
from tests.console.house import House, house_in
from tests.console.registers import NO_SUCH_NUMBER


@pytest.fixture(scope="module")
def words() -> Sequence[str]:
    """Give what is typed after `jikwon up`; a file whose tests need no robot says so, which is half of the start."""
    return ()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, words: Sequence[str]) -> Iterator[House]:
    with house_in(tmp_path_factory.mktemp("office"), "", *words) as house:
        yield house


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("registers")


@pytest.fixture(scope="module")
def pool(house: House, folder: Path) -> list[str]:
    """Ask many questions of one run: each test that needs one takes its own."""
    return asked(house, folder, *[NO_SUCH_NUMBER] * 12)


@pytest.fixture
def question(pool: list[str]) -> str:
    return pool.pop()
