"""What tests may ask of the mailbox: its record."""

from collections.abc import Mapping
from typing import Any, Final

from jikwon_practice.mailbox import record
from jikwon_practice.portals.mailbox import views


def taken(_: Mapping[str, Any]) -> list[dict[str, object]]:
    """List every mail that was taken, in its order."""
    return [record.as_told(each) for each in views.kept().all()]


OPERATIONS: Final = {"record": taken}
