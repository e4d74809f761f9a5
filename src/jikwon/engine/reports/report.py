"""What the command line, the console and other programs are told of a run."""

from contextlib import suppress
from typing import Any

from jikwon.engine.acts.reaching import NobodyReaches
from jikwon.engine.files import outputs as outputs_of
from jikwon.engine.office import Office
from jikwon.engine.reports import hours
from jikwon.engine.sealing import Seal
from jikwon.model import Ask, Exit, JikwonError, State, strings
from jikwon.model.catalog import find
from jikwon.model.errors import UnknownError, loads
from jikwon.records import acts, items, lanes, misses, outputs, questions
from jikwon.records.runs import RunRow

_SAYS = strings.of(__name__)

EXITS = {
    State.RELEASED: Exit.RELEASED,
    State.NEEDS_PEOPLE: Exit.WAITS,
    State.AWAITING_APPROVAL: Exit.WAITS,
    State.PAUSED: Exit.WAITS,
    State.QUEUED: Exit.WAITS,
    State.RUNNING: Exit.WAITS,
    State.ACTING: Exit.WAITS,
    State.REFUTED: Exit.REFUTED,
    State.FAILED: Exit.FAILED,
    State.CANCELLED: Exit.CANCELLED,
}


def exit_code(row: RunRow) -> Exit:
    """Give the exit code that a run's state means."""
    return EXITS[row.state]


def error_line(row: RunRow) -> str:
    """Say in one line why a run failed, or ""."""
    if row.state is State.REFUTED:
        from jikwon.engine.reports.refuted import line

        return line(row)
    return opened(row.process, row.error).text() if row.error else ""


def waiting_for(row: RunRow) -> str:
    """Say what a run waits for outside, "" for nothing: nobody decides, and it goes on by itself."""
    if row.state is not State.ACTING:
        return ""
    waited = [opened(row.process, each).text() for each in lanes.waiting(row.id)]
    if machines := misses.let_go_by(row.id):
        waited.append(_SAYS.text("waiting", "other-machine", machines=", ".join(machines)))
    return " ".join(waited)


def opened(process: str, stored: str) -> JikwonError:
    """Open a stored error of a process's run; its own are known once its code is imported."""
    error = loads(stored)
    met = error.cause if isinstance(error, NobodyReaches) else error
    if isinstance(met, UnknownError) and "kind" not in met.fields:
        with suppress(Exception):  # a process that is gone or broken leaves the error unknown
            _ = find(process).code
        error = loads(stored)
    return error


def of_run(office: Office, row: RunRow) -> dict[str, Any]:
    """Make the object that `--json` prints."""
    counts = items.counts(row.id)
    act_counts = acts.counts(row.id)
    counts["waiting"] = counts.get("waiting", 0) + counts.get("open", 0)  # an open item waits for the robot
    settled = {name: counts.get(name, 0) for name in ("done", "excluded", "waiting", "failed")}
    made: dict[str, Any] = {
        "run": row.id,
        "process": row.process,
        "state": row.state.value,
        "partial": row.state is State.NEEDS_PEOPLE and outputs.any_released(row.id),
        "items": {"total": sum(settled.values()), **settled},
        "rows": {name: row.counts.get(name, 0) for name in ("read", "used", "merged", "skipped")},
        "acts": {
            "planned": sum(act_counts.values()),
            "done": act_counts.get("done", 0),
            "waiting": sum(act_counts.values()) - act_counts.get("done", 0),
        },
        "waiting_for": waiting_for(row),
        "outputs": outputs_of.released(office, row),
        "proof": proof_of(office, row),
        "questions": asked(office, row),
        "hours": hours.of_run(row),
        "seconds": round(row.robot_s, 3),
    }
    if line := error_line(row):
        made["error"] = line
    return made


def proof_of(office: Office, row: RunRow) -> dict[str, Any] | None:
    """Give a run's proof in numbers, or None before there is one."""
    if "verdict" not in row.proof:
        return None
    evidence = office.home.evidence / row.id
    part = evidence / f"part-{row.part}" / "proof.json"
    path = row.proof.get("path") or str(part if part.exists() else evidence / "proof.json")
    return {
        "verdict": row.proof["verdict"], "path": path, "checks": row.proof["checks"],
        "fields_compared": row.proof["fields_compared"], "mismatches": row.proof["mismatches"],
    }  # fmt: skip


def asked(office: Office, row: RunRow) -> list[dict[str, str]]:
    """List the open questions; `key` is the subject's own, and `kind` that of the act that it is about, if any."""
    waiting = questions.in_state(row.id, "open")
    if not waiting or not row.key:
        return []
    seal = Seal(row.id, office.keys.unwrap(row.key))
    asks = [seal.unpack(each.ask, Ask, "questions", each.id) for each in waiting]
    return [
        {"id": each.id, "code": each.code, "about": each.about, "key": _key(ask), **_act(ask)}
        for each, ask in zip(waiting, asks, strict=True)
    ]


def _act(ask: Ask) -> dict[str, str]:
    return {"kind": ask.details["kind"]} if "act" in ask.details else {}


def _key(ask: Ask) -> str:
    if "act" in ask.details:
        return ask.details["item"]
    return ask.about.key if ask.about else ""
