"""Run the shipped process over the folders of forms, and hold what it accepted against their keys.

Usage: paper_ours.py FORMS SCRATCH. Writes how many fields there are, were accepted, and are wrong.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path

import ours
from measuring import TOLD

from jikwon.proof.readers import read_book


def main() -> None:
    """Run one command a form, partial, and count."""
    folder, scratch = Path(sys.argv[1]), Path(sys.argv[2])
    marks = {"fields": 0.0, "accepted": 0.0, "wrong": 0.0}
    for form in sorted(folder.iterdir()):
        out = scratch / "out" / form.name
        words = ("--input", f"scans={form / 'scans'}", "--input", f"template={form / 'template.toml'}")
        command = ours.command("run", "paper-forms", *words, "--as-of", "2021-10-06T09:00", "--partial", "--json")
        done = subprocess.run([str(each) for each in (*command, "--out", out)], capture_output=True, text=True)
        if done.returncode not in (0, 3):
            raise SystemExit(done.stderr)
        _count(form, out, json.loads(done.stdout), marks)
    (scratch / TOLD).write_text(json.dumps({"marks": marks}), encoding="utf-8")


def _count(form: Path, out: Path, told: dict[str, list[dict[str, str]]], marks: dict[str, float]) -> None:
    """Count what needed no person: every field of the table, and those of waiting forms that nobody is asked about."""
    with (form / "key.csv").open(encoding="utf-8", newline="") as file:
        key = {(row["파일"], row["항목"]): row["값"] for row in csv.DictReader(file)}
    asked = {(each["key"].rpartition("/")[0], each["code"].partition("/")[2]) for each in told["questions"]}
    refused = {file for file, field in asked if not field}
    marks["fields"] += len(key)
    marks["accepted"] += sum(each not in asked and each[0] not in refused for each in key)
    for path in out.glob("*/paper-forms.xlsx"):
        (bases,) = (sheet for sheet in read_book(path.name, path.read_bytes()) if sheet.name == "근거")
        for name, _, field, value, *_ in bases.rows[1:]:
            marks["wrong"] += key[str(name), str(field)] != str(value if value is not None else "")


if __name__ == "__main__":
    main()
