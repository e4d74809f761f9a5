"""A desk that is lost and set up again from a backup."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acting.receiving import PROCESSES
from tests.contract.conftest import shared_receiver, shell
from tests.engine.desk import Desk

from jikwon.engine.backup import making, restoring
from jikwon.engine.backup.making import Made
from jikwon.engine.backup.restoring import Restored
from jikwon.engine.office import Office
from jikwon.records import database, wishes
from jikwon.records.wishes import WishRow


class Machine(Desk):
    """A desk whose outputs lie in its home, and whose machine can be lost."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.out = self.office.home.outputs
        self.key = folder / "key"
        shutil.copy(self.home / "key", self.key)

    def backup(self, name: str = "a.tar", *, passphrase: str = "") -> Made:
        """Make a backup beside the home."""
        return making.backup(self.office, self.folder / name, passphrase=passphrase)

    def lose(self) -> None:
        """Lose the home with all that is in it; the receiver outside stays."""
        database.close()
        shutil.rmtree(self.home)

    def empty_home(self, name: str = "new", *, with_key: bool = True) -> Path:
        """Set up an empty machine."""
        root = self.folder / name
        root.mkdir()
        if with_key:
            shutil.copy(self.key, root / "key")
        return root

    def restore(self, made: Made, root: Path, *, passphrase: str = "", destroyed: Path | None = None) -> Restored:
        """Restore a backup into a home, and sit down at it."""
        done = restoring.restore(Path(made.file), ask=lambda: passphrase, root=root, destroyed=destroyed)
        self.office = Office.open(root)
        self.out = self.office.home.outputs
        return done


def wish(account: str, text: str) -> None:
    """Write one small row."""
    wishes.add(WishRow(account=account, text=text, at=1.0))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """Give an empty office."""
    monkeypatch.setenv("JIKWON_PROCESSES", str(PROCESSES))
    made = Machine(tmp_path)
    try:
        yield made
    finally:
        made.stop_receiver()
        database.close()


__all__ = ["machine", "shared_receiver", "shell"]
