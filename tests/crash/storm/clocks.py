"""A clock of its own for a machine, hours wrong where a storm wants it; what measures durations stays right."""

from collections.abc import Mapping
from pathlib import Path

_LIBRARIES = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib*/faketime/libfaketimeMT.so.1")
SITE = Path(__file__).with_name("clock")


def library() -> str:
    """Find the library that lies about the time, "" where it is not installed."""
    return next((str(path) for pattern in _LIBRARIES for path in Path("/").glob(pattern.lstrip("/"))), "")


def missing() -> str:
    """Say what a storm of clocks needs and does not find."""
    return "" if library() else "clocks need libfaketime: apt-get install faketime"


class Clock:
    """One machine's clock, read from a file that may change while programs run."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.set(0)

    def set(self, hours: float) -> None:
        """Put the clock so many hours before or back; programs see it within a second."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{hours * 3600:+.0f}s\n", "ascii")
        new.replace(self._file)

    def environment(self) -> Mapping[str, str]:
        """Give what a program under this clock has in its environment, beside our sources in PYTHONPATH."""
        return {
            "LD_PRELOAD": library(),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
            "FAKETIME_DISABLE_SHM": "1",
        }
