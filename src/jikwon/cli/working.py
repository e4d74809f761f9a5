"""worker, workers, maintenance."""

import argparse
import signal
from datetime import datetime

from jikwon.cli import output, watching
from jikwon.cli.arguments import UsageError
from jikwon.engine.office import Office
from jikwon.model import Exit, strings
from jikwon.model.dates import SEOUL


def worker(chosen: argparse.Namespace) -> int:
    """Work on queued runs and take over those whose executor died, until stopped; or let another worker end."""
    if chosen.what == "drain":
        return _drain(chosen)
    from jikwon.engine.parent_death import end_with_parent
    from jikwon.engine.workers import worker as work

    if chosen.until_parent_ends:
        end_with_parent(signal.SIGTERM, parent=chosen.until_parent_ends)
    office = Office.open()
    with watching.watched(office, chosen):
        ended = work.work(
            office, slots=max(chosen.slots, 1), capabilities=chosen.can, until_idle=chosen.until_idle,
            tell=output.at_once,
        )  # fmt: skip
    return Exit.RELEASED if ended else Exit.FAILED


def _drain(chosen: argparse.Namespace) -> int:
    from jikwon.engine.workers import staff

    if not chosen.worker:
        raise UsageError(message="NAME", prog="jikwon worker drain")
    found, is_new = staff.drain(Office.open(), chosen.worker)
    output.say("worker-drains" if is_new else "worker-drains-already", worker=found)
    return Exit.RELEASED


def workers(chosen: argparse.Namespace) -> int:
    """List the workers that are at work."""
    from jikwon.engine.workers import staff

    found = staff.roster(Office.open())
    if chosen.json:
        output.as_json(
            [
                {
                    "worker": each.row.id, "state": each.state, "host": each.row.host, "pid": each.row.pid,
                    "capabilities": each.can, "slots": each.slots, "in_use": each.in_use, "version": each.version,
                    "processes": sorted(each.able), "silent_s": round(each.silent_s, 1),
                }
                for each in found
            ]
        )  # fmt: skip
        return Exit.RELEASED
    for each in found:
        output.say(
            "worker-line", worker=each.row.id, state=strings.word("workers", each.state), host=each.row.host,
            pid=each.row.pid, in_use=each.in_use, slots=each.slots, can=", ".join(each.can) or "–",
            version=each.version, ago=round(each.silent_s),
        )  # fmt: skip
    if not found:
        output.say("no-workers")
    return Exit.RELEASED


def maintenance(chosen: argparse.Namespace) -> int:
    """Begin, end or show maintenance."""
    from jikwon.engine.workers import maintenance as work
    from jikwon.engine.workers import staff

    office = Office.open()
    if chosen.what == "on":
        if not chosen.reason.strip():
            raise UsageError(message="--reason", prog="jikwon maintenance on")
        work.begin(office, reason=chosen.reason.strip())
        output.say("maintenance-begun", in_hand=sum(each.in_use for each in staff.roster(office)))
    elif chosen.what == "off":
        output.say("maintenance-ended" if work.end(office) else "maintenance-off")
    elif mark := work.standing():
        since = f"{datetime.fromtimestamp(mark.at, SEOUL):%Y-%m-%d %H:%M}"
        output.say("maintenance-on", reason=mark.value, by=mark.account, since=since)
    else:
        output.say("maintenance-off")
    return Exit.RELEASED
