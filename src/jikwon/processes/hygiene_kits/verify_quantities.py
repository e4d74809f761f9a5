"""The kits that a household is due."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from jikwon.processes.hygiene_kits.verify_sources import Sources
from jikwon.processes.hygiene_kits.verify_words import FIELDS, REGISTER
from jikwon.proof import FateState, Proof, Row, phone_digits
from jikwon.proof.compare import plain
from jikwon.proof.register import letters_of

DELIVERED: Final = {**{name: FIELDS[name] for name in list(FIELDS)[:5]}, "세대키": ()}
SERVED: Final = "기지급"


class Quantity:
    """The kits that a household is due, by the policy and what was sent before."""

    def __init__(self, proof: Proof, sources: Sources) -> None:
        self.proof = proof
        self.sources = sources
        self.policy = proof.setting("policy")
        pairs = (pair.split(":") for pair in proof.setting("table").split(",") if ":" in pair)
        self.by_size = {int(size): int(kits) for size, kits in pairs}
        self.sent: dict[str, set[str]] = defaultdict(set)
        for row in self._served():
            if (key := plain(row.get("세대키"))) != "":
                self.sent[key].add(_who(row))
        left = (person for person in sources.people.values() if person.fate.state is FateState.EXCLUDED)
        self.away = {person.id for person in left if person.fate.code != SERVED}
        self.is_open = any(person.fate.code == SERVED for person in sources.people.values()) and not self.sent

    def _served(self) -> Iterator[Row]:
        if self.policy != "table":
            return
        for table in self.proof.source_tables("delivered", fields=DELIVERED):
            yield from table.rows
        for earlier in self.proof.earlier_sheets(REGISTER, "대상자"):
            yield from earlier.rows

    def of(self, lived: Sequence[Row]) -> Iterable[object]:
        """Give what 수량 may be: one number, but where a delivery without 세대키 leaves open who lives there."""
        size = len(lived)
        if self.policy != "table":
            return (size if self.policy == "per-person" else 1,)
        sent = self.sent.get(plain(lived[0]["세대키"]), set())
        now = (sent - self.away) | {_who(row) for row in lived}
        due = self._due(len(now)) - self._due(len(sent))
        return range(1, max(self.by_size.values()) + 1) if self.is_open else (due,)

    def _due(self, size: int) -> int:
        return self.by_size[min(size, max(self.by_size))] if size else 0


def _who(row: Row) -> str:
    number = plain(row.get("격리자관리번호"))
    return number or "\t".join(
        (letters_of(row.get("성명")), plain(row.get("생년월일")), phone_digits(row.get("휴대전화")))
    )
