"""What can be switched on to go wrong at the practice mail server."""

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from jikwon.model import fact


@fact
class Faults:
    """What meets the next mails. Counts run down; the rest holds until it is switched off."""

    refused: Mapping[str, int] = field(default_factory=dict)
    """Recipients (whole addresses) that are refused, with the answer's code."""
    greylisted: int = 0
    """So many mails are put off with 451 at their first recipient."""
    busy: int = 0
    """So many mails are put off with 452 after their content."""
    refuse_content: int = 0
    """So many mails are refused with 554 after their content."""
    drop_untaken: int = 0
    """So many times the line breaks at the end of a mail, which is thrown away."""
    drop_taken: int = 0
    """So many times the line breaks at the end of a mail, which is kept and delivered."""
    slow_s: float = 0.0
    """The server takes so long between the end of a mail and its answer; the mail is kept at the end of it."""


NONE: Final = Faults()
