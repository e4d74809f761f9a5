"""Watching the models in use: what runs have asked and accepted since approval, and what people found wrong."""

from typing import TYPE_CHECKING, Final

from jikwon.engine.learning import certificate_of
from jikwon.records import published
from jikwon.records.trained import ModelRow

if TYPE_CHECKING:
    from jikwon.learn.drift import Drift

CLASSIFIED: Final = "classified"
"""What a process publishes of each run: key `<kind>/<hash>`, data `seen`, `asked`, `checked`, `wrong` as numbers."""


def look(row: ModelRow) -> "Drift":
    """Add up what released runs have told of a model, and hold it against its certificate."""
    from jikwon.learn import drift

    told = published.all_of(row.process, CLASSIFIED, key=f"{row.kind}/{row.sha256}")
    sums = {name: sum(int(each.data.get(name, 0)) for each in told) for name in ("seen", "asked", "checked", "wrong")}
    return drift.look(certificate_of(row), **sums)
