"""What the ledger remembers of acts: which versions were done on the same subject, and their marks."""

from collections.abc import Mapping

from jikwon.engine.office import Office
from jikwon.model import Act, DoneBefore, fact
from jikwon.model.dates import moment
from jikwon.model.planning import subject_of, version_of
from jikwon.records import acts
from jikwon.records.acts import NewIntent


@fact
class _About:
    """What is kept of an act besides its key's hash."""

    version: str
    marks: Mapping[str, str]


def intent(office: Office, act: Act, *, key_hash: str, run: str) -> NewIntent:
    """Make the ledger's line of an act that is about to be done; its moment is that of the writing."""
    about = _About(version=version_of(act.key), marks=act.marks)
    return NewIntent(
        key_hash=key_hash, subject_hash=_subject(office, act.key), kind=act.kind, run=run,
        about=office.seal.pack(about, "effects", key_hash, "about"),
    )  # fmt: skip


def completed(office: Office, key: str) -> tuple[DoneBefore, ...]:
    """Give the completed acts that share the subject of an act's key, whatever their version, in order."""
    found = []
    for key_hash, sealed, at in acts.completed(_subject(office, key)):
        about = office.seal.unpack(sealed, _About, "effects", key_hash, "about")
        found.append(DoneBefore(version=about.version, at=moment(at), marks=about.marks))
    return tuple(found)


def _subject(office: Office, key: str) -> str:
    return office.hasher.full("act subject", subject_of(key))
