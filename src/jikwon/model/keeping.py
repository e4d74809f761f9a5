"""What a run says of the sources it has read from outside and kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import field

from jikwon.model.errors import JikwonError
from jikwon.model.facts import fact


class KeepNotNow(JikwonError):
    """A process keeps a source in a stage in which it must only use what it has read."""

    code = "keep-not-now"


class Untried(JikwonError):
    """An answer is tried out: the outside is not read for a trial, and nothing of it is kept."""

    code = "untried"


@fact
class KeptFacts:
    """How many sources of each kind a run has kept, and one hash (SHA-256) over all."""

    counts: Mapping[str, int] = field(default_factory=dict)
    sha256: str = ""


def kept_facts(hashes: Mapping[str, Mapping[str, str]]) -> KeptFacts:
    """Sum up the contents' hashes, by kind and key; nothing kept is the empty fact."""
    if not any(hashes.values()):
        return KeptFacts()
    over_all = hashlib.sha256()
    for kind, by_key in sorted(hashes.items()):
        for key, each in sorted(by_key.items()):
            over_all.update("\x1f".join((kind, key, each, "\n")).encode())
    return KeptFacts(counts={kind: len(by_key) for kind, by_key in sorted(hashes.items())}, sha256=over_all.hexdigest())
