"""What a run tells later ones of its models, so that a change in the office's petitions is seen."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from jikwon.learn import drift
from jikwon.model import Note, Place, Result, Run
from jikwon.model.learned import Approved
from jikwon.processes.petitions import classify
from jikwon.processes.petitions.model import Basis, Case, Classed, Petition

CLASSIFIED, PROPOSED, CHECKED = "classified", "proposed", "checked"
FEWEST: Final = 30
"""Fewer new cases than this tell nothing about a share."""

Results = Sequence[Result[Case, Petition]]


def watch(run: Run, new: Results) -> None:
    """Publish what was asked and accepted, hold earlier proposals against what exports say now, and warn.

    What is published names nobody: keyed hashes, labels and counts. `seen` counts petitions without the
    class in the export whose class is settled, `asked` those of them that a person settled.
    """
    done = [each.done.fact for each in new if each.done]
    _check(run, done)
    for kind in classify.KINDS:
        if (model := run.model(kind)) is not None:
            _publish(run, kind, model, done)


def _publish(run: Run, kind: str, model: Approved, done: Sequence[Petition]) -> None:
    rests = Counter(classify.basis_of(each, kind) for each in done)
    asked, accepted = rests[Basis.PERSON], rests[Basis.MODEL]
    run.publish(CLASSIFIED, f"{kind}/{model.sha256}", {"seen": f"{asked + accepted}", "asked": f"{asked}"})
    for petition, each in _classes(done, kind, Basis.MODEL):
        key = run.hash("proposed", kind, petition.number)
        run.publish(PROPOSED, key, {"kind": kind, "label": each.label, "model": model.sha256})
    _warn(run, kind, model, seen=asked + accepted, asked=asked)


def _check(run: Run, done: Sequence[Petition]) -> None:
    """Compare, once for each petition, what an export says now with what was accepted of it before."""
    before = {each.key: each.data for each in run.published(PROPOSED)}
    known = {each.key for each in run.published(CHECKED)}
    for kind in classify.KINDS if before else ():
        for petition, each in _classes(done, kind, Basis.SOURCE):
            key = run.hash("proposed", kind, petition.number)
            if key in before and key not in known:
                wrong = each.label != before[key]["label"]
                run.publish(CHECKED, key, {"model": before[key]["model"], "wrong": f"{int(wrong)}"})


def _warn(run: Run, kind: str, model: Approved, *, seen: int, asked: int) -> None:
    checked = [each.data for each in run.published(CHECKED) if each.data["model"] == model.sha256]
    found = drift.look(
        model.certificate, seen=seen if seen >= FEWEST else 0, asked=asked if seen >= FEWEST else 0,
        checked=len(checked), wrong=sum(each["wrong"] == "1" for each in checked),
    )  # fmt: skip
    at = Place(source="petitions", file="", column=kind)
    if found.asks_more:
        run.tell(Note(code="drift-asks", at=at, count=asked))
    if found.errs_more:
        run.tell(Note(code="drift-errs", at=at, count=found.wrong))


def _classes(done: Sequence[Petition], kind: str, basis: Basis) -> Iterator[tuple[Petition, Classed]]:
    for petition in done:
        for each in petition.classes:
            if each.kind == kind and each.basis is basis:
                yield petition, each
