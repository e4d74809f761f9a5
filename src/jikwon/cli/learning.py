"""learn train, show, approve, retire."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jikwon.cli import output
from jikwon.engine.learned import drift, learning
from jikwon.engine.office import Office
from jikwon.model import Exit
from jikwon.model.dates import SEOUL
from jikwon.records import trained
from jikwon.records.trained import ModelRow

if TYPE_CHECKING:
    from jikwon.learn.drift import Drift
    from jikwon.learn.storing import Card

SHOWN = 12
"""How many digits of a model's hash are shown."""


def train(chosen: argparse.Namespace) -> int:
    """Train a model and say what was measured of it."""
    office = Office.open()
    inputs = [(name, Path(path)) for name, path in chosen.input]
    row = learning.train(office, chosen.slug, chosen.kind, inputs=inputs, settings=dict(chosen.set))
    return _tell(office, row, as_json=chosen.json)


def show(chosen: argparse.Namespace) -> int:
    """List the models, or show one's card."""
    office = Office.open()
    if chosen.model:
        return _tell(office, learning.named(chosen.model), as_json=chosen.json)
    found = trained.beginning("")
    if chosen.json:
        output.as_json([_described(row) for row in found])
        return Exit.RELEASED
    for row in found:
        _line(row)
        _measured(row)
    if not found:
        output.say("no-models")
    return Exit.RELEASED


def approve(chosen: argparse.Namespace) -> int:
    """Approve a model."""
    office = Office.open()
    return _tell(office, learning.approve(office, chosen.model), as_json=chosen.json, whole=False)


def retire(chosen: argparse.Namespace) -> int:
    """Retire a model."""
    office = Office.open()
    row = learning.retire(office, chosen.model, why=chosen.reason)
    return _tell(office, row, as_json=chosen.json, whole=False)


def _tell(office: Office, row: ModelRow, *, as_json: bool, whole: bool = True) -> int:
    """Tell of a model; `whole` tells its history and classes too, which its approval needs not repeat."""
    card, seen = learning.card(office.home, row.sha256), drift.look(row)
    if as_json:
        output.as_json(_described(row) | _carded(card, seen))
        return Exit.RELEASED
    _line(row)
    _measured(row)
    if whole:
        _history(card)
    _watched(row, seen)
    if row.approved_at:
        output.say("model-approved", by=row.approved_by, at=_moment(row.approved_at))
    if row.retired_at:
        output.say("model-retired", by=row.retired_by, at=_moment(row.retired_at), why=row.why)
    if row.state == trained.TRAINED:
        output.say("next-model", model=row.sha256[:SHOWN])
    return Exit.RELEASED


def _line(row: ModelRow) -> None:
    state = output.SAYS.text("lines", f"model-state-{row.state}")
    output.say(
        "model-line", model=row.sha256[:SHOWN], process=row.process, kind=row.kind, state=state,
        trained=_moment(row.trained_at), by=row.trained_by,
    )  # fmt: skip


def _measured(row: ModelRow) -> None:
    measured = learning.certificate_of(row)
    limit = _percent(measured.max_error)
    if measured.thresholds:
        output.say(
            "model-accepts", of=measured.of, accepted=measured.accepted, share=_percent(measured.share),
            errors=measured.errors, max_error=limit,
        )  # fmt: skip
        return
    output.say("model-asks")
    if measured.lacking is None:
        output.say("model-errs", max_error=limit)
    else:
        from jikwon.learn.history import for_certifying

        output.say("model-lacking", lacking=measured.lacking, max_error=limit, history=for_certifying(measured.lacking))


def _history(card: "Card") -> None:
    made = card.record
    output.say(
        "model-history", first=f"{made.first:%Y-%m-%d}", last=f"{made.last:%Y-%m-%d}", learnt=made.learnt,
        chosen=made.chosen, certified=made.certified, repeated=made.repeated, data=made.data[:SHOWN],
    )  # fmt: skip
    for each in made.classes:
        output.say(
            "model-class", label=each.label, learnt=each.learnt, proposed=each.proposed, accepted=each.accepted,
            errors=each.errors,
        )  # fmt: skip


def _watched(row: ModelRow, found: "Drift") -> None:
    if not found.seen:
        return
    output.say(
        "model-drift", seen=found.seen, asked=found.asked, share=_percent(found.asked / found.seen),
        checked=found.checked, wrong=found.wrong,
    )  # fmt: skip
    if found.asks_more:
        output.say("model-drifts-asks")
    if found.errs_more:
        output.say("model-drifts-errs", model=row.sha256[:SHOWN])


def _described(row: ModelRow) -> dict[str, Any]:
    measured = learning.certificate_of(row)
    return {
        "model": row.sha256, "process": row.process, "kind": row.kind, "state": row.state,
        "trained": {"by": row.trained_by, "at": _iso(row.trained_at)},
        "approved": {"by": row.approved_by, "at": _iso(row.approved_at)},
        "retired": {"by": row.retired_by, "at": _iso(row.retired_at), "why": row.why},
        "certificate": {
            "max_error": measured.max_error, "accepted": measured.accepted, "errors": measured.errors,
            "of": measured.of, "share": round(measured.share, 4), "bound": measured.bound,
            "threshold": measured.threshold, "thresholds": dict(measured.thresholds), "lacking": measured.lacking,
        },
    }  # fmt: skip


def _carded(card: "Card", found: "Drift") -> dict[str, Any]:
    import msgspec

    return {
        "inputs": dict(card.inputs), "record": msgspec.to_builtins(card.record),
        "drift": msgspec.to_builtins(found) | {"warns": found.warns},
    }  # fmt: skip


def _percent(share: float) -> str:
    return f"{share * 100:.4g}"


def _moment(at: float) -> str:
    return f"{datetime.fromtimestamp(at, SEOUL):%Y-%m-%d %H:%M}"


def _iso(at: float | None) -> str:
    return datetime.fromtimestamp(at, SEOUL).isoformat(timespec="seconds") if at else ""
