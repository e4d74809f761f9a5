"""What tests may ask of this system: its truth, with the answer key."""

from collections.abc import Mapping
from typing import Any, Final

from jikwon_practice.portals.petition import facts
from jikwon_practice.portals.petition.models import Petition


def petitions(_: Mapping[str, Any]) -> list[facts.Petition]:
    """Give every petition, in the order of their numbers."""
    return [row.fact for row in Petition.objects.order_by("number")]


OPERATIONS: Final = {"petitions": petitions}
