"""What an office may set, held against what it can mean; anything else ends with exit 2."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from jikwon.model import Run, SettingInvalid, fact

HEALTH_WORDS: Final = re.compile(r"격리|확진|코로나|감염|역학조사|밀접접촉|covid|corona", re.IGNORECASE)
"""Words that nothing a courier reads may hold."""

_TABLE: Final = re.compile(r"\d+:\d+(?:,\d+:\d+)*", re.ASCII)


class Policy(StrEnum):
    """How many kits a household gets."""

    PER_PERSON = "per-person"
    PER_HOUSEHOLD = "per-household"
    TABLE = "table"


@fact
class Quantities:
    """The policy; `by_size` maps a household's size to its kits, for `table`."""

    policy: Policy
    by_size: Mapping[int, int]

    def due(self, size: int) -> int:
        """Give the kits that a household of `size` people gets; sizes beyond the table as its largest."""
        match self.policy:
            case Policy.PER_PERSON:
                return size
            case Policy.PER_HOUSEHOLD:
                return min(size, 1)
            case Policy.TABLE:
                return self.by_size[min(size, len(self.by_size))] if size else 0


def quantities(run: Run) -> Quantities:
    """Read policy and table; raise `SettingInvalid` for a table that is none (sizes from 1 on, none left out)."""
    policy = Policy(run.setting("policy"))
    by_size = _by_size(run.setting("table").replace(" ", ""))
    if policy is Policy.TABLE and not by_size:
        raise SettingInvalid(setting="table", given=run.setting("table"), expected="1:1,2:1,3:2")
    return Quantities(policy=policy, by_size=by_size)


def check_words(run: Run) -> None:
    """Raise `SettingInvalid` if the courier would read a health word."""
    for name in ("item", "message"):
        if HEALTH_WORDS.search(run.setting(name)):
            raise SettingInvalid(setting=name, given=run.setting(name), expected="격리·확진·코로나 등의 말을 뺀 글")


def _by_size(text: str) -> Mapping[int, int]:
    if not text:
        return {}
    if not _TABLE.fullmatch(text):
        raise SettingInvalid(setting="table", given=text, expected="1:1,2:1,3:2")
    pairs = [pair.split(":") for pair in text.split(",")]
    by_size = {int(size): int(kits) for size, kits in pairs}
    if len(by_size) < len(pairs) or sorted(by_size) != list(range(1, len(by_size) + 1)) or 0 in by_size.values():
        raise SettingInvalid(setting="table", given=text, expected="1:1,2:1,3:2")
    return by_size
