"""자가격리 모니터링 결과 수합: the functions of the process, in their order."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jikwon.model import Ask, Done, Exclude, Item, Result, Run, Wait
from jikwon.processes.monitoring import (
    fetching,
    figures,
    gathering,
    matching,
    page,
    picture,
    reports,
    rules,
    settings,
    sheets,
    trend,
)
from jikwon.processes.monitoring.errors import ReportsMissing
from jikwon.processes.monitoring.gathering import Gathered
from jikwon.processes.monitoring.model import Duty, Report, Stray, Verdict, Watch
from jikwon.processes.monitoring.page import Report as Page
from jikwon.processes.monitoring.portal import Portal
from jikwon.processes.monitoring.register import Watched
from jikwon.processes.monitoring.reports import Taken
from jikwon.processes.monitoring.rules import Judge
from jikwon.tools import tables


def collect(run: Run) -> Iterator[Item[Watch]]:
    """Give one item for each watched person and slot, and one for each report row that fits nobody or two."""
    slots = settings.slots_of(run)
    fetching.fetch(run, settings.day_of(run))
    if not any(run.sources(name) for name in reports.INPUTS):
        raise ReportsMissing(inputs=", ".join(reports.INPUTS))
    people, read = gathering.read(run)
    known, gone = matching.Register(people.watched), matching.Register(people.released)
    brought: dict[tuple[int, str], list[Report]] = defaultdict(list)
    seen = Counter[str]()
    for taken in read:
        if taken.dropped:
            continue  # counts for nobody; `deliver` lists it
        person, unclear, candidates = known.find(taken.who)
        if person is not None and not taken.unclear:
            brought[id(person), taken.report.slot].append(taken.report)
        elif person is not None or gone.find(taken.who)[0] is None:  # else `deliver` lists it
            yield _stray(run, taken, person, unclear, candidates, seen)
    for each in people.watched:
        for number, slot in enumerate(slots.shown):
            yield _duty(run, each, slot, brought.get((id(each), slot), ()), is_first=number == 0)


def open_site(run: Run, name: str) -> Portal:  # noqa: ARG001 - the manifest names one site
    """Open the app's administrator page."""
    return Portal.open(run)


def handle(run: Run, item: Item[Watch]) -> Done[Verdict] | Exclude | list[Ask]:
    """Judge one person in one slot, or one stray row."""
    return _judge(run).judge(item)


def deliver(run: Run, results: Sequence[Result[Watch, Verdict]]) -> Iterator[Ask | Exclude | Wait]:
    """Bring settled strays to their slots, and write the day's picture.

    Effects: workbook and page in the private folder; figures and file hashes for the days to come.
    Repeatable: yes, with the same bytes.
    """
    slots, day, read = settings.slots_of(run), settings.day_of(run), gathering.known(run)
    taken = _with_released(read, results)
    made = picture.make(_judge(run), results, taken, read.people.rows)
    counted = figures.of(picture.whole(_judge(run), results, made), slots.shown)
    days = trend.of(day, counted, run.published(trend.KIND))
    shown = Page(day=day, clock=run.clock, figures=counted, days=days)
    run.beside(page.write, run.output("monitoring-page"), shown)  # charts and layout take as long as the workbook
    tables.write(run.output("monitoring-report"), sheets.workbook(run, made), at=run.clock)
    run.publish(trend.KIND, f"{day}", trend.published(counted))
    for sha256 in reports.files_taken(run, taken):
        run.publish(reports.KIND, sha256, {"day": f"{day}"})
    yield from made.late


def _with_released(read: Gathered, results: Sequence[Result[Watch, Verdict]]) -> list[Taken]:
    """Drop the rows that `collect` brought to nobody because their people were released before the day."""
    placed = {report.at for each in results for report in _reports_of(each.item)}
    gone = matching.Register(read.people.released)
    return [
        each if each.dropped or each.report.at in placed else _dropped_as_gone(each, gone) for each in read.taken
    ]  # fmt: skip


def _reports_of(item: Item[Watch]) -> Sequence[Report]:
    if item.body.duty is not None:
        return item.body.duty.reports
    return (item.body.stray.report,) if item.body.stray is not None else ()


def _dropped_as_gone(taken: Taken, gone: matching.Register) -> Taken:
    person, _, _ = gone.find(taken.who)
    number = person.member.id if person is not None else taken.who.id
    return taken._replace(dropped=rules.AFTER_RELEASE, who=replace(taken.who, id=number))


def _judge(run: Run) -> Judge:
    def remembered(code: str, word: str) -> str:
        known = run.remembered(code, f"{code}:{word}")
        return known.choice if known else ""

    return Judge(settings.slots_of(run), run.text, remembered)


def _duty(run: Run, watched: Watched, slot: str, brought: Sequence[Report], *, is_first: bool) -> Item[Watch]:
    member = watched.member
    person = member.id or run.hash("person", member.name, member.birth, member.phone)
    duty = Duty(versions=watched.versions, slot=slot, is_first=is_first, reports=tuple(brought))
    at = (*watched.at, *(each.at for each in brought))
    return Item(key=f"{person}/{slot}", at=at, body=Watch(duty=duty))


def _stray(
    run: Run, taken: Taken, person: Watched | None, who: str, candidates: Sequence[Watched], seen: Counter[str]
) -> Item[Watch]:
    report = taken.report
    said = (report.id, report.name, report.birth, report.phone, report.slot, str(report.moment or ""))
    hashed = run.hash("row", report.channel.value, *said, report.temperature, report.note, report.result)
    seen[hashed] += 1
    stray = Stray(
        report=report, member=person.member.id if person else "", who=who, unclear=taken.unclear,
        candidates=tuple(sorted(each.member.id for each in candidates if each.member.id)),
    )  # fmt: skip
    return Item(key=f"row/{hashed}/{seen[hashed]}", at=(report.at,), body=Watch(stray=stray))
