"""The ledger of receipts: written, proved, and laid beside the outputs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jikwon.engine.active import Active
from jikwon.engine.acts.effects import unpack
from jikwon.engine.files import outputs
from jikwon.engine.files.kept_sources import KeptSources
from jikwon.engine.office import plain
from jikwon.engine.runs import ending
from jikwon.engine.runs.results import fates, notes, results
from jikwon.engine.stages import verify
from jikwon.model import Check, Receipt, Stage, State
from jikwon.model.outputs import found_in
from jikwon.proof import certificate
from jikwon.proof.certificate import FileFact
from jikwon.records import acts, runs
from jikwon.records import outputs as records
from jikwon.trust.writing import sync_folder, sync_tree


def perform(active: Active, _start: int) -> None:
    """Let the process write its ledger from the receipts, prove it, and add both to the outputs.

    Effects: files beside the outputs, each in one move. Repeatable: yes; they are made anew.
    """
    try:
        _perform(active)
    finally:
        active.drop_making()
    ending.destroy_if_ended(active)


def _perform(active: Active) -> None:
    found = receipts(active)
    active.fresh_making()
    active.process_.function("account")(active, found)
    listed = results(active)
    ends = fates(active, listed)
    ledgers = found_in(active.manifest, active.making, after=True)
    files = [*found_in(active.manifest, active.acted_folder, after=False), *ledgers]
    files.sort(key=lambda each: (each.name, each.part))
    planned, kept = verify.plan_of(active), KeptSources(active)
    proof = verify.proof_of(active, ends, files, planned, kept, found)
    checks = [_every_act(planned, found), *_checks(active, proof)]
    here = ledgers if active.is_again else files
    facts = verify.run_facts(active, list(notes(listed)), ends, here, planned, kept, found)
    made = certificate.certify(checks, facts, hash=active.hash)
    verify.write(active, made, active.making)
    sync_tree(active.making)
    with active.writing():
        move_files(active.making, active.released_folder)
        _record(active, made, outputs.facts_of(facts.outputs, ledgers))
        if made["verdict"] == "proved":
            ending.end_part(active, Stage.ACCOUNT)
        else:
            active.end(State.REFUTED)


def move_files(source: Path, target: Path) -> None:
    """Move every file of a folder to the same place in another, each in one move, onto the disk."""
    places = set[Path]()
    for path in sorted(each for each in source.rglob("*") if each.is_file()):
        place = target / path.relative_to(source)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(place)
        places.add(place.parent)
    for each in places:
        sync_folder(each)


def receipts(active: Active) -> list[Receipt]:
    """Give the receipts of the part's acts in the plan's order."""
    planned = acts.of_run(active.id, part=active.row.part)
    lines = [acts.effect(each.key_hash) for each in planned]
    return [unpack(active, line.receipt, line.key_hash) for line in lines if line and line.receipt]


def _checks(active: Active, proof: object) -> list[Check]:
    delivered = [] if active.is_again else active.process_.function("verify")(proof)
    return [*delivered, *active.process_.function("verify_acts")(proof)]


def _every_act(planned: Sequence[object], found: Sequence[Receipt]) -> Check:
    return Check(name="every-act-has-its-receipt", compared=len(planned), mismatches=len(planned) - len(found))


def _record(active: Active, made: dict[str, Any], ledgers: Sequence[FileFact]) -> None:
    proof = {**verify.summary(made), "path": str(active.released_folder / "proof.json")}
    runs.change(active.id, active.now(), proof=plain(proof))
    outputs.stage(active, ledgers, after=True)
    records.release(active.id, active.row.part, after=True)
