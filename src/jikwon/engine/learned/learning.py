"""Models of an office: trained on its past files, approved by a person, fixed for a run, retired and kept."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jikwon.model import InputError
from jikwon.model.catalog import Process, find
from jikwon.model.dates import SEOUL
from jikwon.model.failures import reason_of
from jikwon.model.learned import Certificate, InUse
from jikwon.records import database, trained
from jikwon.records.database import together
from jikwon.records.trained import ModelRow
from jikwon.trust.home import Home

if TYPE_CHECKING:
    from jikwon.engine.office import Office
    from jikwon.learn.storing import Card, Stored

SHORTEST = 6
"""The fewest digits of a hash that name a model."""


class ModelUnknown(InputError):
    """No model, or more than one, has a hash that begins so."""

    code = "model-unknown"


class ModelNotApproved(InputError):
    """A model is retired that no run could begin with."""

    code = "model-not-approved"


class ErrorLimit(InputError):
    """The most error that a model may have is not a share between 0 and 1/2."""

    code = "error-limit"


def train(
    office: "Office", slug: str, kind: str, *, inputs: Sequence[tuple[str, Path]], settings: Mapping[str, str]
) -> ModelRow:
    """Train a model on past files and keep it; no run uses it before a person has approved it.

    Raises `InputError`s about the command, the files or a history too short to learn anything from.

    Effects: one file in the home's `models`, named by its hash, then its row and the audit's link.
    Repeatable: yes; cut in the middle, the file lies there without a row and is never used.
    """
    from jikwon.engine.learned import history
    from jikwon.learn import storing, training

    process = find(slug)
    past = history.of(office, process, kind, inputs=inputs, settings=settings)
    limit = share_of(past.setting(process.manifest.models[kind].max_error))
    made = training.train(past.examples(), max_error=limit)
    now = datetime.now(SEOUL).replace(microsecond=0)
    data = storing.pack(made, process=slug, kind=kind, at=now, by=office.account, inputs=past.files)
    sha256 = hashlib.sha256(data).hexdigest()
    _write(office.home, sha256, data)
    certificate = msgspec.json.encode(made.classifier.certificate).decode()
    row = ModelRow(
        sha256=sha256, process=slug, kind=kind, state=trained.TRAINED, certificate=certificate,
        trained_by=office.account, trained_at=now.timestamp(),
    )  # fmt: skip
    with together():
        trained.add(row)
        office.note("model trained", subject=sha256, count=len(past.files), why=f"{slug}/{kind}")
    return row


def approve(office: "Office", start: str) -> ModelRow:
    """Approve a model for the runs that begin from now on; the one before it is retired and kept.

    Effects: its row, that of the one before, and two links of the audit, in one transaction.
    """
    row = named(start)
    load(office.home, row.sha256)
    now = database.now()
    with together():
        for before in trained.approved(row.process):
            if before.kind == row.kind and before.sha256 != row.sha256:
                _retire(office, before, at=now, why=f"→ {row.sha256[:12]}")
        if row.state != trained.APPROVED:
            trained.approve(row.sha256, by=office.account, at=now)
            office.note("model approved", subject=row.sha256, why=f"{row.process}/{row.kind}")
    return named(row.sha256)


def retire(office: "Office", start: str, *, why: str) -> ModelRow:
    """Retire an approved model: runs that have begun keep it, later ones do without. Raises `ModelNotApproved`."""
    row = named(start)
    if row.state != trained.APPROVED:
        raise ModelNotApproved(model=row.sha256[:12])
    with together():
        _retire(office, row, at=database.now(), why=why)
    return named(row.sha256)


def named(start: str) -> ModelRow:
    """Find a model by the first digits of its hash. Raises `ModelUnknown`."""
    found = trained.beginning(start.lower()) if len(start) >= SHORTEST else []
    if len(found) != 1:
        raise ModelUnknown(model=start, found=len(found))
    return found[0]


def in_use(process: Process) -> tuple[InUse, ...]:
    """Give the approved models that a run of a process begins with."""
    if not process.manifest.models:
        return ()
    return tuple(
        InUse(
            kind=row.kind, sha256=row.sha256, approved_by=row.approved_by,
            approved_at=datetime.fromtimestamp(row.approved_at or 0, SEOUL), certificate=certificate_of(row),
        )
        for row in trained.approved(process.slug)
        if row.kind in process.manifest.models
    )  # fmt: skip


def certificate_of(row: ModelRow) -> Certificate:
    """Give what was measured of a model."""
    return msgspec.json.decode(row.certificate, type=Certificate)


class Loaded:
    """A model as a run sees it. Implements `jikwon.model.learned.Approved`."""

    def __init__(self, stored: "Stored") -> None:
        self.sha256 = stored.sha256
        self.certificate = stored.card.certificate
        self.propose = stored.classifier.propose


def load(home: Home, sha256: str) -> Loaded:
    """Open a model's file. Raises `ModelDamaged` if it is not the one with this hash."""
    return Loaded(_opened(home, sha256))


def card(home: Home, sha256: str) -> "Card":
    """Give a model's card. Raises `ModelDamaged`."""
    return _opened(home, sha256).card


def share_of(text: str) -> float:
    """Read a share written as `1 %` or `0.01`. Raises `ErrorLimit`."""
    number, percent, _ = text.strip().partition("%")
    try:
        share = float(number) / (100 if percent else 1)
    except ValueError:
        raise ErrorLimit(given=text) from None
    if not 0 < share <= 0.5:
        raise ErrorLimit(given=text)
    return share


def _retire(office: "Office", row: ModelRow, *, at: float, why: str) -> None:
    trained.retire(row.sha256, by=office.account, at=at, why=why)
    office.note("model retired", subject=row.sha256, why=f"{row.process}/{row.kind}")


def _opened(home: Home, sha256: str) -> "Stored":
    from jikwon.learn import storing
    from jikwon.learn.errors import ModelDamaged

    path = _path(home, sha256)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelDamaged(file=path.name, reason=reason_of(error)) from error
    return storing.unpack(data, file=path.name, sha256=sha256)


def _write(home: Home, sha256: str, data: bytes) -> None:
    from jikwon.trust import writing

    writing.write_private(_path(home, sha256), data)


def _path(home: Home, sha256: str) -> Path:
    return home.models / f"{sha256}.model"
