"""Making restored records those of this home: the dead are dead, paths lead here, and doubtful acts are in doubt."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from jikwon.engine import auditing, belonging, membership
from jikwon.engine.acts import after_restore
from jikwon.engine.backup.contents import About, Manifest
from jikwon.engine.office import Office, plain
from jikwon.engine.runs.options import Options
from jikwon.engine.sealing import Seal
from jikwon.engine.triggers import orders
from jikwon.model import Stage, fact
from jikwon.model.dates import moment
from jikwon.records import executors, hands, marks, misses, restores, runs, snapshot, triggers
from jikwon.records.restores import Gap
from jikwon.records.runs import RunRow
from jikwon.trust.chain import ActorKind
from jikwon.trust.errors import SealBroken

Moves: TypeAlias = Sequence[tuple[str, Path]]
"""Folders of before, and where what lay in them lies now."""


@fact
class Settled:
    """What was found: runs that go on, their acts that may have been done meanwhile, whether the trail holds."""

    runs_at_work: int
    acts_in_doubt: int
    trail_holds: bool


def settle(office: Office, about: About, manifest: Manifest, *, now: float) -> Settled:
    """Settle restored records, inside the transaction that wrote them.

    What workers had in hand is nobody's any more, and the office shares the folder that this home names, if any,
    and not the one of before. The records get a new name, so that no home of before takes them for its own. The audit
    trail is held against its anchors as it came, and then notes the restore. A clock that is behind the backup's
    counts as the backup's.
    """
    finding = auditing.verify(office.chain, office.anchors)
    executors.bury_all()
    hands.release_dead()
    misses.forget_all()
    for each in (membership.FOLDER, membership.HOME, belonging.RECORDS):
        marks.remove(each)
    restores.add(about.id, Gap(begin=about.taken_at, end=max(now, about.taken_at)))
    at_work = snapshot.unended()
    in_doubt = sum(_put_in_doubt(office, run) for run, standing in at_work.items() if standing[1] == Stage.ACT.value)
    moved = [(manifest.shared, office.home.files), (manifest.root, office.home.root)]
    if any(old != str(new) for old, new in moved):
        _lead_here(office, moved, (*at_work, *snapshot.ended()))
    why = f"as of {moment(about.taken_at):%Y-%m-%d %H:%M:%S}"
    auditing.append(
        office.chain, office.anchors, anchored=True, action="records restored", actor=office.account,
        kind=ActorKind.HUMAN, host=office.host, run="", subject=office.hash("subject", about.id), count=in_doubt,
        why=why if finding.holds else f"{why}; trail broken",
    )  # fmt: skip
    return Settled(runs_at_work=len(at_work), acts_in_doubt=in_doubt, trail_holds=finding.holds)


def _put_in_doubt(office: Office, run: str) -> int:
    row, seal = _opened(office, run)
    try:
        return after_restore.intend(office, row, seal) if seal else 0
    except SealBroken:  # it came so: whoever does the run meets it, and a restore must not end there
        return 0


def _opened(office: Office, run: str) -> tuple[RunRow, Seal | None]:
    """Give a run with what opens it, or nothing where its key was destroyed, or does not open what it should."""
    row = runs.get(run)
    assert row is not None  # it was just listed
    try:
        seal = Seal(run, office.keys.unwrap(row.key)) if row.key else None
        if seal:
            seal.unpack(row.options, Options, "runs", "options")
    except SealBroken:
        return row, None
    return row, seal


def _lead_here(office: Office, moved: Moves, found: tuple[str, ...]) -> None:
    """Let every path into the old home lead into this one: outputs, proofs, standing orders."""
    for run in found:
        row, seal = _opened(office, run)
        changed: dict[str, object] = {}
        if seal:
            options = seal.unpack(row.options, Options, "runs", "options")
            if (out := _here(moved, options.out)) != options.out:
                changed["options"] = seal.pack(replace(options, out=out), "runs", "options")
        if isinstance(path := row.proof.get("path"), str) and (here := _here(moved, path)) != path:
            changed["proof"] = plain({**row.proof, "path": here})
        if changed:
            runs.change(run, row.changed_at, **changed)
    for order in triggers.every():
        request = orders.request_of(office, order)
        inputs = tuple((name, _here(moved, path)) for name, path in request.inputs)
        changed_request = replace(request, inputs=inputs, out=_here(moved, request.out) if request.out else "")
        if changed_request != request:
            triggers.rewrite(order.name, office.seal.pack(changed_request, "triggers", order.name))


def _here(moved: Moves, path: str) -> str:
    """Give a path as it is now; one that led elsewhere stays as it was."""
    given = Path(path)
    return next((str(new / given.relative_to(old)) for old, new in moved if given.is_relative_to(old)), path)
