"""The proof: finished files and plan against the sources, before anything leaves."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from jikwon.engine.active import Active
from jikwon.engine.files import outputs
from jikwon.engine.files.kept_sources import KeptSources
from jikwon.engine.office import plain
from jikwon.engine.questions import asking
from jikwon.engine.runs import noting
from jikwon.engine.runs.results import fates, notes, results
from jikwon.model import Act, Check, Note, Place, Receipt, Stage, State, strings
from jikwon.model.collecting import notes_in_order
from jikwon.model.outputs import OutputFile, found_in, many, singles
from jikwon.proof import Proof, certificate
from jikwon.proof.certificate import FileFact, GivenAnswer, RunFacts
from jikwon.proof.fates import Fate
from jikwon.proof.parts import parts_of
from jikwon.proof.readers import Sheet
from jikwon.records import acts, items, questions, runs
from jikwon.trust.writing import sync_tree


def perform(active: Active, _start: int) -> None:
    """Prove what `deliver` made; a refuted run loses its files and ends.

    Effects: the proof in the private folder and in the evidence. Repeatable: yes; where the private
        folder is gone, the files are made again first.
    """
    if not active.staging.exists():
        with active.writing():
            runs.move(active.id, active.now(), stage=Stage.VERIFY, to=Stage.DELIVER, state=State.RUNNING)
        return
    files = found_in(active.manifest, active.staging, after=False)
    if active.second and files:
        active.second.read(max((each.path for each in files), key=lambda path: path.stat().st_size))
    ends, said = _ends(active)
    planned, kept = plan_of(active), KeptSources(active)
    proof = proof_of(active, ends, files, planned, kept, read_beside=active.second.sheets if active.second else None)
    checks = [own_check(active, ends), *_checks(active, proof)]
    active.end_second()
    facts = run_facts(active, said, ends, files, planned, kept)
    made = certificate.certify(checks, facts, hash=active.hash)
    write(active, made, active.staging)
    sync_tree(active.staging)  # from its commit on these very bytes are released, after a power cut and elsewhere, too
    holds = made["verdict"] == "proved"
    with active.writing():
        runs.change(active.id, active.now(), proof=plain(summary(made)))
        outputs.stage(active, facts.outputs)
        active.office.note("proof" if holds else "refuted", run=active.id, why=made["digest"], actor=active.executor)
        if holds:
            runs.move(active.id, active.now(), stage=Stage.VERIFY, to=Stage.APPROVE, state=State.RUNNING)
        else:
            active.end(State.REFUTED)
            active.drop_staging()


def _ends(active: Active) -> tuple[list[Fate], list[Note]]:
    """Give every item's fate and all notes; the items themselves, which fill the memory, are let go."""
    found = active.results if active.results is not None else results(active)
    active.results = None
    return fates(active, found), list(notes(found))


def _checks(active: Active, proof: Proof) -> Iterable[Check]:
    """Do the process's proof; one of several parts in both processes, where there are two."""
    verify = active.process_.function("verify")
    parts = parts_of(verify)
    if active.second is None or len(parts) == 1:
        return cast("Iterable[Check]", verify(proof))
    return active.second.prove(proof, parts)


def plan_of(active: Active) -> list[Act]:
    """Open the plan of the part at hand."""
    planned = acts.of_run(active.id, part=active.row.part)
    return [active.seal.unpack(each.act, Act, "acts", each.position) for each in planned]


def proof_of(
    active: Active,
    ends: Sequence[Fate],
    files: Sequence[OutputFile],
    planned: Sequence[Act],
    kept: KeptSources,
    receipts: Sequence[Receipt] = (),
    *,
    read_beside: Callable[[str, str], list[Sheet] | None] | None = None,
) -> Proof:
    """Make the object that the process's proof looks at."""
    return Proof(
        clock=active.clock, settings=active.options.settings, outputs=singles(files), fates=ends, acts=planned,
        sources={name: active.sources(name) for name in active.manifest.inputs}, receipts=receipts,
        earlier=outputs.earlier(active), counts=active.refresh().counts, hash=active.hash,
        answers=asking.answers_about_run(active), many=many(active.manifest, files),
        earlier_many=outputs.earlier_many(active), kept_sources=kept,
        published=active.published, read_beside=read_beside, model=active.model,
    )  # fmt: skip


def own_check(active: Active, ends: Sequence[Fate]) -> Check:
    """Check that every row and every item is accounted for."""
    rows = active.refresh().counts
    wrong = int(rows.get("read", 0) != rows.get("used", 0) + rows.get("merged", 0) + rows.get("skipped", 0))
    counts = items.counts(active.id)
    wrong += int(sum(counts.values()) != len(ends) or bool(counts.get("open")) or bool(counts.get("failed")))
    at = (Place(source=active.manifest.main_input, file=""),) if wrong else ()
    return Check(name="counts-add-up", compared=2, mismatches=wrong, at=at)


def run_facts(
    active: Active,
    said: Sequence[Note],
    ends: Sequence[Fate],
    files: Sequence[OutputFile],
    planned: Sequence[Act],
    kept: KeptSources,
    receipts: Sequence[Receipt] = (),
) -> RunFacts:
    """Gather what the certificate says besides the checks; `said` are the notes of all items."""
    process = active.process_
    counts = items.counts(active.id)
    listed = noting.kept(active)
    return RunFacts(
        process=active.process, version=process.manifest.version, clock=active.clock,
        name={"ko": process.manifest.name.ko, "en": process.manifest.name.en}, settings=active.options.settings,
        inputs=[
            FileFact(name=each.input, file=each.name, sha256=each.sha256, size=each.size)
            for each in active.options.files
        ],
        outputs=outputs.facts(files), kept=kept.facts, kept_names=_kept_names(active),
        items={"total": len(ends), **{name: counts.get(name, 0) for name in ("done", "excluded", "waiting", "failed")}},
        rows=active.row.counts, exclusions=items.codes(active.id, "excluded"), sentences=_sentences(active),
        notes=notes_in_order([*_passed_over(active), *listed.collect, *listed.deliver, *said]),
        answers=_answers(active, ends), acts=planned, receipts=receipts, partial=bool(counts.get("waiting")),
        models=active.options.models,
        model_names={kind: each.name.ko for kind, each in process.manifest.models.items()},
    )  # fmt: skip


def write(active: Active, made: dict[str, Any], folder: Path) -> None:
    """Write the proof beside the outputs and into the evidence."""
    kept = active.evidence_folder if active.row.part == 1 else active.evidence_folder / f"part-{active.row.part}"
    kept.mkdir(parents=True, exist_ok=True, mode=0o700)
    certificate.write(made, kept)
    sync_tree(kept)
    certificate.write(made, folder)


def summary(made: dict[str, Any]) -> dict[str, object]:
    """Note what the records and `--json` say of a proof."""
    return {
        "verdict": made["verdict"], "checks": len(made["checks"]), "fields_compared": made["fields_compared"],
        "mismatches": made["mismatches"],
        "failed": sorted({each["name"] for each in made["checks"] if each["mismatches"]}),
    }  # fmt: skip


def _kept_names(active: Active) -> dict[str, str]:
    return {kind: each.name.ko for kind, each in active.manifest.kept.items()}


def _passed_over(active: Active) -> list[Note]:
    return [Note(code="file-passed-over", at=place) for place in active.options.passed_over]


def _answers(active: Active, ends: Sequence[Fate]) -> list[GivenAnswer]:
    about_items = [
        GivenAnswer(code=code, key=end.key, by=answer.by, at=answer.at)
        for end in ends
        for code, answer in sorted(end.answers.items())
    ]
    about_run = Counter(each.code for each in questions.in_state(active.id, "answered") if each.position is None)
    return about_items + [GivenAnswer(code=code, key="run", by="") for code in sorted(about_run)]


def _sentences(active: Active) -> dict[str, str]:
    """Gather what every code means in Korean: the tables tool's, the model's, then the process's own."""
    of_all = (strings.of("jikwon.tools.tables"), strings.of("jikwon.model"), active.process_.strings)
    return {
        code: each.text(table, code, language="ko")
        for each in of_all
        for table in ("notes", "questions", "exclusions", "checks")
        for code in sorted(each.codes(table, "ko"))
    }
