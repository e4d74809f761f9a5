"""지연, 기한차이, 확인필요 and 제외: who must stand there, and with what."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from jikwon.model import Check, Place
from jikwon.model.strings import of as strings_of
from jikwon.processes.petitions.verify_petition import Petition
from jikwon.processes.petitions.verify_sources import Sources
from jikwon.processes.petitions.verify_terms import agrees, days_late, is_24, stated_of
from jikwon.processes.petitions.verify_words import AWAY, DONE, RESULTS, same_when, text, when, whole
from jikwon.proof import Fate, FateState, Proof, Row, each, no_repeat, plain, same_cells, same_keys, same_text

SENTENCES: Final = strings_of(__name__)


class _At:
    """Somewhere in a source."""

    def __init__(self, at: Place) -> None:
        self.at = at


def lists(proof: Proof, sources: Sources) -> Iterator[Check]:
    """Hold the lists against 처리결과, the sources and the records."""
    rows = proof.sheet(RESULTS, "처리결과").rows
    yield from _late(proof, rows)
    yield from _differing(proof, sources, rows)
    yield from _everybody(proof, sources, rows)
    yield from _waiting(proof, sources)
    yield from _left_out(proof, sources)


def late_days(row: Row, clock: datetime) -> int | None:
    """Count the working days by which a row of 처리결과 is late; None where it is not."""
    status, due = row["처리상태"], when(row["처리기한일시"])
    ended = when(row["답변일시"]) or when(row["답변일자"]) if status in DONE else clock.replace(tzinfo=None)
    if status in AWAY or due is None or ended is None:
        return None
    return days_late(due, ended)


def _late(proof: Proof, rows: list[Row]) -> Iterator[Check]:
    table = proof.sheet(RESULTS, "지연")
    late = {text(row["민원접수번호"]): (row, days) for row in rows if (days := late_days(row, proof.clock)) is not None}

    def expected(row: Row) -> dict[str, object] | None:
        if (found := late.get(text(row["민원접수번호"]))) is None:
            return None
        result, days = found
        ended = (when(result["답변일시"]) or when(result["답변일자"])) if result["처리상태"] in DONE else None
        return {
            "처리부서": result["처리부서"],
            "처리기한일시": when(result["처리기한일시"]),
            "답변일시": ended,
            "초과일수": days,
        }

    columns = {"처리부서": same_text, "처리기한일시": same_when, "답변일시": same_when, "초과일수": _equal}
    yield same_cells("late", table.rows, expected=expected, columns=columns)
    yield no_repeat("late", table.rows, "민원접수번호")
    yield same_keys("late", {number: row for number, (row, _) in late.items()}, table.by("민원접수번호"))


def _equal(cell: object, wanted: object) -> bool:
    return cell == wanted


def _differing(proof: Proof, sources: Sources, rows: list[Row]) -> Iterator[Check]:
    table = proof.sheet(RESULTS, "기한차이")
    differing = {}
    for row in rows:
        petition, due = sources.of(row), when(row["처리기한일시"])
        stated = stated_of(petition) if petition else None
        if petition and stated and due and not agrees(due, stated, is_next_day=is_24(petition)):
            differing[text(row["민원접수번호"])] = (row, stated, due)

    def expected(row: Row) -> dict[str, object] | None:
        if (found := differing.get(text(row["민원접수번호"]))) is None:
            return None
        return {"시스템기한": found[1], "법정기한": found[2]}

    yield same_cells(
        "deadlines-differ", table.rows, expected=expected, columns={"시스템기한": same_when, "법정기한": same_when}
    )
    yield no_repeat("deadlines-differ", table.rows, "민원접수번호")
    yield same_keys("deadlines-differ", {key: found[0] for key, found in differing.items()}, table.by("민원접수번호"))


def _everybody(proof: Proof, sources: Sources, rows: list[Row]) -> Iterator[Check]:
    """Check that every petition of the exports has its fate, and every decided one its row."""
    done = {
        each_.number: _At(each_.at[0])
        for each_ in sources.petitions.values()
        if each_.fate.state is FateState.DONE and not each_.fate.delivered
    }
    yield same_keys("every-petition", done, {text(row["민원접수번호"]): row for row in rows})
    known = {(place.file, place.sheet, place.row) for fate in proof.fates for place in fate.at}
    first, last = sources.period
    missing = [
        row
        for table in sources.tables.values()
        for row in table.rows
        if (row.at.file, row.at.sheet, row.number) not in known and sources.counts(row, first, last)
    ]
    yield Check(
        name="every-row", compared=sum(len(table.rows) for table in sources.tables.values()), mismatches=len(missing),
        at=tuple(row.at for row in missing[:20]),
    )  # fmt: skip


def _number(petition: Petition) -> str:
    return plain(petition.rows[0].get("신청번호")) if petition.rows else ""


def _waiting(proof: Proof, sources: Sources) -> Iterator[Check]:
    table = proof.sheet(RESULTS, "확인필요")
    waiting = {key: petition for key, petition in sources.petitions.items() if petition.fate.state is FateState.WAITING}
    by_place = {(at.origin, at.row): petition for petition in waiting.values() for at in petition.at}

    def expected(row: Row) -> dict[str, object] | None:
        found = by_place.get(_place(row))
        if found is None:
            return None
        words = SENTENCES.text("questions", text(row["질문코드"]), language="ko")
        return {"민원접수번호": _numbers(found), "질문코드": set(found.fate.codes), "질문": words}

    columns = {
        "민원접수번호": lambda cell, wanted: text(cell) in wanted,
        "질문코드": lambda cell, wanted: cell in wanted,
        "질문": _equal,
    }
    yield same_cells("asked", table.rows, expected=expected, columns=columns)
    yield no_repeat("asked", table.rows, ("질문코드", "원본파일", "원본행"))
    listed: dict[tuple[str, str], Row] = {}
    for row in table.rows:
        found = by_place.get(_place(row))
        listed[found.fate.key if found else "?", text(row["질문코드"])] = row
    wanted = {(key, code): _At(petition.at[0]) for key, petition in waiting.items() for code in petition.fate.codes}
    yield same_keys("asked", wanted, listed)
    places = {_place(row) for row in table.rows}
    yield each(
        "asked-of-all-rows",
        [petition for petition in waiting.values() if "contents-differ" in petition.fate.codes],
        lambda petition: sum((at.origin, at.row) in places for at in petition.at) > 1,
    )


def _place(row: Row) -> tuple[str, int]:
    """Give where a row of 확인필요 says that it comes from."""
    return (text(row["원본파일"]), whole(row["원본행"]))


def _numbers(petition: Petition) -> set[str]:
    return {_number(petition)}


def _left_out(proof: Proof, sources: Sources) -> Iterator[Check]:
    table = proof.sheet(RESULTS, "제외")
    left = {
        (fate.at[0].origin, fate.at[0].row): fate
        for fate in proof.fates
        if fate.state is FateState.EXCLUDED and not fate.delivered
    }

    def expected(row: Row) -> dict[str, object] | None:
        fate = left.get((text(row["원본파일"]), whole(row["원본행"])))
        if fate is None:
            return None
        return {"민원접수번호": _number(sources.petitions[fate.key]), "사유코드": fate.code, "사유": _reason(fate)}

    columns = {"민원접수번호": lambda cell, wanted: text(cell) == wanted, "사유코드": _equal, "사유": _equal}
    yield same_cells("left-out", table.rows, expected=expected, columns=columns)
    found = {(text(row["원본파일"]), whole(row["원본행"])): row for row in table.rows}
    yield same_keys("left-out", {key: _At(fate.at[0]) for key, fate in left.items()}, found)
    yield no_repeat("left-out", table.rows, ("원본파일", "원본행"))


def _reason(fate: Fate) -> str:
    words = SENTENCES.text("exclusions", fate.code, language="ko")
    return f"{words}: {fate.why}" if fate.why else words
