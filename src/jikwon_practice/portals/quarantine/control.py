"""What tests may ask of this portal: its truth."""

from collections.abc import Mapping
from typing import Any, Final

from jikwon_practice.portals.quarantine import facts
from jikwon_practice.portals.quarantine.models import Answer, Quarantined


def people(_: Mapping[str, Any]) -> list[facts.Quarantined]:
    """Give everybody, by 격리자관리번호."""
    return [row.fact for row in Quarantined.objects.all()]


def answers(_: Mapping[str, Any]) -> list[facts.Answer]:
    """Give every answer of every day, in the order of people, days and slots."""
    return [row.fact for row in Answer.objects.order_by("id")]


OPERATIONS: Final = {"people": people, "answers": answers}
