"""A house whose robots send letters to a receiver that keeps the truth."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.acting.receiving import PROCESSES, RunningReceiver, running
from tests.console.handing_over import hand_over
from tests.console.house import House

HEADER = "번호,받는분,상태,창구,함께,판"


class LettersHouse(House):
    """A house that has the process of the tests beside ours."""

    def __init__(self, folder: Path, receiver: RunningReceiver) -> None:
        super().__init__(folder, '[console]\ninstitution = "가온구 보건소"\n', peopled=True)
        self.receiver = receiver

    @property
    def environment(self) -> dict[str, str]:
        """What every command of this office sees."""
        return {**super().environment, "JIKWON_PROCESSES": str(PROCESSES)}

    def letters(self, name: str, *statuses: str, role: str = "official", lane: str = "창구") -> str:
        """Hand letters over, one of each status, and give the run; their numbers begin with the name."""
        path = self.folder / f"{name}.csv"
        rows = [f"{name}{number},받는이{number},{status},{lane},," for number, status in enumerate(statuses, 1)]
        path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
        return hand_over(self, role, "test-letters", {"letters": path}, receiver=self.receiver.url)

    def released(self, name: str, *statuses: str) -> str:
        """Hand letters over, let the reviewer approve them, and wait until they are sent."""
        run = self.letters(name, *statuses)
        self.wait_for(run, "awaiting-approval")
        self.visitor("reviewer").post(f"/runs/{run}/approve", {"sure": "yes"})
        self.wait_for(run, "released")
        return run


@contextmanager
def letters_house(folder: Path, *words: str, delay_ms: int = 0) -> Iterator[LettersHouse]:
    """Keep such a house, with its people and its receiver, for the block; `words` are those of `jikwon up`."""
    with running(folder / "record.jsonl", delay_ms=delay_ms) as receiver:
        house = LettersHouse(folder, receiver)
        house.start(*words)
        try:
            yield house
        finally:
            house.stop()
