"""The day's picture: every slot with what stands for it, every row that stands for nothing, and who waits."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from jikwon.model import Ask, Done, Exclude, Item, Place, Result, Subject, Wait
from jikwon.processes.monitoring.model import Dropped, Duty, Member, Report, Settled, Standing, Verdict, Watch
from jikwon.processes.monitoring.reports import Taken
from jikwon.processes.monitoring.rules import Judge

LEFT_OUT: Final = "담당자제외"
PERSON_WAITS, SLOT_WAITS, PERSON_UNKNOWN = "person-waits", "slot-waits", "person-unknown"
Row: TypeAlias = Result[Watch, Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A line of 확인필요: whose slot (or which row) waits for which question, and every row it concerns."""

    member: Member | None
    slot: str
    code: str
    at: Sequence[Place]
    is_duty: bool


@dataclass(slots=True)
class Picture:
    """What the sheets show, and what `deliver` says of items besides.

    `members` are the register's rows of each person shown. `rows` counts the rows that were read, by input and
    file; a supplement has none.
    """

    standings: list[Standing] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    left_out: list[tuple[Member, str, str]] = field(default_factory=list)
    late: list[Ask | Exclude | Wait] = field(default_factory=list)
    members: list[Sequence[Place]] = field(default_factory=list)
    rows: Counter[tuple[str, str]] = field(default_factory=Counter)


class _Maker:
    """Makes the picture of all results together."""

    def __init__(self, judge: Judge, results: Sequence[Row]) -> None:
        self.judge = judge
        self.picture = Picture()
        self.duties = [each for each in results if each.item.body.duty is not None]
        self.strays = [each for each in results if each.item.body.stray is not None]
        self.first = {_person(each.item): each for each in self.duties if _duty(each.item).is_first}
        self.by_slot = {(_duty(each.item).versions[0].id, _duty(each.item).slot): each for each in self.duties}
        self.brought: dict[str, list[tuple[Row, Settled]]] = {}

    def make(self) -> Picture:
        for each in self.strays:
            self._stray(each)
        for each in self.duties:
            brought = self.brought.get(each.item.key, [])
            if not each.released or any(not stray.released for stray, _ in brought):
                self._duty(each, brought)
                self._count(each)
        return self.picture

    def _count(self, result: Row) -> None:
        if _duty(result.item).is_first:
            self.picture.members.append([place for place in result.item.at if place.source == "register"])

    def _stray(self, result: Row) -> None:
        stray = result.item.body.stray
        assert stray is not None
        report = stray.report
        if result.excluded:
            if not result.released:
                self._drop(report, _because(result.excluded))
        elif result.done is None or result.done.fact.settled is None:
            self._wait_for(result, [ask.code for ask in result.waiting])
        elif (settled := result.done.fact.settled).dropped:
            if not result.released:
                self._drop(report, settled.dropped)
        elif (duty := self.by_slot.get((settled.member, settled.slot))) is not None:
            self.brought.setdefault(duty.item.key, []).append((result, settled))
        else:
            about = Subject.item(result.item.key)
            self.picture.late.append(
                Ask(code=PERSON_UNKNOWN, about=about, at=(report.at,), details={"written": settled.member})
            )
            self._wait_for(result, [PERSON_UNKNOWN])

    def _duty(self, result: Row, brought: Sequence[tuple[Row, Settled]]) -> None:
        duty, item = _duty(result.item), result.item
        if result.excluded:
            self._leave_out(duty, _because(result.excluded), [settled.report for _, settled in brought])
        elif result.done is None:
            self._wait(result, [(ask.code, ask.at) for ask in result.waiting], brought)
        elif result.done.fact.standing is not None and not brought:
            self._stand(result.done.fact.standing)
        else:
            self._again(result, item, duty, brought)

    def _again(self, result: Row, item: Item[Watch], duty: Duty, brought: Sequence[tuple[Row, Settled]]) -> None:
        """Judge a slot with what its person's first slot was asked, and with the strays brought to it."""
        first = self.first[_person(item)]
        if first.excluded:
            self.picture.late.append(Exclude(code=LEFT_OUT, about=Subject.item(item.key), why=first.excluded.why))
            self._leave_out(duty, _because(first.excluded), [settled.report for _, settled in brought])
            return
        member = self.judge.member(duty, first.item.answers)
        if not isinstance(member, Member):
            self.picture.late.append(Wait(code=PERSON_WAITS, about=Subject.item(item.key)))
            self._wait(result, [(PERSON_WAITS, item.at[:1])], brought)
            return
        reports = [*duty.reports, *(settled.report for _, settled in brought)]
        judged = self.judge.stand(duty, member, reports, item)
        if isinstance(judged, Done):
            assert judged.fact.standing is not None
            self._stand(judged.fact.standing)
            return
        about = Subject.item(item.key)
        self.picture.late += [replace(ask, about=about) for ask in judged]
        self._wait(result, [(ask.code, ask.at) for ask in judged], brought)

    def _stand(self, standing: Standing) -> None:
        self.picture.standings.append(standing)
        self.picture.dropped += standing.dropped

    def _leave_out(self, duty: Duty, why: str, brought: Iterable[Report]) -> None:
        member = duty.versions[0]
        self.picture.left_out.append((member, duty.slot, why))
        for report in (*duty.reports, *brought):
            self.picture.dropped.append(Dropped(report=report, reason=why, slot=duty.slot, member=member.id))

    def _drop(self, report: Report, reason: str) -> None:
        self.picture.dropped.append(Dropped(report=report, reason=reason, slot=report.slot, member=report.id))

    def _wait(
        self, result: Row, asked: Sequence[tuple[str, Sequence[Place]]], brought: Sequence[tuple[Row, Settled]]
    ) -> None:
        """List a waiting slot once for each question; every report row of the slot waits with it."""
        duty = _duty(result.item)
        rows = [each.at for each in duty.reports]
        for number, (code, at) in enumerate(asked):
            places = [*rows, *(place for place in at if place not in rows)] if number == 0 else [*at]
            self.picture.waiting.append(
                Waiting(
                    member=duty.versions[0], slot=duty.slot, code=code, at=places or result.item.at[:1], is_duty=True
                )
            )
        for stray, _ in brought:
            self.picture.late.append(Wait(code=SLOT_WAITS, about=Subject.item(stray.item.key)))
            self._wait_for(stray, [SLOT_WAITS])

    def _wait_for(self, result: Row, codes: Sequence[str]) -> None:
        report = result.item.body.stray.report if result.item.body.stray else None
        assert report is not None
        member = Member(id=report.id, name=report.name, birth=report.birth)
        for code in codes:
            self.picture.waiting.append(
                Waiting(member=member, slot=report.slot, code=code, at=(report.at,), is_duty=False)
            )


def make(judge: Judge, results: Sequence[Row], taken: Sequence[Taken], register_rows: Counter[str]) -> Picture:
    """Make the picture of all results and of the rows that `collect` brought to nobody's slot.

    `taken` are all report rows, `register_rows` counts the register's by file. What an earlier part of the run
    has shown is not shown again, unless a stray row has changed it since.
    """
    made = _Maker(judge, results).make()
    if not any(each.released for each in results):
        made.dropped += [
            Dropped(report=each.report, reason=each.dropped, slot=each.report.slot, member=each.who.id)
            for each in taken
            if each.dropped
        ]
        made.rows = Counter((each.report.at.source, each.report.at.file) for each in taken)
        made.rows.update({("register", file): count for file, count in register_rows.items()})
    return made


def whole(judge: Judge, results: Sequence[Row], made: Picture) -> Picture:
    """Give the picture of the whole day, which `made` is unless an earlier part of the run has shown some of it."""
    if not any(each.released for each in results):
        return made
    return _Maker(judge, [replace(each, released=False) for each in results]).make()


def _duty(item: Item[Watch]) -> Duty:
    assert item.body.duty is not None
    return item.body.duty


def _person(item: Item[Watch]) -> str:
    return item.key.rpartition("/")[0]


def _because(excluded: Exclude) -> str:
    return f"{excluded.code}: {excluded.why}" if excluded.why else excluded.code
