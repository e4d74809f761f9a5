"""What every judgement of a run looks things up in, made once."""

from jikwon.model import Run
from jikwon.model.per_run import per_run
from jikwon.processes.petitions import classify, departments, settings
from jikwon.processes.petitions.classify import Models
from jikwon.processes.petitions.rules import Books
from jikwon.processes.petitions.terms import Lengths


def models_of(run: Run) -> Models:
    """Give the models that are approved."""
    found = {kind: run.model(kind) for kind in classify.KINDS}
    approved = {kind: model for kind, model in found.items() if model is not None}
    return Models(approved, settings.max_error_of(run))


@per_run
def of(run: Run) -> Books:
    """Give the run's books."""

    def remembered(code: str, key: str) -> str:
        known = run.remembered(code, key)
        return (known.value or known.choice) if known else ""

    return Books(
        clock=run.clock, period=settings.period_of(run), hash=run.hash, text=run.text, remembered=remembered,
        departments=departments.read(run.sources("departments"), told=lambda _: None),
        lengths=Lengths(by_kind=settings.lengths_of(run), remembered=remembered), models=models_of(run),
    )  # fmt: skip
