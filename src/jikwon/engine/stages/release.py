"""One move: the private folder becomes the outputs that everyone sees."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from jikwon.engine.active import Active
from jikwon.engine.acts import after_restore
from jikwon.engine.files import outputs
from jikwon.engine.files.outputs import Staged
from jikwon.engine.office import plain
from jikwon.engine.runs import ending
from jikwon.model import JikwonError, Stage, State
from jikwon.proof.certificate import FileFact
from jikwon.records import acts, items, published, runs
from jikwon.records import outputs as records
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
    active.refresh()
    proved = outputs.staged(active)
    source, target = active.staging, active.released_folder
    here = source if source.exists() else target
    assert_unchanged(here, proved)
    if here is source and target.exists():
        raise OutputInTheWay(path=str(target))
    outputs.keep(active, here, proved)
    with active.writing():  # a pause or a cancellation comes before the move or after its record
        if here is source:
            source.rename(target)
            sync_folder(target.parent)
        _record(active, target, len(proved))
    ending.destroy_if_ended(active)


def _record(active: Active, target: Path, count: int) -> None:
    proof = {**active.row.proof, "path": str(target / "proof.json")}
    runs.change(active.id, active.now(), proof=plain(proof))
    records.release(active.id, active.row.part, after=False)
    published.release(active.id, active.row.part, active.now())
    items.mark_released(active.id, active.row.part)
    active.office.note("outputs released", run=active.id, count=count, actor=active.executor)
    if acts.of_run(active.id, part=active.row.part):
        after_restore.intend(active.office, active.row, active.seal)
        runs.move(active.id, active.now(), stage=Stage.RELEASE, to=Stage.ACT, state=State.ACTING)
    else:
        ending.end_part(active, Stage.RELEASE)


def take_back(active: Active) -> None:
    """Remove what a killed release had moved before it was on the records, because the run is cancelled."""
    target = active.released_folder
    if active.row.stage is not Stage.RELEASE or active.staging.exists() or not target.exists():
        return
    with suppress(StagedChanged):  # then somebody else's files lie there
        assert_unchanged(target, outputs.staged(active))
        shutil.rmtree(target)


def assert_unchanged(folder: Path, proved: Sequence[Staged]) -> None:
    """Raise `StagedChanged` unless a folder holds just what was proved, byte for byte."""
    for each in proved:
        path = folder / each.file
        if not path.is_file() or FileFact.of(each.name, path).sha256 != each.sha256:
            raise StagedChanged(output=each.name)
