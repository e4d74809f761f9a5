"""Jikwon (직원): robot staff for public offices. Import from here what a process is written with."""

from jikwon.model import (
    Act,
    Answer,
    Ask,
    Choice,
    Done,
    Effects,
    Exclude,
    Intent,
    Item,
    Note,
    Personal,
    Place,
    Probe,
    Receipt,
    Result,
    Run,
    Subject,
    Wait,
    fact,
)  # fmt: skip

__version__ = "0.1.0"
__all__ = [
    "Act", "Answer", "Ask", "Choice", "Done", "Effects", "Exclude", "Intent", "Item", "Note", "Personal", "Place",
    "Probe", "Receipt", "Result", "Run", "Subject", "Wait", "fact",
]  # fmt: skip
