"""The facts of a letter."""

from jikwon.model import Personal, fact


@fact
class Letter:
    """One row of the input: `status` says what should become of it, `lane` which counter sends it.

    `beside` is the number of a letter that this one must not go without; `version` tells a corrected
    letter from the one that was sent before; `address` is what the receiver's card says.
    """

    number: str
    to: Personal[str]
    status: str = ""
    lane: str = ""
    beside: str = ""
    version: str = "1"
    postscript: Personal[str] = ""
    address: Personal[str] = ""
