"""B14: 100 paper forms from scans to the proved table, and what share of their fields needs no person."""

import json
import subprocess
import sys
from pathlib import Path

import ours
from measuring import TOLD, Contender, Contest, Start

FORMS = 100
SEED = 13


def contest(data: Path, *, forms: int = FORMS) -> Contest:
    """Time ours alone, proof included: no other program reads these forms with an answer for its errors."""
    folder = scans(data, forms)
    return Contest(
        code="B14",
        title=f"{forms:,} paper forms: scans → table, each cell read again for the proof",
        unit="page",
        size=forms,
        contenders=(_jikwon(folder, forms),),
        rounds=1,
    )


def _jikwon(folder: Path, forms: int) -> Contender:
    def prepare(scratch: Path) -> Start:
        made = ours.start(scratch)
        script = Path(__file__).with_name("paper_ours.py")
        return Start(argv=(sys.executable, script, folder, scratch), env={**made.env, "OMP_THREAD_LIMIT": "1"})

    return Contender(
        name="jikwon, proved", size=forms, prepare=prepare, check=_held, tells=("fields", "accepted", "wrong"),
        note="marks: fields, accepted without a person, and accepted wrong (none allowed)",
    )  # fmt: skip


def scans(data: Path, forms: int) -> Path:
    """Make the scans and their key, in a process of their own."""
    folder = data / f"paper-{forms}"
    if not folder.exists():
        words = ("-m", "jikwon_practice.paper", "--seed", f"{SEED}", "--forms", f"{forms}", "--to", str(folder))
        subprocess.run([sys.executable, *words], check=True)
    return folder


def _held(scratch: Path) -> None:
    marks = json.loads((scratch / TOLD).read_text(encoding="utf-8"))["marks"]
    if marks["wrong"]:
        raise ValueError(f"{marks['wrong']:.0f} wrong fields were accepted")
