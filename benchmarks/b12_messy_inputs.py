"""B12: what share of messy inputs needs no person, and what is wrong in what is delivered, against answer keys."""

from pathlib import Path

import ours
from measuring import TOLD, Contender, Contest, Start

SEEDS = 20
PROCESSES = ("hygiene-kits", "monitoring", "assignment", "petitions", "epi-forms", "paper-forms")
TELLS = ("decided", "needless", "share", "due", "missed", "wrong")
NOTES = {
    "hygiene-kits": "an item is a person of a register",
    "monitoring": "an item is a person's slot of a day",
    "assignment": "an item is a person of a roster; every sentence that the marker has counts as wrong",
    "petitions": "an item is a petition of a month",
    "epi-forms": "an item is a case on the practice portal; due are cases that lack what the form must have",
    "paper-forms": "an item is a field of a scanned form, by its thresholds as shipped; whether a scan decides"
    " nobody knows, so all that is not accepted counts as needless",
}


def contest(*, seeds: int = SEEDS) -> Contest:
    """Give a contender for each process; nothing is timed."""
    return Contest(
        code="B12",
        title=f"messy inputs made from the defect catalogue, {seeds} of each process, against their answer keys",
        unit="input",
        size=seeds,
        contenders=tuple(_contender(process, seeds) for process in PROCESSES),
        rounds=1,
        is_warmed_up=False,
        is_timed=False,
    )


def _contender(process: str, seeds: int) -> Contender:
    def prepare(folder: Path) -> Start:
        made = ours.start(folder)
        env = {"BENCH_TOLD": str(folder / TOLD), "PYTHONPATH": f"{ours.ROOT / 'src'}:{ours.ROOT}"}
        script = Path(__file__).with_name("messy_ours.py")
        return Start(argv=(ours.python(), script, process, str(seeds), folder), env={**made.env, **env})

    return Contender(name=process, size=seeds, prepare=prepare, tells=TELLS, note=NOTES[process])
