"""Checking a released folder again: every output's hash against its certificate."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from jikwon.model import fact


class Standing(StrEnum):
    """What `jikwon proof verify` finds."""

    PROVED = "proved"
    NOT = "not"
    NO_PROOF = "no-proof"


@fact
class Verdict:
    """The finding, one sentence per reason (in the user's language), and the certificate's path."""

    standing: Standing
    reasons: Sequence[str] = ()
    path: Path | None = None
    unlisted: Sequence[str] = ()
    """Files of the folder that the certificate does not speak of."""


def verify_folder(path: Path) -> Verdict:
    """Hash every output of a folder (or beside a proof.json) again and hold it against the certificate."""
    raise NotImplementedError


def summary(path: Path) -> str:
    """Say in a few lines what a certificate says. Raises `NoProof`."""
    raise NotImplementedError
