"""What an archive says of itself: about.json in the clear at its beginning, the manifest sealed at its end."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from jikwon.model import fact
from jikwon.records.snapshot import Table, Tally
from jikwon.trust.headers import Header

FORMAT: Final = 1
ABOUT, KEY, MANIFEST = "about.json", "key", "manifest"
LARGEST_ABOUT: Final = 1 << 20


@fact
class About:
    """The beginning: nothing in it is secret, and the manifest holds its hash.

    `taken_at` is the moment (Unix seconds) of the snapshot. `key` tells which key opens the archive, without
    giving anything of it away; `carried` how a passphrase opens the copy of the key that the archive carries.
    """

    format: int
    id: str
    version: str
    taken_at: float
    database: str
    migrations: Sequence[str]
    tables: Sequence[Table]
    key: Header
    carried: Header | None = None


@fact
class Files:
    """The files of the archive together: how many, their bytes, and the SHA-256 over their labels and hashes."""

    count: int
    bytes: int
    sha256: str


@fact
class Manifest:
    """The end: what must have come before it. It was made of the home `root`, whose files lay under `shared`."""

    id: str
    about_sha256: str
    tables: Mapping[str, Tally]
    files: Files
    root: str
    shared: str


@fact
class Label:
    """What stands before a file's content: its place in the home, by the home's own names, and its size."""

    place: str
    path: str
    size: int


def read_about(data: bytes) -> About | None:
    """Read a beginning; None where it is none of ours, or of a later format."""
    try:
        if msgspec.json.decode(data).get("format") != FORMAT:
            return None
        return msgspec.json.decode(data, type=About)
    except (msgspec.MsgspecError, AttributeError, UnicodeDecodeError):
        return None
