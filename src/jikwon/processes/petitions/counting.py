"""Counting petitions: the tables by department, kind and channel, and the period's figures."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Final

from jikwon.processes.petitions.links import TWIN, Link
from jikwon.processes.petitions.model import Figures, Petition, Proposals, Status, Summary

UNNAMED: Final = "미기재"
TOTAL: Final = "합계"


def by(petitions: Iterable[Petition], name_of: Callable[[Petition], str]) -> tuple[Figures, ...]:
    """Count by a name, in the order of the names, the blank one last."""
    groups: dict[str, list[Petition]] = defaultdict(list)
    for each in petitions:
        groups[name_of(each)].append(each)
    return tuple(figures(name or UNNAMED, groups[name]) for name in sorted(groups, key=lambda name: (not name, name)))


def figures(name: str, petitions: Sequence[Petition]) -> Figures:
    """Count some petitions."""
    statuses = [each.status for each in petitions]
    taken = [each.days_taken for each in petitions if each.status.is_done and each.days_taken is not None]
    return Figures(
        name=name, received=len(petitions), done=sum(status.is_done for status in statuses),
        open=sum(status.is_open for status in statuses), transferred=statuses.count(Status.TRANSFERRED),
        withdrawn=statuses.count(Status.WITHDRAWN), merged=statuses.count(Status.MERGED),
        late=sum(each.late_days is not None for each in petitions), mean_days=_mean(taken),
    )  # fmt: skip


def _mean(taken: Sequence[int]) -> float | None:
    """Give the mean, rounded half up to one decimal, in whole numbers until the last step."""
    return (20 * sum(taken) + len(taken)) // (2 * len(taken)) / 10 if taken else None


def summary(
    petitions: Sequence[Petition],
    *,
    links: Sequence[Link],
    period: tuple[date, date],
    clock: datetime,
    blanks: Sequence[tuple[str, int]],
    waiting: int,
    excluded: int,
    proposals: Proposals | None = None,
) -> Summary:
    """Give the period's figures."""
    late = [each for each in petitions if each.late_days is not None]
    return Summary(
        first=period[0], last=period[1], clock=clock,
        by_department=by(petitions, lambda each: each.department), by_kind=by(petitions, lambda each: each.kind),
        by_channel=by(petitions, lambda each: each.channel),
        by_type=by(petitions, lambda each: each.type) if proposals else (),
        total=figures(TOTAL, petitions), late_done=sum(each.status.is_done for each in late),
        late_open=sum(each.status.is_open for each in late), differing=sum(bool(each.stated) for each in petitions),
        twins=sum(link.kind == TWIN for link in links), refiled=sum(link.kind != TWIN for link in links),
        waiting=waiting, excluded=excluded, masked=sum(each.masked for each in petitions), blanks=tuple(blanks),
        proposals=proposals,
    )  # fmt: skip
