"""A printer in memory that passes the tests of the real ones: for processes' tests and samples."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from jikwon.tools.printer.fake_wire import FakePaper, FakeWire
from jikwon.tools.printer.printer import Printer


class FakePrinter(Printer):
    """Prints into `papers`. Everything but the wire is the real `Printer`.

    What a real printer meets can be switched on; it holds until `clear`, but for `cut_next_sending`.
    """

    def __init__(
        self,
        *,
        name: str = "fake",
        user: str = "robot",
        within: timedelta = timedelta(seconds=1),
        duplex: bool = True,
        up: timedelta = timedelta(),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._wire = FakeWire(name=name, user=user, duplex=duplex, up=up)
        super().__init__("ipp://fake.invalid/print", name=name, user=user, within=within, wire=self._wire, clock=clock)

    @property
    def papers(self) -> tuple[FakePaper, ...]:
        """What lies on paper, in the order of printing."""
        return tuple(self._wire.papers)

    def stop_for(self, reason: str) -> None:
        """Stop at the next job for a printer state reason (`media-empty`, `media-jam`, `cover-open`, …)."""
        self._wire.stopped_for = reason

    def out_of_paper(self) -> None:
        """Stop at the next job until paper is put in (`clear`)."""
        self.stop_for("media-empty")

    def abort(self) -> None:
        """Give up every job before anything of it is on paper."""
        self._wire.aborts = True

    def slow(self, by: timedelta) -> None:
        """Take so long for each job."""
        self._wire.slow_s = by.total_seconds()

    def refuse_jobs(self) -> None:
        """Take no job at the moment."""
        self._wire.accepting = False

    def cut_next_sending(self) -> None:
        """Break the line in the middle of the next document; the printer throws the half away."""
        self._wire.cuts = True

    def clear(self) -> None:
        """Mend everything."""
        self._wire.mend()

    def switch_off(self) -> None:
        """Cut the power: nothing answers, jobs and memory are lost; papers stay."""
        self._wire.switch_off()

    def switch_on(self) -> None:
        """Switch it on with an empty memory; its job numbers begin at 1."""
        self._wire.is_on = True
