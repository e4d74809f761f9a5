"""What a run was started with; kept sealed with the run, so that a resume keeps it."""

from collections.abc import Mapping, Sequence

from jikwon.model import Personal, Place, fact
from jikwon.model.learned import InUse


@fact
class Input:
    """One input file: `spooled` names its sealed copy, for as long as the run needs it."""

    input: str
    name: Personal[str]
    sha256: str
    size: int
    spooled: str


@fact
class Options:
    """Everything that decides what a run does, but its clock. A run for `practice` is never released."""

    inputs: Sequence[Input]
    settings: Mapping[str, str]
    out: str
    passed_over: Sequence[Place] = ()
    fetched: Sequence[Input] = ()
    partial: bool = False
    plan_only: bool = False
    practice: bool = False
    models: Sequence[InUse] = ()

    @property
    def files(self) -> tuple[Input, ...]:
        """The files that were given, then those that `collect` has fetched."""
        return (*self.inputs, *self.fetched)
