"""What a printer says of itself and of its jobs."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import Enum

from jikwon.model import fact
from jikwon.model.dates import SEOUL

A4 = "iso_a4_210x297mm"
"""The paper of public offices, as PWG 5101.1 names it."""


class JobState(Enum):
    """Where a job is (RFC 8011, section 5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will come of the job."""
        return self.value >= JobState.CANCELED.value


@fact
class Job:
    """A job as the printer lists it.

    `impressions` and `sheets` are the printer's own counts, None where it does not count; some
    printers say 0 for everything and some count the blank backs. `kilobytes` is what it received.
    Times are seconds of the printer's up-time, None where it gives none. `begun` tells whether it
    ever started on the job, None where it does not say. `heard_at` (aware) is when it said by our own
    clock that it had completed the job.
    """

    id: int
    title: str
    state: JobState
    reasons: tuple[str, ...] = ()
    user: str = ""
    uuid: str = ""
    documents: int | None = None
    kilobytes: int | None = None
    impressions: int | None = None
    sheets: int | None = None
    begun: bool | None = None
    ended_up: int | None = None
    heard_at: datetime | None = field(default=None, compare=False)

    def to_data(self) -> Mapping[str, str]:
        """Give what belongs into a receipt: `job`, `state`, and where known `at`, `impressions` and `sheets`."""
        at = self.heard_at.astimezone(SEOUL).isoformat(timespec="seconds") if self.heard_at else None
        known = {"at": at, "impressions": self.impressions, "sheets": self.sheets}
        told = {name: str(each) for name, each in known.items() if each is not None}
        return {"job": str(self.id), "state": self.state.name.lower(), **told}


@fact
class Description:
    """What a printer is and can do. `copies` is the most of one job; `trays` are its media sources.

    `pages_printed` is the counter of its whole life, None where it keeps none.
    """

    name: str
    model: str
    location: str
    uuid: str
    takes_pdf: bool
    duplex: bool
    colour: bool
    copies: int
    media: tuple[str, ...]
    trays: tuple[str, ...]
    pages_printed: int | None


@fact
class Status:
    """How a printer is now. `state` is `idle`, `processing` or `stopped`; `up` is how long it has been on."""

    state: str
    reasons: tuple[str, ...]
    accepting: bool
    queued: int
    up: timedelta
    uuid: str


@fact
class Supply:
    """Toner, ink, a drum or a waste box. `level_percent` is what is left of it (of a waste box: its free room).

    `kind` is the printer's own word (`toner`, `ink-cartridge`, `waste-toner`); `colour` its name in
    English or ""; `state` is `ok`, `low`, `empty` or `unknown`.
    """

    name: str
    kind: str
    colour: str
    level_percent: int | None
    state: str
