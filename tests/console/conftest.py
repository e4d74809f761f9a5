"""One console for all tests of a file."""

from collections.abc import Iterator

import pytest
from tests.console.house import House, house_in


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_in(tmp_path_factory.mktemp("office")) as house:
        yield house
