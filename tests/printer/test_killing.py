"""Whatever is killed whenever, a title lies on paper once, or a person is asked."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jikwon.model import Handling, Intent, JikwonError, Probe
from jikwon.tools.printer import FakePrinter, Job
from jikwon.tools.printer.wire import Answer, Operation, Value
from jikwon_practice.printer import PracticePrinter

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


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_robot_and_printer_killed_at_random_print_each_title_once_or_ask(
    practice_printer: PracticePrinter, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "ledger"
    folder.mkdir()
    pdf(folder, filler=100_000)
    count, restarts = 60, 0

    for kill in range(12):
        with _robot(practice_printer.address, folder, count) as robot:
            time.sleep(chance.uniform(0, 0.15))
            if kill % 4 == 3:
                practice_printer.restart()
                restarts += 1
                time.sleep(chance.uniform(0, 0.1))
            robot.kill()
    with _robot(practice_printer.address, folder, count) as robot:
        assert robot.wait(60) == 0

    on_paper = Counter(paper.title for paper in practice_printer.papers())
    asked = {number for number in range(count) if (folder / f"{number}-question.json").exists()}
    for number in range(count):
        lies = on_paper[f"epi-forms/print/{number:04x}/1"]
        assert lies == 1 or (number in asked and lies == 0)
    assert len(asked) <= restarts + 3  # a robot cut off while it sends may leave a question, too


@contextmanager
def _robot(address: str, folder: Path, count: int) -> Iterator[subprocess.Popen[bytes]]:
    """Start the robot, wait until it begins to work, and see its end."""
    command = [sys.executable, "-m", "tests.printer.robot", address, str(folder), str(count)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE) as robot:
        assert robot.stdout is not None
        assert robot.stdout.readline() == b"ready\n"
        yield robot
