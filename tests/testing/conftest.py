"""The acting process in an office in memory, and its receiver."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jikwon import testing

from ..acting.receiving import RunningReceiver, running

ACTING = Path(__file__).parents[1] / "acting"
HEADER = "번호,받는분,상태,창구,함께,판,추신"
Run = Callable[..., testing.RunResult]


@pytest.fixture(scope="session")
def shared_receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningReceiver]:
    with running(tmp_path_factory.mktemp("receiver") / "record.jsonl") as receiver:
        yield receiver


@pytest.fixture
def receiver(shared_receiver: RunningReceiver) -> RunningReceiver:
    """A receiver that remembers nothing of the tests before."""
    if shared_receiver.letters():
        shared_receiver.record.unlink()
        shared_receiver.restart()
    return shared_receiver


@pytest.fixture
def office(tmp_path: Path) -> testing.Office:
    return testing.Office(process=ACTING / "test_letters", folder=tmp_path)


def letters(*rows: str, header: str = HEADER) -> str:
    """Write a CSV file of letters; a row may leave out its last cells."""
    width = header.count(",")
    return "\n".join([header, *(row + "," * (width - row.count(",")) for row in rows)]) + "\n"


@pytest.fixture
def run(office: testing.Office, receiver: RunningReceiver) -> Run:
    """Run letters given as rows: `run("L1,김하나", approve=True)`."""

    def run_letters(*rows: str, file: str = "a.csv", **options: object) -> testing.RunResult:
        settings = {"receiver": receiver.url, **options.pop("settings", {})}  # type: ignore[dict-item]
        inputs = {"letters": [(file, letters(*rows))]}
        return office.run(inputs=inputs, settings=settings, **options)  # type: ignore[arg-type]

    return run_letters
