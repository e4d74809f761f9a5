"""Which of several reports stands for a person in a slot, and why the others do not. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from jikwon.korea import Reading
from jikwon.model import Answer
from jikwon.processes.monitoring.model import Channel, Dropped, Member, Report
from jikwon.processes.monitoring.signs import folded, read_sign, read_temperature, shown_sign, shown_temperature

RANK: Final[Mapping[Channel, int]] = {Channel.VISIT: 0, Channel.PHONE: 1, Channel.APP: 2, Channel.AI_CALL: 3}
SILENT_WORDS: Final = frozenset({"미응답", "무응답", "미제출", "미입력", "부재", "부재중", "연결안됨", "통화불가"})
DUPLICATE, OUTRANKED, OLDER, SILENT, NOT_CHOSEN = "duplicate", "outranked", "older", "silent-record", "not-chosen"
CONTRADICT: Final = "reports-contradict"


class Choice(NamedTuple):
    """The report that stands (None where nothing was reported) and those that do not.

    `rivals` are reports between which only a person can choose; then nothing stands yet.
    """

    report: Report | None
    dropped: Sequence[Dropped]
    rivals: Sequence[Report] = ()


def choose(slot: str, member: Member, reports: Sequence[Report], answers: Mapping[str, Answer]) -> Choice:
    """Choose by channel (VISIT, PHONE, APP, AI_CALL), then the newest; 미응답 never outranks an answer.

    Equal content is one report. Different content in one channel at the same time, or without a time, is a
    person's choice.
    """
    if len(reports) < 2:
        return Choice(reports[0] if reports else None, ())
    ordered = sorted(reports, key=_order)
    answering = [each for each in ordered if not is_silent(each)]
    pool = answering or ordered
    top = [each for each in pool if RANK[each.channel] == RANK[pool[0].channel]]
    candidates = _newest(top)
    contents = list(dict.fromkeys(map(content, candidates)))
    if len(contents) > 1:
        chosen = _chosen(candidates, answers)
        if chosen is None:
            return Choice(None, (), candidates)
        winner = chosen
    else:
        winner = candidates[0]
    dropped = [_dropped(slot, member, each, winner) for each in ordered if each is not winner]
    return Choice(winner, dropped)


def is_silent(report: Report) -> bool:
    """Tell whether a report only records that nobody answered."""
    said = (report.temperature, report.fever, report.cough, report.throat, report.breath)
    return folded(report.result) in SILENT_WORDS and not any(each.strip() for each in said)


def content(report: Report) -> tuple[str, ...]:
    """Give what a report says, for comparing two: what is written in several ways is read first."""
    taken = read_temperature(report.temperature)
    temperature = shown_temperature(taken.value) if isinstance(taken, Reading) else folded(report.temperature)
    signs = (_sign(each) for each in (report.fever, report.cough, report.throat, report.breath))
    return (temperature, *signs, folded(report.note), folded(report.result))


def _sign(written: str) -> str:
    reading = read_sign(written)
    return shown_sign(reading.value) if isinstance(reading, Reading) else folded(written)


def row_code(report: Report) -> str:
    """Name a row among rivals: what a person picks."""
    return f"{report.at.origin}:{report.at.row}"


def _newest(top: Sequence[Report]) -> list[Report]:
    """Give the reports of one channel of which none is surely older than another."""
    moments = [each.moment for each in top if each.moment is not None]
    newest = max(moments, default=None)
    return [each for each in top if each.moment is None or each.moment == newest]


def _chosen(candidates: Sequence[Report], answers: Mapping[str, Answer]) -> Report | None:
    given = answers.get(CONTRADICT)
    if given is None:
        return None
    return next((each for each in candidates if row_code(each) == given.choice), None)


def _dropped(slot: str, member: Member, report: Report, winner: Report) -> Dropped:
    if is_silent(report) and not is_silent(winner):
        reason = SILENT
    elif report.channel != winner.channel:
        reason = OUTRANKED
    elif content(report) == content(winner):
        reason = DUPLICATE
    elif report.moment is not None and winner.moment is not None and report.moment < winner.moment:
        reason = OLDER
    else:
        reason = NOT_CHOSEN
    return Dropped(report=report, reason=reason, slot=slot, member=member.id, by=winner.at)


def _order(report: Report) -> tuple[object, ...]:
    """Order by strength, then age, then content as read and as written: the place decides only between equal rows."""
    newest_first = -report.moment.timestamp() if report.moment is not None else 0.0
    written = (report.temperature, report.fever, report.cough, report.throat, report.breath, report.note, report.result)
    at = (report.at.file, report.at.sheet, report.at.row)
    return (RANK[report.channel], newest_first, content(report), written, *at)
