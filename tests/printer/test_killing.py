"""Whatever is killed whenever, a title lies on paper once, or a person is asked."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jikwon.model import Handling, Intent, JikwonError, Probe
from jikwon.tools.printer import FakePrinter, Job
from jikwon.tools.printer.wire import Answer, Operation, Value

from .documents import pdf

FAULTS = ("robot", "robot-after", "printer", "printer-after", "abort", "paper", "line", "clear")
TITLES = tuple(f"epi-forms/print/{number:04x}/1" for number in range(4))


class Killed(BaseException):
    """Stands for the robot's end."""


class Weather:
    """Lets one fault happen at each of some requests, before the request is answered or after."""

    def __init__(self, printer: FakePrinter, faults: Mapping[int, str]) -> None:
        self._printer, self._faults, self._count = printer, faults, 0
        self._ask: Callable[..., Answer] = printer._wire.ask
        printer._wire.ask = self.ask  # type: ignore[method-assign]

    def ask(
        self,
        operation: Operation,
        about: Mapping[str, Value],
        *,
        job: Mapping[str, Value] | None = None,
        document: Path | None = None,
    ) -> Answer:
        self._count += 1
        fault = self._faults.get(self._count, "")
        self._before(fault)
        answer = self._ask(operation, about, job=job, document=document)
        if fault == "robot-after":
            raise Killed
        if fault == "printer-after":
            self._restart()
        return answer

    def _before(self, fault: str) -> None:
        if fault == "robot":
            raise Killed
        switches = {
            "printer": self._restart, "abort": self._printer.abort, "paper": self._printer.out_of_paper,
            "line": self._printer.cut_next_sending, "clear": self._printer.clear,
        }  # fmt: skip
        switches.get(fault, lambda: None)()

    def _restart(self) -> None:
        self._printer.switch_off()
        self._printer.switch_on()


class Ledger:
    """The little of the engine's ledger that an act needs: intents, notes, receipts and questions."""

    def __init__(self) -> None:
        self.receipts: dict[str, int] = {}
        self.asked: set[str] = set()
        self.intents: dict[str, Intent] = {}

    def note(self, title: str, noted: Mapping[str, str]) -> None:
        self.intents[title] = Intent(at=self.intents[title].at, noted=noted)

    def attempt(self, printer: FakePrinter, title: str, form: Path) -> None:
        if title in self.intents:
            found = printer.find(title, self.intents[title])
            if isinstance(found, Job):
                self.receipts[title] = found.id
                return
            if found is Probe.CANNOT_TELL:
                self.asked.add(title)
                return
        self.intents[title] = Intent(at=datetime.now(UTC))
        job = printer.submit(form, title=title, note=lambda noted: self.note(title, noted))
        self.receipts[title] = job.id


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.dictionaries(st.integers(1, 60), st.sampled_from(FAULTS), max_size=12))
def test_each_title_lies_on_paper_once_or_a_person_is_asked(faults: dict[int, str], tmp_path: Path) -> None:
    form = pdf(tmp_path)
    printer, ledger = FakePrinter(within=timedelta(seconds=0)), Ledger()
    Weather(printer, faults)

    for title in TITLES:
        for attempt in range(80):
            try:
                ledger.attempt(printer, title, form)
            except Killed:
                continue
            except JikwonError as error:
                if error.handling is Handling.ASK:
                    ledger.asked.add(title)
                if attempt > 10:
                    printer.clear()
            if title in ledger.receipts or title in ledger.asked:
                break

    on_paper = Counter(paper.title for paper in printer.papers)
    assert set(TITLES) == ledger.receipts.keys() | ledger.asked
    for title in TITLES:
        assert on_paper[title] == 1 or (title in ledger.asked and on_paper[title] == 0)
