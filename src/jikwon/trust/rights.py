"""Who may do what: roles of people, and the rights that each role has. One table, asked everywhere."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a person is to the office's robots; one person may be several."""

    OFFICIAL = "official"
    REVIEWER = "reviewer"
    ENGINEER = "engineer"
    IT_OFFICER = "it-officer"
    MANAGER = "manager"
    AUDITOR = "auditor"


class Right(StrEnum):
    """One kind of thing that somebody may do."""

    WORK = "work"
    """Start, plan and cancel one's own runs; download their outputs with a reason."""
    ANSWER = "answer"
    APPROVE = "approve"
    """Approve runs of others; one's own only where the office's setting allows."""
    DEPLOY = "deploy"
    """Deploy and retire processes."""
    PILOT = "pilot"
    ADMINISTER = "administer"
    """Credentials (write only), workers, schedules, users and rights."""
    MEASURE = "measure"
    """Baselines, candidates, hours, the monthly report."""
    AUDIT = "audit"
    """The audit trail, the review of access, the proof of every run."""


_TABLE: Final[Mapping[Role, frozenset[Right]]] = {
    Role.OFFICIAL: frozenset({Right.WORK, Right.ANSWER}),
    Role.REVIEWER: frozenset({Right.WORK, Right.ANSWER, Right.APPROVE}),
    Role.ENGINEER: frozenset({Right.WORK, Right.DEPLOY, Right.PILOT}),
    Role.IT_OFFICER: frozenset({Right.ADMINISTER}),
    Role.MANAGER: frozenset({Right.APPROVE, Right.DEPLOY, Right.PILOT, Right.MEASURE}),
    Role.AUDITOR: frozenset({Right.AUDIT}),
}


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """Give the rights of somebody with these roles."""
    return frozenset[Right]().union(*(_TABLE[each] for each in roles))
