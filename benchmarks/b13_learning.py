"""B13: training on an office's petitions, and classifying new ones, one by one as a run does.

Ours alone: nobody else bounds the error of what is accepted. Aims: under five minutes and 2 GiB for 20,000
petitions; at least 1,000 classified a second.
"""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import ours
from measuring import Contender, Contest, Start

from jikwon.model.dates import SEOUL
from jikwon_practice.petitions import texts

PETITIONS = 20_000
BEGIN = datetime(2021, 1, 4, 9, tzinfo=SEOUL)
SCRIPT = Path(__file__).with_name("learning_ours.py")
ENV = {"PYTHONPATH": str(ours.ROOT / "src")}
TELLS = ("accepted", "of", "wrong")


def contests(data: Path, *, petitions: int = PETITIONS) -> list[Contest]:
    """Time ours alone, first the training, then the classifying of as many petitions that it did not see."""
    past, new = history(data, petitions, seed=1), history(data, petitions, seed=2)
    return [
        Contest(
            code="B13", title=f"learning: a model of {petitions:,} petitions, calibrated and certified at 1 %",
            unit="petition", size=petitions, contenders=(_training(past, petitions),), rounds=3,
        ),
        Contest(
            code="B13", title=f"classifying: {petitions:,} petitions, one by one", unit="petition", size=petitions,
            contenders=(_classifying(past, new, petitions),), rounds=5,
        ),
    ]  # fmt: skip


def history(data: Path, count: int, *, seed: int) -> Path:
    """Write settled petitions, ten minutes apart, as lines of JSON."""
    path = data / f"history-{count}-{seed}.jsonl"
    rng = Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            each = texts.write(rng)
            at = BEGIN + timedelta(minutes=10 * number)
            line = (f"{each.title}\n{each.body}", each.type, at.isoformat())
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


def _training(past: Path, size: int) -> Contender:
    def prepare(scratch: Path) -> Start:
        return Start(argv=(sys.executable, SCRIPT, "train", past, scratch), env=ENV)

    return Contender(
        name="jikwon, trained", size=size, prepare=prepare, tells=TELLS,
        note="marks: of the certifying petitions, those accepted, and of these those wrong",
    )  # fmt: skip


def _classifying(past: Path, new: Path, size: int) -> Contender:
    def prepare(scratch: Path) -> Start:
        model = past.with_suffix(".model")
        if not model.exists():
            words = (sys.executable, SCRIPT, "train", past, past.parent)
            subprocess.run([str(each) for each in words], env={**os.environ, **ENV}, check=True)
            (past.parent / "made.model").rename(model)
        return Start(argv=(sys.executable, SCRIPT, "classify", new, model, scratch), env=ENV)

    return Contender(
        name="jikwon, one by one", size=size, prepare=prepare, tells=TELLS,
        note="marks: petitions accepted without a person, and of these those wrong",
    )  # fmt: skip
