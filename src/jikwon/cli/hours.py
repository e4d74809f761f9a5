"""hours: what work takes by hand, measured, and what the robots have saved of it."""

import argparse
import sys
import time
from collections.abc import Sequence

from jikwon.cli import output
from jikwon.cli.arguments import UsageError
from jikwon.cli.telling import span
from jikwon.engine.office import Office
from jikwon.engine.reports import hours as engine_hours
from jikwon.model import Exit
from jikwon.model.catalog import find
from jikwon.records import measurements
from jikwon.records.measurements import MeasurementRow


def hours(chosen: argparse.Namespace) -> int:
    """Measure, list and report."""
    office = Office.open()
    if chosen.what == "report":
        return _report(chosen)
    if chosen.what == "list":
        return _list(chosen.name_of, as_json=chosen.json)
    if not chosen.name_of:
        raise UsageError(message="SLUG" if chosen.what != "remove" else "NUMBER", prog=f"jikwon hours {chosen.what}")
    if chosen.what == "remove":
        engine_hours.remove(office, _number(chosen.name_of))
        output.say("measurement-removed", number=chosen.name_of)
        return Exit.RELEASED
    items, minutes = _timed(chosen) if chosen.what == "time" else (chosen.items, chosen.minutes)
    engine_hours.add(office, chosen.name_of, items=items, minutes=minutes, worker=chosen.worker, day=chosen.day)
    return _list(chosen.name_of, as_json=chosen.json)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise UsageError(message=text, prog="jikwon hours remove")
    return int(text)


def _timed(chosen: argparse.Namespace) -> tuple[int, float]:
    """Hold a stopwatch: Enter begins, a number of items and Enter ends."""
    find(chosen.name_of)
    _ask("stopwatch-begin")
    began = time.monotonic()
    done = _ask("stopwatch-end")
    minutes = (time.monotonic() - began) / 60
    return (int(done) if done.isascii() and done.isdecimal() else 0), minutes


def _ask(code: str) -> str:
    sys.stderr.write(output.SAYS.text("lines", code) + "\n")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _list(process: str, *, as_json: bool) -> int:
    found = measurements.of_process(find(process).slug if process else "")
    processes = sorted({each.process for each in found} | ({process} if process else set()))
    known = {each: engine_hours.baseline(each) for each in processes}
    of = {each: [one for one in found if one.process == each] for each in processes}
    if as_json:
        output.as_json([_as_json(each, known[each], of[each]) for each in processes])
        return Exit.RELEASED
    for each in processes:
        _say_baseline(each, known[each])
        for one in of[each]:
            output.say(
                "measurement", number=one.id, day=one.day, worker=one.worker, items=one.items,
                span=span(one.seconds / 3600),
            )  # fmt: skip
    if not processes:
        output.say("no-measurements")
    return Exit.RELEASED


def _as_json(process: str, known: engine_hours.Baseline, found: Sequence[MeasurementRow]) -> dict[str, object]:
    return {
        "process": process, "minutes": round(known.minutes, 4), "source": known.source, "n": known.n,
        "items": known.items, "low": round(known.low, 4), "high": round(known.high, 4),
        "measurements": [
            {"number": one.id, "worker": one.worker, "noted_by": one.noted_by, "day": one.day, "items": one.items,
             "minutes": round(one.seconds / 60, 4)}
            for one in found
        ],
    }  # fmt: skip


def _say_baseline(process: str, known: engine_hours.Baseline) -> None:
    output.say(
        f"baseline-{known.source}", process=process, each=span(known.minutes / 60), n=known.n, items=known.items,
        low=span(known.low / 60), high=span(known.high / 60),
    )  # fmt: skip


def _report(chosen: argparse.Namespace) -> int:
    told = engine_hours.report(chosen.month)
    if chosen.json:
        output.as_json(told)
        return Exit.RELEASED
    for each in told:
        output.say("saved", **{**each, **{name: span(each[name]) for name in ("baseline", "people", "robot")}},
                   sign="-" if each["saved"] < 0 else "", hours=span(abs(each["saved"])))  # fmt: skip
        _say_baseline(each["process"], engine_hours.baseline(each["process"]))
    output.say("saved-formula" if told else "no-runs")
    return Exit.RELEASED
