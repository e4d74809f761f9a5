"""Let a process work on messy inputs of the exam, and count what it asked without need and what it got wrong.

Usage: messy_ours.py PROCESS SEEDS SCRATCH. The inputs and their answer keys are those of `tests/exam`, whose keys are
made apart from the rules; the seeds are none that a test uses. Writes the counts as marks.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jikwon_practice.portals.epidemic.facts import Case

FIRST_SEED: Final = 70_000
DRAWN_OTHERWISE: Final = frozenset({"주민등록번호", "외국인등록번호", "증상 목록"})
Counts = Counter[str]
"""`decided`: items whose data decides; `needless`: of these, asked about; `due`: what only a person settles;
`missed`: of these, not asked; `wrong`: cells and records delivered that the key contradicts."""


def hygiene(seed: int, folder: Path, home: Path) -> Counts:
    """Mark one register of people; an item is a person."""
    from tests.exam.conftest import sit
    from tests.exam.driver import CommandLine
    from tests.exam.hygiene.entry import Asked
    from tests.exam.hygiene.office import random_register

    sitting = sit(CommandLine(home), random_register(seed), folder)
    key, marks = sitting.key, sitting.marks
    told = {one.entry for one in key.asked}
    decided = [one for one in key.entries if one not in told and not isinstance(one.fate, Asked)]
    return Counter(
        decided=len(decided), needless=len(marks.needless), due=len(told), missed=len(marks.missed),
        wrong=len(marks.wrong),
    )  # fmt: skip


def monitoring(seed: int, folder: Path, _home: Path) -> Counts:
    """Mark one day of reports; an item is a person's slot."""
    from tests.exam.monitoring.random_days import random_day
    from tests.exam.monitoring.runs import sit

    sitting = sit(random_day(seed, size=60), folder)
    key, marks = sitting.key, sitting.marks
    return Counter(
        decided=key.deciding, needless=len(marks.needless), due=len(key.waits) + len(key.asked),
        missed=len(marks.missed), wrong=len(marks.wrong),
    )  # fmt: skip


def assignment(seed: int, folder: Path, _home: Path) -> Counts:
    """Mark one roster; an item is a person, and every sentence of the marker is something wrong."""
    from tests.exam.assignment.rosters import large_roster
    from tests.exam.assignment.runs import sit

    roster = large_roster(seed)
    sitting = sit(roster, folder)
    due = {one.number for one in sitting.marker.waiting}
    asked = {one["격리자관리번호"] for one in sitting.marker.sheets["확인필요"]}
    return Counter(
        decided=len(roster.people) - len(due), needless=len(asked - due), due=len(due), missed=len(due - asked),
        wrong=len(sitting.faults),
    )  # fmt: skip


def petitions(seed: int, folder: Path, _home: Path) -> Counts:
    """Mark one month's exports; an item is a petition."""
    from tests.exam.petitions.months import random_month
    from tests.exam.petitions.runs import sit

    sitting = sit(random_month(seed), folder)
    marks = sitting.marks
    return Counter(
        decided=marks.decided, needless=len(marks.needless), due=len(sitting.month.asked), missed=len(marks.unasked),
        wrong=len(marks.wrong) + len(sitting.faults),
    )  # fmt: skip


def epi_forms(seed: int, folder: Path, _home: Path) -> Counts:
    """Mark one day of the practice portal; what is printed is read back and must show every value of its case."""
    from tests.journeys.desk import DAY, Desk

    from jikwon.proof import pdf_pages
    from jikwon_practice.office import Practice
    from jikwon_practice.portals.epidemic.facts import DISTRICT
    from jikwon_practice.printer import PracticePrinter

    with Practice(seed=seed, cases=20, date=DAY, deviants=True) as portal, PracticePrinter(folder / "p") as printer:
        said = Desk(folder, portal, printer).run("--partial")
        cases = {case.case_id: case for case in portal.cases() if (case.district, case.reported_on) == (DISTRICT, DAY)}
    asked = {each["key"] for each in said["questions"]}
    due = {name for name, case in cases.items() if case.deviant}
    forms = {path.stem: path for path in Path(said["proof"]["path"]).parent.glob("forms/*.pdf")}
    found = Counts(decided=len(cases) - len(due), needless=len(asked - due), due=len(due), missed=len(due - asked))
    found["wrong"] = len(cases.keys() ^ (forms.keys() | asked)) + sum(
        not _is_shown(cases[name], "".join(page.text for page in pdf_pages(path))) for name, path in forms.items()
    )
    return found


def _is_shown(case: "Case", text: str) -> bool:
    """Tell whether a form shows every value of a case, whatever the lines break; what is masked or ticked aside."""
    from jikwon_practice.portals.epidemic.sections import sections

    seen = "".join(text.split())
    values = [
        value
        for section in sections(case, marks=())
        for value in (
            *(value for label, value in section.fields if label not in DRAWN_OTHERWISE and value not in ("Y", "N")),
            *(value for row in (section.table.rows if section.table else ()) for value in row),
        )
    ]
    return all("".join(value.split()) in seen for value in values)


def paper_forms(seed: int, folder: Path, _home: Path) -> Counts:
    """Mark the fields of two scanned forms."""
    from tests.exam import test_paper_exam as exam

    from jikwon.processes.paper_forms import measuring

    cases, limits = exam.cases(seed, 2, folder), exam.shipped()
    accepted = sum(measuring.accepted(case, limits) for case in cases)
    return Counter(decided=len(cases), needless=len(cases) - accepted, wrong=len(exam.wrong(cases)))


PROCESSES: Final[dict[str, Callable[[int, Path, Path], Counts]]] = {
    "hygiene-kits": hygiene, "monitoring": monitoring, "assignment": assignment, "petitions": petitions,
    "epi-forms": epi_forms, "paper-forms": paper_forms,
}  # fmt: skip


def main(process: str, seeds: int, scratch: Path) -> None:
    """Work on every seed's inputs, and write the counts of all."""
    home = scratch / "office"
    home.mkdir()
    found = Counts()
    for seed in range(FIRST_SEED, FIRST_SEED + seeds):
        folder = scratch / f"{seed}"
        folder.mkdir()
        found.update(PROCESSES[process](seed, folder, home))
    marks = {name: found[name] for name in ("decided", "needless", "due", "missed", "wrong")}
    share = 100 * (1 - marks["needless"] / marks["decided"])
    Path(os.environ["BENCH_TOLD"]).write_text(json.dumps({"marks": {**marks, "share": share}}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
