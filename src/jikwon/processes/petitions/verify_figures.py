"""The period's figures as the finished workbook shows them: what report and mail must say."""

from datetime import date
from typing import Final, NamedTuple

from jikwon.processes.petitions.verify_lists import late_days
from jikwon.processes.petitions.verify_sources import Sources
from jikwon.processes.petitions.verify_terms import agrees, is_24, stated_of
from jikwon.processes.petitions.verify_totals import links_of
from jikwon.processes.petitions.verify_words import DONE, REQUIRED, RESULTS, day, text, when, whole
from jikwon.proof import FateState, Proof, Row

TABLES: Final = {"부서별 처리 현황": "부서별", "민원종류별 처리 현황": "유형별", "접수경로별 처리 현황": "경로별"}
"""The tables of the report, and the sheets whose rows they show."""
TYPES: Final = "유형: "


class Figures(NamedTuple):
    """What report and mail say of the period besides the tables."""

    first: date
    last: date
    total: Row
    late_done: int
    late_open: int
    differing: int
    twins: int
    refiled: int
    waiting: int
    excluded: int
    blanks: tuple[tuple[str, int], ...]


def figures_of(proof: Proof) -> Figures:
    """Count the figures again from the workbook's rows, of all parts of the run, and from the records."""
    sources = proof.once(Sources)
    rows = sources.shown
    late = [row for row in rows if late_days(row, proof.clock) is not None]
    done = sum(row["처리상태"] in DONE for row in late)
    first, last = _period(proof, sources)
    kinds = [kind for _, _, kind in links_of(sources)]
    total = next(row for row in proof.sheet(RESULTS, "부서별").rows if row["구분"] == "합계")
    return Figures(
        first=first, last=last, total=total, late_done=done, late_open=len(late) - done,
        differing=sum(_differs(row, sources) for row in rows),
        twins=kinds.count("중복"), refiled=kinds.count("재신청"),
        waiting=len(proof.fates_in(FateState.WAITING)), excluded=len(proof.fates_in(FateState.EXCLUDED)),
        blanks=tuple((name, count) for name in REQUIRED.split() if (count := sum(row[name] is None for row in rows))),
    )  # fmt: skip


def _differs(row: Row, sources: Sources) -> bool:
    petition, due = sources.of(row), when(row["처리기한일시"])
    stated = stated_of(petition) if petition else None
    return bool(petition and stated and due and not agrees(due, stated, is_next_day=is_24(petition)))


def _period(proof: Proof, sources: Sources) -> tuple[date, date]:
    if proof.setting("period").strip():
        return sources.period
    found = (sources.of(row) for row in sources.shown)
    days = [day(received) for petition in found if petition and (received := petition.received)]
    return (min(days), max(days)) if days else (proof.clock.date(), proof.clock.date())


def mean(row: Row) -> str:
    """Write 평균처리일 as the report shows it, "" for none."""
    cell = row["평균처리일"]
    return f"{float(cell):,.1f}" if isinstance(cell, int | float) else ""


def count(row: Row, name: str) -> int:
    """Give one figure of a row."""
    return whole(row[name])


def named(row: Row) -> str:
    """Give the name of a row."""
    return text(row["구분"])
