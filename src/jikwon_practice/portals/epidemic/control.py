"""What tests may ask of this portal: its truth, its record, and a correction."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from django.db import transaction

from jikwon_practice.portals.epidemic import facts
from jikwon_practice.portals.epidemic.models import Case, Mark

_FIXED: Final = frozenset({"case_id", "modified_at"})


def cases(_: Mapping[str, Any]) -> list[facts.Case]:
    """Give every case, by district and number."""
    return [row.fact for row in Case.objects.order_by("district", "local_case_no")]


def record(_: Mapping[str, Any]) -> list[facts.Mark]:
    """Give every mark, in the order in which they came."""
    return [row.fact for row in Mark.objects.select_related("case")]


def correct(given: Mapping[str, Any]) -> facts.Case:
    """Change one field of a case as an official would: 최종수정일시 becomes now, and always moves on."""
    field = given["field"]
    if field not in facts.Case.__dataclass_fields__ or field in _FIXED:
        raise ValueError(f"no such field: {field}")
    with transaction.atomic():
        row = Case.objects.filter(case_id=given["case"]).first()
        if row is None:
            raise ValueError("no such case")
        before = row.fact
        now = datetime.now(ZoneInfo("Asia/Seoul")).replace(microsecond=0)
        changed = {field: given["value"], "modified_at": max(now, before.modified_at + timedelta(seconds=1))}
        after = msgspec.convert({**msgspec.to_builtins(before), **msgspec.to_builtins(changed)}, facts.Case)
        Case.of(after).save()
    return after


OPERATIONS: Final = {"cases": cases, "record": record, "correct": correct}
