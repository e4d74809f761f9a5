"""What can keep a proof from being made or read."""

from jikwon.model import InputError, JikwonError


class Unreadable(JikwonError):
    """A second reader cannot read a file: `reason` is one of its short words."""

    code = "proof-unreadable"


class SheetMissing(JikwonError):
    """An output lacks a sheet that the proof must see."""

    code = "proof-sheet-missing"


class PartMissing(JikwonError):
    """An output of many files lacks one that the proof must see."""

    code = "proof-part-missing"


class PlaceUnknown(JikwonError):
    """A record names a place that the sources do not have."""

    code = "proof-place-unknown"


class NoProof(InputError):
    """There is no certificate where one was looked for, or it cannot be understood."""

    code = "proof-none"
