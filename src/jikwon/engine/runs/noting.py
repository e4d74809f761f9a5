"""What a run lists without asking: normalisations, hidden rows, files passed over."""

from collections.abc import Sequence
from dataclasses import replace

from jikwon.engine.active import Active
from jikwon.model import Note, fact
from jikwon.model.collecting import notes_in_order
from jikwon.records import runs


@fact
class Told:
    """The notes of `collect` and of the last pass of `deliver`."""

    collect: Sequence[Note] = ()
    deliver: Sequence[Note] = ()


def kept(active: Active) -> Told:
    """Open what was told so far."""
    sealed = active.refresh().notes
    return active.seal.unpack(sealed, Told, "runs", "notes") if sealed else Told()


def keep(active: Active, stage: str) -> None:
    """Seal what `stage` told, in an order of its own, in place of what it told before."""
    told = replace(kept(active), **{stage: tuple(notes_in_order(active.notes))})
    runs.change(active.id, active.now(), notes=active.seal.pack(told, "runs", "notes"))
