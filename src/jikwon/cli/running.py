"""run, plan, resume, approve, pause, cancel, repeat."""

import argparse
from collections.abc import Callable
from pathlib import Path

from jikwon.cli import output
from jikwon.engine import observing
from jikwon.engine.office import Office
from jikwon.engine.reports import report
from jikwon.engine.runs import lifecycle
from jikwon.engine.runs.drive import Progress
from jikwon.records.runs import RunRow


def run(chosen: argparse.Namespace) -> int:
    """Start a run and do it here."""
    return _start(chosen, plan_only=False, approve=chosen.approve, priority=chosen.priority)


def plan(chosen: argparse.Namespace) -> int:
    """Do a run up to its proof, and show what it would release and do."""
    return _start(chosen, plan_only=True, approve=False)


def _start(chosen: argparse.Namespace, *, plan_only: bool, approve: bool, priority: str = "") -> int:
    office = Office.open()
    observing.begin(office, shown=False)
    row = lifecycle.run(
        office, output.progress(quiet=chosen.json), slug=chosen.slug,
        inputs=[(name, Path(path)) for name, path in chosen.input], settings=dict(chosen.set),
        as_of=chosen.as_of, out=chosen.out, partial=chosen.partial, plan_only=plan_only, approve=approve,
        priority=priority,
    )  # fmt: skip
    return tell(office, row, as_json=chosen.json)


def resume(chosen: argparse.Namespace) -> int:
    """Go on with a run."""
    return _go_on(chosen, lambda office, watch: lifecycle.resume(office, watch, chosen.run, approve=chosen.approve))


def approve(chosen: argparse.Namespace) -> int:
    """Approve a run and release it."""
    return _go_on(chosen, lambda office, watch: lifecycle.approve(office, watch, chosen.run))


def pause(chosen: argparse.Namespace) -> int:
    """Pause a run."""
    return _go_on(chosen, lambda office, _watch: lifecycle.pause(office, chosen.run))


def cancel(chosen: argparse.Namespace) -> int:
    """Cancel a run."""
    return _go_on(chosen, lambda office, _watch: lifecycle.cancel(office, chosen.run))


def repeat(chosen: argparse.Namespace) -> int:
    """Do an act again on purpose."""
    return _go_on(
        chosen, lambda office, watch: lifecycle.repeat(office, watch, chosen.run, chosen.act, reason=chosen.reason)
    )


def _go_on(chosen: argparse.Namespace, work: Callable[[Office, Progress], RunRow]) -> int:
    office = Office.open()
    observing.begin(office, shown=False)
    return tell(office, work(office, output.progress(quiet=chosen.json)), as_json=chosen.json)


def tell(office: Office, row: RunRow, *, as_json: bool) -> int:
    """Say what came of a run, in words or in JSON, and give its exit code."""
    from jikwon.cli import telling

    if as_json:
        output.as_json(report.of_run(office, row))
    else:
        telling.result(office, row)
    telling.complain(row)
    return int(report.exit_code(row))
