"""Hold a run's one JSON object, its exit code and its proof against the key and the common contract."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .driver import CommandLine, Outcome, sha256
from .hygiene.entry import Asked, Entry
from .hygiene.key import HOUSEHOLD_WAITS, Key

RUN_ID = re.compile(r"hygiene-kits-\d{8}-[0-9a-z]{6}")
RESIDENT_NUMBER = re.compile(r"(?<!\d)\d{6}-?[0-9]\d{6}(?!\d)")


def faults_of_report(key: Key, outcome: Outcome) -> list[str]:
    """Return a sentence for everything in the report that the key contradicts."""
    report = outcome.report
    return [
        *_state(key, outcome),
        *_items(key, report),
        *_rows(key, report),
        *_questions(key, report),
        *_files(outcome),
    ]


def _state(key: Key, outcome: Outcome) -> Iterator[str]:
    report = outcome.report
    waits = bool(key.asked)
    due = (3, "needs-people", True) if waits else (0, "released", False)
    if (outcome.code, report["state"], report["partial"]) != due:
        yield f"exit, state, partial: {(outcome.code, report['state'], report['partial'])} instead of {due}"
    if not RUN_ID.fullmatch(report["run"]) or report["process"] != "hygiene-kits":
        yield f"run {report['run']} of {report['process']}"
    if set(report["acts"].values()) != {0}:
        yield f"acts {report['acts']}"


def _items(key: Key, report: dict[str, Any]) -> Iterator[str]:
    items = report["items"]
    if items["total"] != items["done"] + items["excluded"] + items["waiting"] + items["failed"]:
        yield f"items do not add up: {items}"
    excluded = sum(told.code != "중복" for told in key.excluded)
    if (items["done"], items["excluded"], items["failed"]) != (len(key.served), excluded, 0):
        yield f"items {items} instead of {len(key.served)} done, {excluded} excluded, none failed"
    if items["waiting"] not in key.waiting:
        yield f"{items['waiting']} waiting instead of {key.waiting}"


def _rows(key: Key, report: dict[str, Any]) -> Iterator[str]:
    rows = report["rows"]
    if rows["read"] != rows["used"] + rows["merged"] + rows["skipped"]:
        yield f"rows do not add up: {rows}"
    if rows["read"] - rows["skipped"] != key.rows or rows["merged"] not in key.merged:
        yield f"rows {rows} instead of {key.rows} with {key.merged} merged"


def _questions(key: Key, report: dict[str, Any]) -> Iterator[str]:
    questions = report["questions"]
    due = sum(told.code != HOUSEHOLD_WAITS for told in key.asked)
    if len(questions) < due or len({one["id"] for one in questions}) != len(questions):
        yield f"{len(questions)} questions for {due} people"
    if any(one["code"] == HOUSEHOLD_WAITS for one in questions):
        yield "a person who only waits with the household has a question"


def _files(outcome: Outcome) -> Iterator[str]:
    report = outcome.report
    proof = report["proof"]
    if proof["verdict"] != "proved" or proof["mismatches"] or not proof["checks"] or not proof["fields_compared"]:
        yield f"proof {proof}"
    folder = outcome.out / outcome.run
    files = {path.name for path in folder.iterdir()}
    if files != {"delivery-list.xlsx", "delivery-register.xlsx", "proof.json", "proof.html"}:
        yield f"the folder holds {sorted(files)}"
    listed = {Path(one["path"]).name: one["sha256"] for one in report["outputs"]}
    right = {path.name: sha256(path) for path in folder.glob("*.xlsx")}
    if {name: listed.get(name) for name in right} != right:
        yield f"outputs {listed} instead of {right}"


def faults_of_privacy(key: Key, outcome: Outcome) -> list[str]:
    """Return a sentence for every resident number, run id or foreign number that an output holds."""
    outputs = outcome.outputs()
    written = {number for one in key.entries for number in _resident_numbers(one)}
    found = [text for text in outputs.texts if any(match in written for match in RESIDENT_NUMBER.findall(text))]
    found += [text for text in outputs.texts if outcome.run in text]
    proof = (outputs.folder / "proof.json").read_text("utf-8")
    people = [one.person for one in key.entries if len(one.person.name) > 2]
    found += [f"proof.json holds {one.name}" for one in people if one.name in proof]
    return found + [f"proof.json holds {one.shown_phone}" for one in people if one.shown_phone in proof]


def _resident_numbers(one: Entry) -> set[str]:
    number = one.person.resident_number
    return {number, number.replace("-", "")}


def faults_of_proof(office: CommandLine, outcome: Outcome) -> list[str]:
    """Return what `jikwon proof verify` says against a released folder."""
    verified = office.command("proof", "verify", str(outcome.out / outcome.run))
    return [] if verified.code == 0 else [f"proof verify ends with {verified.code}: {verified.stderr}"]


def share_that_needs_nobody(key: Key, needless: int) -> float:
    """Return the share of the rows whose data decide that went through without a person."""
    told = {one.entry for one in key.asked}
    deciding = [one for one in key.entries if one not in told and not isinstance(one.fate, Asked)]
    rows = sum(len(one.rows) for one in deciding)
    return 1 - needless / rows if rows else 1.0
