"""The building table and the 행정동 again, as data."""

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

from jikwon.proof import Proof
from jikwon.proof.readers import read_book

BUILDING: Final = ("우편번호", "도로명", "지하여부", "건물본번", "건물부번", "법정동")
DONG: Final = ("행정동", "관할법정동")


@lru_cache(maxsize=4)
def _columns(data: bytes, columns: tuple[str, ...]) -> Sequence[Sequence[str]]:
    header, *rows = read_book("table.csv", data)[0].rows
    indexes = [header.index(column) for column in columns]
    return [[str(row[index] or "") for index in indexes] for row in rows if any(row)]


def read_table(proof: Proof, name: str, shipped: str, columns: tuple[str, ...]) -> Sequence[Sequence[str]]:
    """Read the office's own table, else the shipped one, as data: by this proof's own reader."""
    own = proof.sources.get(name) or ()
    data = own[0].read() if own else resources.files("jikwon").joinpath(f"korea/data/{shipped}").read_bytes()
    return _columns(data, columns)
