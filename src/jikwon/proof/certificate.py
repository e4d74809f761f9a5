"""The certificate: what was checked, compared, normalised and answered, with every file's hash."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jikwon.model import Act, Check, Note, Personal, Receipt, fact


@fact
class FileFact:
    """One file: its name in the manifest, its file name (relative to the folder), hash and bytes."""

    name: str
    file: str
    sha256: str
    size: int

    @classmethod
    def of(cls, name: str, path: Path, *, file: str = "") -> "FileFact":
        """Describe a file on the disk; `file` is its relative name where it lies in a folder."""
        raise NotImplementedError


@fact
class GivenAnswer:
    """That a person answered: the question's code, what it was about, who and when. Never the value."""

    code: str
    key: Personal[str]
    by: str
    at: datetime | None = None


@fact
class RunFacts:
    """What a certificate says besides the checks.

    `items` holds total, done, excluded, waiting, failed; `rows` read, used, merged, skipped;
    `exclusions` counts items by code. `name` is the process's name by language ("ko", "en").
    `sentences` gives the Korean sentence of a note's, question's or exclusion's code.
    """

    process: str
    version: str
    name: Mapping[str, str]
    clock: datetime
    settings: Mapping[str, str]
    inputs: Sequence[FileFact]
    outputs: Sequence[FileFact]
    items: Mapping[str, int]
    rows: Mapping[str, int]
    exclusions: Mapping[str, int]
    sentences: Mapping[str, str]
    notes: Sequence[Note] = ()
    answers: Sequence[GivenAnswer] = ()
    acts: Sequence[Act] = ()
    receipts: Sequence[Receipt] = ()
    partial: bool = False


def certify(checks: Sequence[Check], facts: RunFacts, *, hash: Callable[..., str]) -> dict[str, Any]:  # noqa: A002
    """Make the certificate; the same checks and facts give the same bytes."""
    raise NotImplementedError


def error_bound_95(compared: int, mismatches: int) -> float | None:
    """Give the 95 % upper bound of the error rate: 3/n when n fields were compared without a mismatch.

    The rule of three (Hanley and Lippman-Hand, JAMA 249(13), 1983); the exact bound is 1 - 0.05**(1/n),
    always a little below. None when nothing was compared or something did not match.
    """
    raise NotImplementedError


def write(certificate: Mapping[str, Any], folder: Path) -> tuple[Path, Path]:
    """Write proof.json and proof.html into `folder` and give their paths."""
    raise NotImplementedError
