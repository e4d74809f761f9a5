"""Made-up petitions as a history to learn from."""

from collections.abc import Sequence
from datetime import timedelta

from jikwon.learn.history import Example
from jikwon_practice.petitions.exporting import BEGIN, export, written
from jikwon_practice.petitions.texts import Text

__all__ = ["BEGIN", "examples", "export", "written"]


def examples(found: Sequence[Text], *, kind: str = "type") -> list[Example]:
    """Give petitions as a history, twenty minutes apart."""
    return [
        Example(text=f"{each.title}\n{each.body}", label=getattr(each, kind), at=BEGIN + timedelta(minutes=20 * number))
        for number, each in enumerate(found)
    ]  # fmt: skip
