"""탈락: every cell against its source, and every reason against the row that won or the day that it names."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from jikwon.model import Check
from jikwon.model.strings import Strings
from jikwon.processes.monitoring.verify_results import person, would_be
from jikwon.processes.monitoring.verify_sources import Sources
from jikwon.processes.monitoring.verify_words import (
    CHANNELS,
    REPORT,
    SIGNS,
    STRENGTH,
    is_silent,
    letters,
    moment,
    sign,
    temperature,
    text,
    whole,
)
from jikwon.proof import Proof, Row, each, moment_of, plain, same_cells

SENTENCES: Final = Strings(Path(__file__).parent / "strings")
_WEIGHED: Final = ("duplicate", "outranked", "older", "silent-record", "not-chosen")


def dropped(proof: Proof) -> Iterator[Check]:
    """Hold 탈락 against the reports, and each reason against what it rests on."""
    sources = proof.once(Sources)
    table = proof.sheet(REPORT, "탈락")
    reasons = {SENTENCES.text("dropped", code, language="ko"): code for code in SENTENCES.codes("dropped", "ko")}
    winners = {(text(row["원본파일"]), whole(row["원본행"])): row for row in proof.sheet(REPORT, "결과").rows}
    outcomes = {(person(row), row["회차"]): row for row in proof.sheet(REPORT, "결과").rows}
    yield same_cells(
        "dropped", table.rows, expected=lambda row: _cells(row, sources),
        columns={
            "응답일시": _same_moment, "체온": _same_word, "원본파일": _equal,
            "결과구분": lambda cell, wanted: text(cell) in wanted,
        },
    )  # fmt: skip

    def holds(row: Row) -> bool:
        code = reasons.get(text(row["사유"]), "")
        report = sources.report(row)
        if report is None:
            return False
        if code in _WEIGHED:
            won = winners.get((text(row["이긴파일"]), whole(row["이긴행"])))
            return won is not None and _is_beaten(code, row, report, won, sources)
        if code in ("same-file", "old-file", "taken-before", "other-day", "slot-ahead"):
            return _is_out(code, row, report, sources)
        if code in ("after-release", "excused"):
            if code == "after-release" and was_gone(text(row["격리자관리번호"]), sources):
                return True
            slot = outcomes.get((text(row["격리자관리번호"]), row["회차"]))
            ends = ("해제",) if code == "after-release" else ("확진전환", "이관")
            return slot is not None and slot["결과구분"] in ends
        return text(row["사유"]).startswith("담당자제외")

    yield each("dropped-for-a-reason", table.rows, holds)


def was_gone(key: str, sources: Sources) -> bool:
    """Tell whether the register says in every row that somebody was released before the day."""
    rows = sources.people.get(key, ())
    return bool(rows) and all(sources.was_released(row) for row in rows)


def _cells(row: Row, sources: Sources) -> Mapping[str, object] | None:
    report = sources.report(row)
    if report is None:
        return None
    return {
        "응답일시": (report.get("응답일시"), report.get("점검일")),
        "체온": report.get("체온"),
        "원본파일": text(row["원본파일"]),
        "결과구분": would_be(report),
    }


def _is_beaten(code: str, row: Row, report: Row, won: Row, sources: Sources) -> bool:
    """Tell whether the row that won has the same person and slot, and outranks this one for the reason said."""
    winner = sources.report(won)
    if winner is None or row["회차"] != won["회차"] or text(row["격리자관리번호"]) != text(won["격리자관리번호"]):
        return False
    ours, theirs = STRENGTH.index(text(row["입력경로"])), STRENGTH.index(text(won["입력경로"]))
    if code == "silent-record":
        return is_silent(report) and not is_silent(winner)
    if is_silent(winner) and not is_silent(report):
        return False
    if code == "outranked":
        return theirs < ours
    at, won_at = (moment(each.get("응답일시"), each.get("점검일")) for each in (report, winner))
    if ours != theirs:
        return False
    if code == "older":
        return at is not None and won_at is not None and at < won_at
    if code == "not-chosen":
        return True
    return _content(report) == _content(winner)


def _content(report: Row) -> list[object]:
    said: list[object] = [temperature(report.get("체온")), *(sign(report.get(name)) for name in SIGNS)]
    written = [letters(report.get(name)).casefold() for name in ("체온", *SIGNS, "비고", "결과구분")]
    return [text if value is None else value for value, text in zip(said, written, strict=False)] + written[-2:]


def _is_out(code: str, row: Row, report: Row, sources: Sources) -> bool:
    """Tell whether a row is another day's, a later slot's, or one of a file that was sent before."""
    if code == "slot-ahead":
        return sources.slot_of(report) not in sources.slots
    if code in ("same-file", "taken-before"):
        files = sources.proof.sources[CHANNELS[text(row["입력경로"])]]
        own = [each for each in files if text(row["원본파일"]).startswith(each.name)]
        if code == "taken-before":
            return any(map(sources.was_taken, own))
        return any(each.name < mine.name and each.sha256 == mine.sha256 for mine in own for each in files)
    day = sources.day_of(report)
    return day is not None and day != sources.day


def _equal(cell: object, wanted: object) -> bool:
    return text(cell) == text(wanted)


def _same_word(cell: object, wanted: object) -> bool:
    return plain(cell) == plain(wanted)


def _same_moment(cell: object, wanted: object) -> bool:
    at = moment(*wanted) if isinstance(wanted, tuple) else None
    return moment_of(cell) == at if at is not None else cell is None
