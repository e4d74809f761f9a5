"""What the system knows: petitions with the text of each column, and what was planted in them on purpose."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from jikwon.model import Personal, fact
from jikwon_practice.people.pleas import Planted


@fact
class Petition:
    """One petition; `cells` are its texts by column ("" is not kept), `received_at` is Asia/Seoul.

    The answer key: `planted` is personal data of others in its texts, `twin` and `refiled` the numbers of the one
    that it repeats through another channel or files again, `deviant` what is wrong with it on purpose.
    """

    number: Personal[str]
    received_at: datetime
    cells: Personal[Mapping[str, str]] = field(default_factory=dict)
    planted: Personal[tuple[Planted, ...]] = ()
    twin: Personal[str] = ""
    refiled: Personal[str] = ""
    deviant: str = ""
