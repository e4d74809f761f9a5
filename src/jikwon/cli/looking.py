"""list, runs, show, proof, check, doctor."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from jikwon.cli import output
from jikwon.engine.office import Office
from jikwon.engine.reports import report
from jikwon.model import Exit, strings
from jikwon.model.catalog import Process, every, find
from jikwon.records import runs as run_rows


def list_(chosen: argparse.Namespace) -> int:
    """List the processes that are installed."""
    found = sorted(every(), key=lambda process: process.slug)
    language = strings.language()
    if chosen.json:
        output.as_json([_described(process) for process in found])
        return Exit.RELEASED
    for process in found:
        output.line(f"{process.slug:20} {getattr(process.manifest.name, language)}")
        for name, given in process.manifest.inputs.items():
            need = output.SAYS.text("lines", "required" if given.required else "optional")
            output.line(f"    --input {name}=…   {getattr(given.name, language)} ({need})")
        for name, setting in process.manifest.settings.items():
            output.line(f"    --set {name}={setting.default}   {getattr(setting.name, language)}")
    return Exit.RELEASED


def _described(process: Process) -> dict[str, object]:
    manifest = process.manifest
    return {
        "process": manifest.slug, "version": manifest.version, "owner": manifest.owner, "release": manifest.release,
        "name": {"ko": manifest.name.ko, "en": manifest.name.en},
        "inputs": {name: {"required": each.required} for name, each in manifest.inputs.items()},
        "settings": {name: each.default for name, each in manifest.settings.items()},
        "outputs": {name: each.file for name, each in manifest.outputs.items()},
    }  # fmt: skip


def runs_(chosen: argparse.Namespace) -> int:
    """List runs, newest first."""
    office = Office.open()
    found = run_rows.latest()
    if chosen.json:
        output.as_json([report.of_run(office, row) for row in found])
        return Exit.RELEASED
    for row in found:
        told = report.of_run(office, row)
        counted = told["items"]
        output.line(
            f"{row.id}  {strings.word('states', row.state.value)}  {counted['done']}/{counted['total']}"
            + (f"  {output.SAYS.text('lines', 'questions', count=len(told['questions']))}" if told["questions"] else "")
        )
    if not found:
        output.say("no-runs")
    return Exit.RELEASED


def show(chosen: argparse.Namespace) -> int:
    """Show one run; the exit code is 0 whatever its state."""
    from jikwon.cli import telling
    from jikwon.engine.runs.lifecycle import known

    office = Office.open()
    row = known(chosen.run)
    if chosen.pictures is not None:
        _open_pictures(office, row.id, chosen.pictures)
    elif chosen.json:
        output.as_json(report.of_run(office, row))
    else:
        telling.result(office, row)
        if why := report.error_line(row):
            output.line(why)
    return Exit.RELEASED


def _open_pictures(office: Office, run: str, target: Path) -> None:
    from jikwon.engine.active import Active
    from jikwon.engine.files import pictures
    from jikwon.engine.questions import attachments

    active = Active.of(office, run, "")
    opened = [*pictures.open_to(active, target), *attachments.open_to(active, target)]
    office.note("pictures opened", run=run, count=len(opened))
    for path in opened:
        output.line(str(path))
    if not opened:
        output.say("no-pictures")


def proof(chosen: argparse.Namespace) -> int:
    """Check a released folder against its proof again, or say what the proof says."""
    from jikwon.proof import verdict

    found = verdict.verify_folder(chosen.path)
    if found.standing is verdict.Standing.NO_PROOF:
        output.line(output.SAYS.text("lines", "no-proof", path=chosen.path))
        return Exit.USAGE
    if chosen.what == "show":
        output.line(verdict.summary(chosen.path))
        return Exit.RELEASED
    for reason in found.reasons:
        output.line(reason)
    for name in found.unlisted:
        output.say("unlisted", file=name)
    holds = found.standing is verdict.Standing.PROVED
    output.say("proof-holds" if holds else "proof-broken", path=found.path or chosen.path)
    return Exit.RELEASED if holds else Exit.REFUTED


def check(chosen: argparse.Namespace) -> int:
    """Hold processes to the shape, and with --prove let their proofs refute planted breaks."""
    from jikwon.testing import checking, proving

    found = _wanted(chosen.slug)
    wrong = 0
    for process in found:
        findings = list(checking.check(process))
        if chosen.prove:
            breaks = list(proving.prove(process))
            missed = [each for each in breaks if not each.refuted]
            output.say("breaks", process=process.slug, planted=len(breaks), refuted=len(breaks) - len(missed))
            for each in missed:
                output.line(f"  {each}")
            wrong += len(missed)
        for finding in findings:
            output.line(f"{process.slug}: {finding}")
        wrong += len(findings)
        if not findings:
            output.say("check-ok", process=process.slug)
    return Exit.FAILED if wrong else Exit.RELEASED


def _wanted(slugs: Iterable[str]) -> list[Process]:
    return [find(slug) for slug in slugs] or sorted(every(), key=lambda process: process.slug)


def doctor_(chosen: argparse.Namespace) -> int:
    """Say what is installed, what is missing, and the command that mends it."""
    from jikwon.engine.health import doctor as examinations

    found = list(examinations.examine())
    if chosen.json:
        output.as_json([{"name": each.name, "ok": each.ok, "found": each.found, "mend": each.mend} for each in found])
    else:
        for each in found:
            output.line(f"{'✔' if each.ok else '✘'} {each.name}: {each.found}")
            if not each.ok:
                output.line(f"    → {each.mend}")
    return Exit.RELEASED if all(each.ok or each.optional for each in found) else Exit.FAILED
