"""What every judgement of a run looks things up in, made once."""

import weakref

from jikwon.model import Run
from jikwon.processes.petitions import classify, departments, settings
from jikwon.processes.petitions.classify import Models
from jikwon.processes.petitions.rules import Books
from jikwon.processes.petitions.terms import Lengths

_LAST: list[tuple[weakref.ref[Run], Books]] = []  # one run is worked on at a time


def of(run: Run) -> Books:
    """Give the run's books; they are made when they are first asked for, and what is told then is told once."""
    if _LAST and _LAST[0][0]() is run:
        return _LAST[0][1]
    made = _make(run)
    _LAST[:] = [(weakref.ref(run), made)]
    return made


def models_of(run: Run) -> Models:
    """Give the models that are approved."""
    found = {kind: run.model(kind) for kind in classify.KINDS}
    approved = {kind: model for kind, model in found.items() if model is not None}
    return Models(approved, settings.max_error_of(run))


def _make(run: Run) -> Books:
    def remembered(code: str, key: str) -> str:
        known = run.remembered(code, key)
        return (known.value or known.choice) if known else ""

    return Books(
        clock=run.clock, period=settings.period_of(run), hash=run.hash, text=run.text, remembered=remembered,
        departments=departments.read(run.sources("departments"), told=lambda _: None),
        lengths=Lengths(by_kind=settings.lengths_of(run), remembered=remembered), models=models_of(run),
    )  # fmt: skip
