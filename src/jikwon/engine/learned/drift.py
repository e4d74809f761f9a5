"""Watching the models in use: what runs have asked and accepted since approval, and what people found wrong."""

from typing import TYPE_CHECKING, Final

from jikwon.engine.learned.learning import certificate_of
from jikwon.records import published
from jikwon.records.trained import ModelRow

if TYPE_CHECKING:
    from jikwon.learn.drift import Drift

CLASSIFIED: Final = "classified"
"""What a process publishes of a run under the key `<kind>/<hash>`: `seen` and `asked` as numbers."""
CHECKED: Final = "checked"
"""What a process publishes, once, of an accepted proposal that somebody settled later: `model`, `wrong` as 0 or 1."""


def look(row: ModelRow) -> "Drift":
    """Add up what released runs have told of a model, and hold it against its certificate."""
    from jikwon.learn import drift

    told = [each.data for each in published.all_of(row.process, CLASSIFIED, key=f"{row.kind}/{row.sha256}")]
    later = {each.key: each.data for each in published.all_of(row.process, CHECKED)}
    checked = [each for each in later.values() if each.get("model") == row.sha256]
    return drift.look(
        certificate_of(row), seen=sum(int(each["seen"]) for each in told),
        asked=sum(int(each["asked"]) for each in told), checked=len(checked),
        wrong=sum(each.get("wrong") == "1" for each in checked),
    )  # fmt: skip
