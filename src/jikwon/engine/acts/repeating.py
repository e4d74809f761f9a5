"""Acts done once more on purpose: a new version of an act, by the files that its run released."""

from dataclasses import replace

from jikwon.engine.active import Active
from jikwon.engine.files import outputs
from jikwon.engine.files.folders import AGAIN, part_folder
from jikwon.engine.stages.release import StagedChanged, assert_unchanged
from jikwon.model import Act, InputError, State
from jikwon.records import acts
from jikwon.records.acts import PlannedRow


class NothingToRepeat(InputError):
    """The run has not done this act."""

    code = "nothing-to-repeat"


class ReleasedChanged(InputError):
    """A released file that the act goes by is gone, or is no longer what was proved."""

    code = "released-changed"


def plan_again(active: Active, key: str) -> None:
    """Add an act that the run has done to its next part, under a version of its own. Inside a transaction.

    Effects: the act on the records, and among the working copies the note which part's files it goes by.
    Raises `NothingToRepeat` and `ReleasedChanged`.
    """
    found = acts.of_run(active.id) if active.row.state is State.RELEASED else []
    opened = [(each, active.seal.unpack(each.act, Act, "acts", each.position)) for each in found]
    known = next((each for each in opened if each[1].key == key), None)
    if known is None or not _was_done(active, known[0]):
        raise NothingToRepeat(run=active.id, act=key)
    first = next(each for each, act in opened if act.key == key or key.startswith(f"{act.key}."))
    _go_by_files_of(active, acts.part_of(active.id, first.position))
    version = sum(act.key == key or act.key.startswith(f"{key}.") for _, act in opened) + 1
    _add(active, replace(known[1], key=f"{key}.{version}"), position=len(found))


def _was_done(active: Active, planned: PlannedRow) -> bool:
    """Tell whether this run itself has done the act; one that an earlier run did is repeated from there."""
    line = acts.effect(planned.key_hash)
    return planned.state == "done" and line is not None and line.run_id == active.id


def _go_by_files_of(active: Active, part: int) -> None:
    try:
        assert_unchanged(active.out / part_folder(active.id, part), outputs.staged(active, part=part))
    except StagedChanged as error:
        raise ReleasedChanged(run=active.id, **error.fields) from None
    active.spool.mkdir(mode=0o700, exist_ok=True)
    (active.spool / AGAIN).write_text(str(part), "ascii")
    (active.spool / AGAIN).chmod(0o600)


def _add(active: Active, again: Act, *, position: int) -> None:
    key_hash = active.office.hasher.full("act", again.key)
    sealed = active.seal.pack(again, "acts", position)
    acts.add(active.id, active.row.part + 1, position, position, again.kind, key_hash, sealed)
