"""The 행정동 again, as data: by this proof's own reader."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from jikwon.proof import Proof
from jikwon.proof.buildings import table_of
from jikwon.proof.readers import read_book

DONG: Final = ("행정동", "관할법정동")


def dongs(proof: Proof) -> Mapping[str, Sequence[str]]:
    """Give the 행정동 that are possible for a 법정동."""
    return _possible(table_of(proof, "dongs", "songpa_dongs.csv"))


@lru_cache(maxsize=4)
def _possible(data: bytes) -> Mapping[str, Sequence[str]]:
    header, *rows = read_book("table.csv", data)[0].rows
    dong, legal_dongs = map(header.index, DONG)
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if any(row):
            for legal in str(row[legal_dongs] or "").split("/"):
                found[legal].append(str(row[dong] or ""))
    return found
