"""The columns a table is asked for, and how their headers are compared."""

from collections.abc import Sequence

from jikwon.model import fact


@fact
class Field:
    """One column by its own name and the other names it goes by; the names may overlap with nothing else."""

    name: str
    synonyms: Sequence[str] = ()
