"""One move: the private folder becomes the outputs that everyone sees."""

import hashlib
from pathlib import Path
from typing import Any

from jikwon.engine import ending
from jikwon.engine.active import Active
from jikwon.engine.office import plain
from jikwon.engine.stages.verify import keep_outputs
from jikwon.model import JikwonError, Stage, State
from jikwon.records import acts, items, runs
from jikwon.trust.writing import sync_folder


class StagedChanged(JikwonError):
    """A file changed between its proof and its release."""

    code = "staged-changed"


class OutputInTheWay(JikwonError):
    """Something of the same name lies where the outputs should appear."""

    code = "output-in-the-way"


def perform(active: Active, _start: int) -> None:
    """Move the proved files to where people find them.

    Effects: one rename. Repeatable: yes; cut after it, the folder of that name holds just our files.
    """
    row = active.refresh()
    proved: list[dict[str, str]] = list(row.proof.get("staged", []))  # type: ignore[call-overload]
    source, target = active.staging, active.released_folder
    here = source if source.exists() else target
    _assert_unchanged(here, proved)
    if here is source and target.exists():
        raise OutputInTheWay(path=str(target))
    keep_outputs(active, {each["name"]: here / each["file"] for each in proved})
    with active.writing():  # a pause or a cancellation comes before the move or after its record
        if here is source:
            source.rename(target)
            sync_folder(target.parent)
        _record(active, row.proof, proved, target)
    ending.destroy_if_ended(active)


def _record(active: Active, proof: Any, proved: list[dict[str, str]], target: Path) -> None:  # noqa: ANN401
    listed = [{"name": each["name"], "path": str(target / each["file"]), "sha256": each["sha256"]} for each in proved]
    known = {each["path"] for each in proof.get("released", [])}
    released = [*proof.get("released", []), *(each for each in listed if each["path"] not in known)]
    path = str(target / "proof.json")
    runs.change(active.id, active.now(), proof=plain({**proof, "released": released, "path": path}))
    items.mark_released(active.id, active.row.part)
    active.office.note("outputs released", run=active.id, count=len(listed), actor=active.executor)
    if acts.of_run(active.id, part=active.row.part):
        runs.move(active.id, active.now(), stage=Stage.RELEASE, to=Stage.ACT, state=State.ACTING)
    else:
        ending.end_part(active, Stage.RELEASE)


def _assert_unchanged(folder: Path, proved: list[dict[str, str]]) -> None:
    for each in proved:
        path = folder / each["file"]
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != each["sha256"]:
            raise StagedChanged(output=each["name"])
