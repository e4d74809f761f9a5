"""건별 확인: everything that the page of one question shows."""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jikwon.console.accounts import names
from jikwon.console.accounts.models import Account
from jikwon.console.inbox import deciding, due, lines, opened, sources
from jikwon.console.inbox.lines import Filter
from jikwon.console.inbox.opened import Desk
from jikwon.console.shell import timing
from jikwon.engine.active import Active
from jikwon.engine.questions import attachments, claiming
from jikwon.model import Answer, Ask
from jikwon.model.states import ENDED
from jikwon.proof.errors import Unreadable
from jikwon.records import cases, claims, questions, runs
from jikwon.records.cases import CaseRow
from jikwon.records.questions import QuestionRow

DRAFTED = ("value", "reason", "forward_note", "hold_note")
"""The fields of which drafts are kept."""


def context(desk: Desk, account: Account, row: QuestionRow, wanted: Filter) -> dict[str, Any]:
    """Gather what the page shows, whatever has become of the question."""
    active, run = desk.run(row.run_id), runs.get(row.run_id)
    made: dict[str, Any] = {
        "row": row, "run": run, "wanted": wanted, "process": opened.process_name(run.process if run else ""),
        "sentence": desk.sentence(row), "clock": datetime.fromisoformat(run.clock) if run else None,
        "is_open": row.state == "open" and run is not None and run.state not in ENDED, "typed": {}, "wrong": {},
    }  # fmt: skip
    if active is None:
        return made
    ask = desk.ask(row)
    assert ask is not None
    made |= _asked(active, row, ask) | _sources(active, row, ask) | _claimed(desk, account, row)
    if not made["is_open"]:
        return made | _settled(active, row, ask)
    rows = cases.waiting()
    return made | _around(rows, account, row, wanted) | {
        "timed": timing.begin(timed_as(row.id, account)), "people": names.answerers(but=account.name),
    }  # fmt: skip


def timed_as(what: str, account: Account) -> str:
    """Name what somebody's time on a page is measured for."""
    return f"{what} {account.name}"


def _asked(active: Active, row: QuestionRow, ask: Ask) -> dict[str, Any]:
    alike = questions.same_remembered(row.run_id, row.code, row.remember_hash) if ask.remember else []
    return {
        "subject": opened.subject(ask, row), "asked": opened.asked(active, ask), "why": opened.reason(active, ask),
        "written": ask.details.get("written", "").strip("–"), "origins": _origins(active, ask),
        "choices": ask.choices, "takes_value": ask.free or not ask.choices, "is_remembered": bool(ask.remember),
        "alike": len([each for each in alike if each.id != row.id]), "is_irreversible": deciding.is_irreversible(ask),
        "can_exclude": row.position is not None, "sure": ask.details.get("sure", ""),
    }  # fmt: skip


def _origins(active: Active, ask: Ask) -> list[str]:
    """Name the pages of scans that a question is about; rows of tables are shown themselves."""
    return [
        " ".join(filter(None, (place.origin, place.column)))
        for place in ask.at
        if place.source in active.manifest.inputs and not place.row
    ]


def _sources(active: Active, row: QuestionRow, ask: Ask) -> dict[str, Any]:
    if not active.spool.exists():
        return {"are_sources_gone": True}
    try:
        tables = sources.tables(active, ask)
    except Unreadable:  # a file that only the first reader can read
        tables = []
    pictures = list(range(len(attachments.pictures_of(active, ask))))
    return {"tables": tables, "pages": sources.pages(active, ask, opened.subject(ask, row)), "pictures": pictures}


def _claimed(desk: Desk, account: Account, row: QuestionRow) -> dict[str, Any]:
    claim = claims.get(row.id)
    beside = claiming.kept(desk.office, row, claim)
    made: dict[str, Any] = {"note": beside.note, "draft": beside.drafts.get(account.name, {})}
    if claim is None or not claim.account:
        return made
    return made | {
        "claim": claim, "holder": names.shown(claim.account), "is_mine": claim.account == account.name,
        "forwarder": names.shown(claim.forwarded_by) if claim.forwarded_by else "",
    }  # fmt: skip


def _settled(active: Active, row: QuestionRow, ask: Ask) -> dict[str, Any]:
    if not row.answered_by:
        return {"settled": "ended"}
    who = {"settled_by": names.shown(row.answered_by), "settled_at": row.answered_at}
    if row.state != "answered" or row.answer is None:
        return {"settled": "excluded", **who}
    answer = active.seal.unpack(row.answer, Answer, "questions", row.id, "answer")
    labels = {choice.code: choice.label for choice in ask.choices}
    return {"settled": "answered", "answer": answer.value or labels.get(answer.choice, answer.choice), **who}


def _around(rows: list[CaseRow], account: Account, row: QuestionRow, wanted: Filter) -> dict[str, Any]:
    """Tell where the question stands among those that the person goes through."""
    ids = lines.queue(rows, wanted, account.name, row.id)
    here = next((each for each in rows if each.id == row.id), None)
    by = due.due_of(here) if here else None
    place = ids.index(row.id) if row.id in ids else 0
    return {
        "place": place + 1, "of": len(ids), "before": ids[place - 1] if place else "",
        "after": ids[place + 1] if place + 1 < len(ids) else "", "due": by, "age": due.age(time.time() - row.asked_at),
        "is_late": by is not None and by.timestamp() < time.time(),
        "same_item": [
            each.id for each in rows
            if each.run_id == row.run_id and each.position == row.position is not None and each.id != row.id
        ],
    }  # fmt: skip


def typed(post: Mapping[str, str]) -> dict[str, str]:
    """Give what was typed, so that nothing of it is lost when the page comes back."""
    names = (*DRAFTED, "choice", "to")
    return {name: post[name][: claiming.LONGEST_DRAFT] for name in names if name in post}
