"""What can be switched on to go wrong at the practice printer."""

from datetime import timedelta
from pathlib import Path

NEEDS_A_PERSON = ("media-empty", "media-jam", "cover-open", "toner-empty")
"""Printer state reasons that keep the job until they are cleared."""


class Faults:
    """Switches that the printer's next jobs meet. Each holds until `clear`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def stop_for(self, reason: str) -> None:
        """Stop at the next job for one of `NEEDS_A_PERSON`, until it is cleared."""
        if reason not in NEEDS_A_PERSON:
            raise ValueError(f"no such fault: {reason}")
        (self._folder / reason).touch()

    def out_of_paper(self) -> None:
        """Stop at the next job until paper is put in (`clear`)."""
        self.stop_for("media-empty")

    def slow(self, by: timedelta) -> None:
        """Take so much longer for each job."""
        (self._folder / "slow").write_text(f"{by.total_seconds():.3f}", "ascii")

    def abort(self) -> None:
        """Give up every job before anything of it is on paper."""
        (self._folder / "abort").touch()

    def clear(self) -> None:
        """Mend everything."""
        for switch in self._folder.iterdir():
            switch.unlink()
