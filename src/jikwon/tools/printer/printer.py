"""A real printer, spoken to over IPP without a driver."""

import getpass
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jikwon.model import Intent, JikwonError, NoteDown, Probe
from jikwon.model.doors import changes_outside
from jikwon.tools.printer import addresses, asking, finding, following, options, supplying
from jikwon.tools.printer.errors import DocumentRefused
from jikwon.tools.printer.facts import Description, Job, Status, Supply
from jikwon.tools.printer.noting import Noted
from jikwon.tools.printer.options import Options
from jikwon.tools.printer.talking import Talk
from jikwon.tools.printer.wire import Wire

WITHIN = timedelta(seconds=10)
"""A form takes seconds; a run that is paused waits for this at most."""
LONGEST_TITLE = 255
"""Bytes of an IPP name."""


class Printer:
    """A printer at an `ipp://` or `ipps://` address. Safe to use from several threads.

    `name` is what sentences call it (the address by default), `user` whom its jobs belong to, `within`
    how long one job is followed before the error says that it still waits. `certificate` is a PEM file
    that an ipps printer must prove; without one the line is encrypted but nobody is verified.
    """

    def __init__(
        self,
        uri: str,
        *,
        name: str = "",
        user: str = "",
        within: timedelta = WITHIN,
        certificate: Path | None = None,
        wire: Wire | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        address = addresses.parse(uri)
        self.name = name or f"{address.host}:{address.port}{address.path}"
        self.within = within
        self._clock = clock
        user = user or getpass.getuser()
        if wire is None:
            from jikwon.tools.printer.http_wire import HttpWire  # not for those who print in memory

            wire = HttpWire(name=self.name, address=address, user=user, certificate=certificate)
        self._talk = Talk(wire=wire, name=self.name, uri=address.uri, user=user)

    def describe(self) -> Description:
        """Ask what the printer is and can do."""
        return self._talk.describe()

    def status(self) -> Status:
        """Ask how the printer is now."""
        return self._talk.status()

    def supplies(self) -> Sequence[Supply]:
        """Ask for toner, ink, drums and waste boxes; empty where the printer does not tell."""
        return supplying.supplies_from(self._talk.printer(asking.OF_SUPPLIES))

    def check(self, *, copies: int = 1, duplex: bool = False, tray: str = "") -> None:
        """Raise `PrinterLacks` unless the printer can print A4 PDF so; nothing is printed."""
        self._checked(Options(copies=copies, duplex=duplex, tray=tray))

    @changes_outside
    def submit(
        self,
        pdf: Path,
        *,
        title: str,
        note: NoteDown,
        copies: int = 1,
        duplex: bool = False,
        tray: str = "",
        pages: int | None = None,
    ) -> Job:
        """Print a PDF on A4 paper and return the job that the printer says it has completed.

        The options are checked; a job is made; its id goes to `note`; the document is sent and that is
        noted too; the job is followed. `pages` of the document, where told, help to judge a job that was
        cut off while it was sent. `title` is the act's key: at most 255 bytes, never used for another act.

        Effects: one job on the printer, titled `title`. Repeatable: through `find`, which knows a job
        cut off at any of these steps; a person finds either nothing or one job of that title.
        Raises what waits (paper, jam, cover, off, busy), what a person decides (`JobAborted`,
        `JobCancelled`, `JobLost`), and what stops (`DocumentRefused`, `PrinterLacks`, `NotAPrinter`).
        """
        if len(title.encode()) > LONGEST_TITLE:
            raise ValueError("a job's title has at most 255 bytes")
        self._check_document(pdf)
        chosen = Options(copies=copies, duplex=duplex, tray=tray)
        status = self._checked(chosen)
        job = self._talk.create(title, options.attributes(chosen))
        noted = Noted(
            job=job.id,
            job_uuid=job.uuid,
            printer=status.uuid,
            up=int(status.up.total_seconds()),
            size=pdf.stat().st_size,
            impressions=pages * copies if pages else None,
        )
        self._send(job.id, pdf, noted, note)
        return self._heard(following.follow(self._talk, job.id, title=title, within=self.within))

    def find(self, title: str, since: Intent) -> Job | Probe:
        """Tell what became of a job that an interrupted attempt was about to print.

        A job of that title that completed is given back; one that still waits or prints is followed,
        and what stops it is raised as in `submit`; one that got no document is cancelled, and is
        `NOT_THERE`. `NOT_THERE` is also the answer when no job was ever noted, as the document leaves
        only after the note. A noted job that the printer does not list is `NOT_THERE` only if its
        document was not taken, the printer has been up since before the intent (reckoned from its
        up-time, not its clock) and it still lists a job of ours that was over before; else
        `CANNOT_TELL`. A job that was cut off while it was sent and is called completed counts only if
        the printer's counts show the whole document.
        """
        found = finding.find(self._talk, title, since, now=since.asked_at or self._clock(), within=self.within)
        return self._heard(found) if isinstance(found, Job) else found

    @changes_outside
    def cancel(self, job: int) -> None:
        """Cancel a job because a person asks; one that is over already is left as it is."""
        self._talk.cancel(job)

    def _heard(self, job: Job) -> Job:
        return replace(job, heard_at=self._clock())

    def _checked(self, chosen: Options) -> Status:
        given = self._talk.printer((*asking.OF_PRINTER, *asking.OF_STATUS))
        options.check(chosen, asking.description_from(given), name=self.name)
        return asking.status_from(given)

    def _check_document(self, pdf: Path) -> None:
        with pdf.open("rb") as file:
            if not file.read(5).startswith(b"%PDF-"):
                raise DocumentRefused(printer=self.name, document=pdf.name)

    def _send(self, job: int, pdf: Path, noted: Noted, note: NoteDown) -> None:
        try:
            note(noted.to_data())
        except BaseException:
            self._forget(job)
            raise
        try:
            self._talk.send(job, pdf)
        except DocumentRefused:
            self._forget(job)
            raise
        note(noted.after_sending().to_data())

    def _forget(self, job: int) -> None:
        """Take an empty job back where that still works; `find` takes it back otherwise."""
        try:
            self._talk.cancel(job)
        except JikwonError:
            return
