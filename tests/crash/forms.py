"""A day's forms on their way to paper while robot, browser and printer are killed again and again."""

import csv
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from python_calamine import CalamineWorkbook
from tests.crash.programs import ENDED, Programs
from tests.journeys.desk import AS_OF, DAY, Desk

from jikwon.model.dates import SEOUL
from jikwon.proof import pdf_pages
from jikwon_practice.office import Practice
from jikwon_practice.printer import Paper, PracticePrinter

ROBOT, BROWSER, PRINTER = "robot", "browser", "printer"
VICTIMS = (ROBOT, BROWSER, PRINTER)
STUCK_S = 400.0
"""The longest time without any progress; a robot that is killed in the middle of a proof begins it anew."""
LOOK_S = 0.03
AIMED = 0.7
"""The share of kills in the act stage that wait for a form to be at the printer."""
AIM_S, JOB_S = 20.0, 0.12
OFF_S = 1.5
"""The longest time that a printer stays off."""


class Storm(Programs):
    """One office whose robot, browser and printer are killed while it prints the forms of a day."""

    def __init__(self, folder: Path, desk: Desk, *, seed: int) -> None:
        super().__init__(folder, seed=seed)
        self.desk = desk
        self.asked: list[str] = []
        self.answered: Counter[str] = Counter()
        self.stages: Counter[tuple[str, str]] = Counter()
        self.failures: list[str] = []
        self.happened: list[str] = []
        self.seen: set[int] = set()
        self.robot = self.run()

    @property
    def home(self) -> Path:
        """The home folder."""
        return self.desk.home

    def run(self) -> subprocess.Popen[bytes]:
        """Start the run in the foreground."""
        return self.start("run", "epi-forms", "--as-of", AS_OF, "--approve", "--json")

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a worker that ends when nothing is left to do."""
        return self.start("worker", "--until-idle", "--can", "browser", "--can", "printer")

    def rage(self, kills: int) -> None:
        """Kill each of the three in turn, by chance, at moments spread over the whole run."""
        victims = [VICTIMS[number % len(VICTIMS)] for number in range(kills)]
        self.chance.shuffle(victims)
        whole = 3 * len(self.desk.cases)  # a case is read, printed and marked
        moments = sorted(self.chance.uniform(0, whole) for _ in victims)
        for moment, victim in zip(moments, victims, strict=True):
            self.wait_for(moment)
            if victim != BROWSER and self.chance.random() < AIMED:
                self.aim()
            else:
                time.sleep(self.chance.uniform(0, 0.5))
            self.strike(victim)
        self.wait_for(whole)

    def aim(self) -> None:
        """Wait for a form that is being printed: most of the time nothing is, and nothing would be in doubt."""
        until = time.monotonic() + AIM_S
        while self.stage() == "act" and time.monotonic() < until and not self.is_printing():
            self.attend()
            time.sleep(0.002)
        time.sleep(self.chance.uniform(0, JOB_S))

    def is_printing(self) -> bool:
        """Tell whether a job is at the printer whose end the robot does not know."""
        sql = "SELECT COUNT(*) FROM effects WHERE kind = 'print' AND noted IS NOT NULL AND receipt IS NULL"
        return self.read(sql) not in ([], [(0,)])

    def strike(self, victim: str) -> None:
        """Kill one of the three this instant; the printer comes back with an empty memory."""
        if victim == BROWSER:
            self.kill_browser()
        elif victim == ROBOT:
            self.seen |= set(descendants(self.robot.pid))
            self.count(ROBOT)
            self.kill(self.robot)
        else:
            self.count(PRINTER)
            self.desk.printer.switch_off()
            time.sleep(self.chance.uniform(0, OFF_S))
            self.desk.printer.start()

    def kill_browser(self, *, part: str = "") -> None:
        """Kill the browser that the robot has started, or one of the processes that belong to it."""
        until = time.monotonic() + STUCK_S
        while time.monotonic() < until:
            found = [pid for pid in descendants(self.robot.pid) if part in command_of(pid)]
            if found:
                self.seen |= set(found)
                self.count(BROWSER)
                hit = self.chance.choice(found)
                self.note(f"of it {hit}: {command_of(hit)[:200]}")
                with suppress(ProcessLookupError):
                    os.kill(hit, signal.SIGKILL)
                return
            self.attend()
            time.sleep(LOOK_S)
        raise AssertionError(f"the robot never started a browser\n{self.said()}")

    @property
    def victims(self) -> Mapping[str, int]:
        """How often each of the three was killed."""
        found: Counter[str] = Counter()
        for (victim, _), times in self.stages.items():
            found[victim] += times
        return found

    def count(self, victim: str) -> None:
        """Note who was killed at which stage."""
        self.stages[victim, self.stage()] += 1
        self.note(f"kill {victim} in {self.stage()} at {self.progress()}")

    def note(self, what: str) -> None:
        """Note what happens, with the time."""
        self.happened.append(f"{datetime.now(SEOUL):%H:%M:%S.%f} {what}")

    def progress(self) -> int:
        """Count the cases read, printed and marked."""
        settled = "SELECT COUNT(*) FROM items WHERE state <> 'open'"
        done = "SELECT COUNT(*) FROM acts WHERE state = 'done'"
        found = self.read(f"SELECT ({settled}), ({done})")
        return sum(found[0]) if found else 0

    def wait_for(self, moment: float) -> None:
        """Wait until so much is done, and see that somebody is at it all the while."""
        last, changed = ("", -1), time.monotonic()
        while (now := self.progress()) < moment:
            if (self.stage(), now) != last:
                last, changed = (self.stage(), now), time.monotonic()
            self.attend()
            assert time.monotonic() - changed < STUCK_S, f"stuck at {now} of {moment}: {self.state()}\n{self.said()}"
            time.sleep(LOOK_S)

    def attend(self) -> None:
        """Let the run go on where its robot has died, and answer where it asks."""
        if self.robot.poll() is None:
            return
        state = self.state()
        if state == "none":  # killed before there was a run
            self.robot = self.run()
        elif state == "needs-people":
            self.answer()
        elif state == "failed":
            self.failures.append(self.json("show", self.newest())["error"])
            self.robot = self.start("resume", self.newest(), "--approve", "--json")
        else:
            assert state not in ENDED, f"{state}\n{self.said()}"
            self.robot = self.worker()

    def answer(self) -> None:
        """Answer what is asked from the printer's tray and the portal's record, and go on."""
        number, marked = self.numbers(), self.desk.marked
        lie = {paper.title for paper in self.desk.printer.papers()}
        answers = self.folder / "answers.csv"
        asked = self.json("show", self.newest())["questions"]
        assert {each["code"] for each in asked} <= {"act-in-doubt"}, asked
        is_done = {"print": lambda case: number[case] in lie, "mark": lambda case: case in marked}
        told = [(each["id"], "done" if is_done[each["kind"]](each["key"]) else "not-done") for each in asked]
        with answers.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("질문ID", "답"), *told])
        self.note(f"answered {told} of {asked}")
        self.asked += [each["key"] for each in asked]
        self.answered.update(answer for _, answer in told)
        self.robot = self.start("answer", self.newest(), "--file", str(answers), "--resume", "--approve", "--json")

    def numbers(self) -> Mapping[str, str]:
        """Give the number of each case's print job, from the plan that lies beside the forms."""
        return {row["환자관리번호"]: row["출력관리번호"] for row in self.sheet("print-plan.xlsx", "출력예정")}

    def sheet(self, file: str, name: str) -> Sequence[Mapping[str, str]]:
        """Read a sheet of a released file."""
        book = CalamineWorkbook.from_path(self.home / "outputs" / self.newest() / file)
        header, *rows = book.get_sheet_by_name(name).to_python()
        return [{str(key): str(cell) for key, cell in zip(header, row, strict=True)} for row in rows]

    def settle(self) -> None:
        """Let the run end."""
        until = time.monotonic() + STUCK_S
        while self.state() not in ENDED or self.state() == "failed":
            self.attend()
            assert time.monotonic() < until, f"never ended: {self.state()}\n{self.said()}"
            time.sleep(LOOK_S)
        self.robot.wait(STUCK_S)

    def assert_each_case_once(self) -> None:
        """Hold paper, portal, ledger and proof against the cases that the portal reports."""
        wanted = dict.fromkeys(self.desk.cases, 1)
        assert (self.state(), self.failures) == ("released", []), self.said()
        papers = self.desk.printer.papers()
        assert Counter(self.case_on(paper) for paper in papers) == wanted
        assert [paper.copies for paper in papers] == [1] * len(wanted)
        assert self.desk.marked == wanted, self.marks_told(wanted)
        assert Counter(row["환자관리번호"] for row in self.sheet("print-ledger.xlsx", "출력대장")) == wanted
        verified = self.start("proof", "verify", str(self.home / "outputs" / self.newest()))
        assert verified.wait(STUCK_S) == 0, self.said()

    def marks_told(self, wanted: Mapping[str, int]) -> str:
        """Say which cases are not marked once: when the portal took each mark, and all that was done to the three."""
        wrong = {case for case in {*wanted, *self.desk.marked} if self.desk.marked.get(case, 0) != wanted.get(case, 0)}
        marks = [f"{mark.at:%H:%M:%S.%f} {mark}" for mark in self.desk.portal.record() if mark.case_id in wrong]
        return "\n".join([f"not marked once: {sorted(wrong)}", *marks, *self.happened, f"asked: {self.asked}"])

    def case_on(self, paper: Paper) -> str:
        """Read whose form a paper is, from its own words."""
        text = pdf_pages(paper.pdf)[0].text
        return next(case for case in self.desk.cases if case in text)

    def assert_nothing_is_left(self) -> None:
        """See that no browser outlives its robot and that no working copy of a person's data stays."""
        until = time.monotonic() + 20
        while left := [pid for pid in self.seen if is_alive(pid)]:
            assert time.monotonic() < until, f"browsers without a robot: {left}"
            time.sleep(0.1)
        assert not list((self.home / "spool").iterdir())
        assert not [path.name for path in (self.home / "outputs").iterdir() if path.name.startswith(".")]
        assert self.read("SELECT COUNT(*) FROM effects WHERE receipt IS NULL") == [(0,)]


def descendants(pid: int) -> list[int]:
    """List the processes that a process has started, and theirs."""
    children: dict[int, list[int]] = {}
    for each in Path("/proc").iterdir():
        if each.name.isdecimal() and (parent := parent_of(int(each.name))):
            children.setdefault(parent, []).append(int(each.name))
    found: list[int] = []
    todo = [pid]
    while todo:
        mine = children.get(todo.pop(), [])
        found += mine
        todo += mine
    return found


def command_of(pid: int) -> str:
    """Give a process's command, "" for one that has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace").replace("\0", " ")
    return ""


def parent_of(pid: int) -> int:
    """Give a living process's parent, 0 for one that has ended."""
    with suppress(OSError):
        state, parent = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[:2]
        return int(parent) if state != "Z" else 0
    return 0


def is_alive(pid: int) -> bool:
    """Tell whether a process has not ended."""
    return parent_of(pid) > 0


@contextmanager
def storm(folder: Path, *, cases: int, seed: int) -> Iterator[Storm]:
    """Open an office with so many cases, let a robot begin, and leave nothing running."""
    with Practice(seed=seed, cases=cases, date=DAY) as portal, PracticePrinter(folder / "printer") as printer:
        raging = Storm(folder, Desk(folder, portal, printer), seed=seed)
        try:
            yield raging
        finally:
            raging.clear()
            told = {f"{victim} in {stage}": times for (victim, stage), times in sorted(raging.stages.items())}
            sys.stdout.write("\n".join(raging.happened))
            sys.stdout.write(f"\nkilled: {told}\nasked: {dict(raging.answered)}\n")
