"""What every part of the demo uses: saying something, and typing a `jikwon` command."""

import csv
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from jikwon.model import strings
from jikwon.model.catalog import find
from jikwon.model.samples import files_of

HERE = Path(__file__).parent
OFFICE = HERE / "office"
ROOT = HERE.parent
KO = strings.language() == "ko"


def say(ko: str, en: str) -> None:
    """Say something in the language of whoever watches."""
    print(f"\n\033[1m{ko if KO else en}\033[0m" if sys.stdout.isatty() else f"\n## {ko if KO else en}", flush=True)


def tell(ko: str, en: str) -> None:
    """Add a line to what was said."""
    print(f"  {ko if KO else en}", flush=True)


def jikwon(*words: str, expect: int, shown: bool = True, typed: str = "") -> str:
    """Type one command and let its output through; end the demo if it does not end as expected."""
    if shown:
        print("$ jikwon " + " ".join(word if " " not in word else f'"{word}"' for word in words), flush=True)
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "jikwon", *words],
        env={**os.environ, "JIKWON_HOME": str(OFFICE), "JIKWON_PROCESSES": ""}, cwd=ROOT, input=typed,
        stdout=None if shown else subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode != expect:
        sys.exit(f"jikwon {words[0]}: {done.returncode} != {expect}")
    return done.stdout or ""


def inputs_of(process: str) -> list[str]:
    """Give the options that hand over a process's sample."""
    found = find(process)
    return [
        word
        for name in found.manifest.inputs
        for path in files_of(found, name)
        for word in ("--input", f"{name}={path.relative_to(ROOT)}")
    ]


def answer_prepared(process: str, run: dict[str, object], **by_code: str) -> None:
    """Answer a run's questions as an official would from a prepared file: with the sample's answers, else by code."""
    given = tomllib.loads((find(process).folder / "sample" / "sample.toml").read_text("utf-8"))["answers"]
    known = {(each["key"], each["code"]): each["answer"] for each in given}
    path = OFFICE / f"answers-{process}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["질문ID", "답"])
        for question in run["questions"]:  # type: ignore[attr-defined]
            code = question["code"]
            answer = known.get((question["key"], code)) or by_code[code.replace("-", "_")]
            writer.writerow([question["id"], answer])
    words = ("--file", str(path.relative_to(ROOT)), "--resume", "--approve")
    jikwon("answer", str(run["run"]), *words, expect=0)


def newest() -> dict[str, object]:
    """Give the newest run as `--json` tells it."""
    runs: list[dict[str, object]] = json.loads(jikwon("runs", "--json", expect=0, shown=False))
    return runs[0]


def folder_of(run: dict[str, object]) -> Path:
    """Give the folder of a run's released files, relative to the project."""
    paths = [Path(str(each["path"])) for each in run["outputs"]]  # type: ignore[attr-defined]
    return min((path.parent for path in paths), key=lambda path: len(path.parts)).relative_to(ROOT)


def show_files(folder: Path, *names: str) -> None:
    """Name files that are worth opening."""
    for name in names:
        print(f"  {folder / name}", flush=True)
