"""The evidence sheet as texts, before it is drawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from jikwon.model import fact

Pairs: TypeAlias = Sequence[tuple[str, str]]
Rows: TypeAlias = Sequence[Sequence[str]]


@fact
class Sheet:
    """The sheet's texts. `at` is the moment at which the run came to rest: the same run gives the same sheet."""

    at: datetime
    institution: str
    process: str
    run: Pairs
    items: Pairs
    rows: Pairs
    proof: Pairs
    answers: Rows
    acts: Rows
    hours: Pairs
    files: Rows
