"""The ledger of receipts: written, proved, and laid beside the outputs."""

from collections.abc import Sequence

from jikwon.engine import ending
from jikwon.engine.active import Active
from jikwon.engine.effects import unpack
from jikwon.engine.office import plain
from jikwon.engine.results import fates, notes, results
from jikwon.engine.stages import verify
from jikwon.model import Check, Receipt, Stage, State
from jikwon.model.declared import outputs_in
from jikwon.proof import certificate
from jikwon.records import acts, runs


def perform(active: Active, _start: int) -> None:
    """Let the process write its ledger from the receipts, prove it, and add both to the outputs.

    Effects: files beside the outputs, each in one move. Repeatable: yes; they are made anew.
    """
    found = receipts(active)
    active.fresh_staging()
    active.process_.function("account")(active, found)
    listed = results(active)
    ends = fates(active, listed)
    ledgers = outputs_in(active.manifest, active.staging, after=True)
    again = is_again(active)
    released = {} if again else outputs_in(active.manifest, active.released_folder, after=False)
    outputs = {**released, **ledgers}
    planned = verify.plan_of(active)
    proof = verify.proof_of(active, ends, outputs, planned, found)
    checks = [_every_act(planned, found), *_checks(active, proof, again=again)]
    facts = verify.run_facts(active, list(notes(listed)), ends, outputs, planned, found)
    made = certificate.certify(checks, facts, hash=active.hash)
    verify.write(active, made, active.staging)
    with active.writing():
        if again:
            active.released_folder.mkdir(mode=0o700, exist_ok=True)
        for path in sorted(active.staging.iterdir()):
            path.replace(active.released_folder / path.name)
        active.drop_staging()
        _record(active, verify.summary(active, made, facts.outputs), sorted(ledgers))
        if made["verdict"] == "proved":
            ending.end_part(active, Stage.ACCOUNT)
        else:
            active.end(State.REFUTED)
    ending.destroy_if_ended(active)


def receipts(active: Active) -> list[Receipt]:
    """Give the receipts of the part's acts in the plan's order."""
    planned = acts.of_run(active.id, part=active.row.part)
    lines = [acts.effect(each.key_hash) for each in planned]
    return [unpack(active, line.receipt, line.key_hash) for line in lines if line and line.receipt]


def is_again(active: Active) -> bool:
    """Tell whether this part holds nothing but acts done again after the run had ended, without its sources."""
    return not active.spool.exists()


def _checks(active: Active, proof: object, *, again: bool) -> list[Check]:
    delivered = [] if again else active.process_.function("verify")(proof)
    return [*delivered, *active.process_.function("verify_acts")(proof)]


def _every_act(planned: Sequence[object], found: Sequence[Receipt]) -> Check:
    return Check(name="every-act-has-its-receipt", compared=len(planned), mismatches=len(planned) - len(found))


def _record(active: Active, summary: dict[str, object], ledgers: list[str]) -> None:
    before: list[dict[str, str]] = list(active.refresh().proof.get("released", []))  # type: ignore[call-overload]
    staged: list[dict[str, str]] = summary.pop("staged")  # type: ignore[assignment]
    paths = {each["path"] for each in before}
    new = [
        {"name": each["name"], "path": str(active.released_folder / each["file"]), "sha256": each["sha256"]}
        for each in staged
        if each["name"] in ledgers
    ]
    released = [*before, *(each for each in new if each["path"] not in paths)]
    path = str(active.released_folder / "proof.json")
    runs.change(active.id, active.now(), proof=plain({**summary, "released": released, "path": path}))
