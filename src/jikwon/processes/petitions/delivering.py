"""What all petitions together make: links, tables, workbook, report and mail."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from jikwon.model import Act, Ask, Note, Place, Result, Run, Subject
from jikwon.processes.petitions import classify, counting, links, mail, report, rules, settings, sheets, watching
from jikwon.processes.petitions.links import Link
from jikwon.processes.petitions.model import Case, Petition, Summary
from jikwon.tools import tables

NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
"""In the place of the clock, where two runs that say the same are to be the same."""
Results = Sequence[Result[Case, Petition]]


def deliver(run: Run, results: Results) -> Iterator[Act | Ask]:
    """Write the files of a period and plan its mail; ask again for a number that is another petition's."""
    twice = _numbered_twice(results)
    done = [each for each in results if each.done and each.item.key not in twice]
    whole = sorted((each.done.fact for each in done if each.done), key=sheets.order)
    new = {each.item.key for each in done if not each.released}
    shown = sorted((each.done.fact for each in done if each.done and each.item.key in new), key=sheets.order)
    found = links.links(whole)
    summary = _summary(run, whole, found, results, waiting=len(twice))
    _tell(run, summary)
    watching.watch(run, [each for each in results if not each.released])
    numbers = {each.number for each in shown}
    waiting = [(each.item, ask) for each in results for ask in each.waiting]
    waiting += [(each.item, ask) for each in results for ask in twice.get(each.item.key, ())]
    excluded = [(each.item, each.excluded) for each in results if each.excluded and not each.released]
    tables.write(
        run.output("petition-results"),
        sheets.workbook(
            run, shown, links=[each for each in found if each.number in numbers or each.other in numbers],
            summary=summary, waiting=waiting, excluded=excluded,
        ),
        at=run.clock,
    )  # fmt: skip
    yield from _papers(run, summary)
    yield from (ask for asks in twice.values() for ask in asks)


def _papers(run: Run, summary: Summary) -> Iterator[Act]:
    """Write report and mail; plan the mail where somebody is to get it.

    Its version is what it says of the period, but for when it says so: the same figures are sent once.
    """
    document, page = run.output("petition-report"), run.output("petition-report-pdf")
    report.write_report(summary, document, page, letter=report.letter_of(run.setting))
    to = mail.recipients(run)
    sender = run.mail_settings().sender if to else ""
    mail.write_mail(summary, run.output(mail.KIND), sender, to, attachments=(document, page))
    if to:
        period = f"{summary.first}..{summary.last}"
        said = repr(replace(summary, clock=NEVER))
        yield run.act(mail.KIND, period, version=run.hash("figures", said, *sorted(to)), files=("mail.eml",))


def _numbered_twice(results: Results) -> dict[str, list[Ask]]:
    """Ask again where a person gave a number that another petition has."""
    given = [(each.item, each.done.fact.number) for each in results if each.done]
    counts = Counter(number for _, number in given)
    return {
        item.key: [Ask(code=rules.NUMBER_MISSING, about=Subject.item(item.key), at=item.at[:1])]
        for item, number in given
        if counts[number] > 1 and item.key != number
    }


def _summary(
    run: Run, petitions: Sequence[Petition], found: Sequence[Link], results: Results, *, waiting: int
) -> Summary:
    waits = waiting + sum(bool(each.waiting) for each in results)
    return counting.summary(
        petitions, links=found, period=_period(run, petitions), clock=run.clock, blanks=sheets.blanks(petitions),
        waiting=waits, proposals=classify.figures(run.model(classify.TYPE), petitions, results),
        excluded=sum(each.excluded is not None for each in results),
    )  # fmt: skip


def _period(run: Run, petitions: Sequence[Petition]) -> tuple[date, date]:
    """Give the period that is set, else from the first receipt to the last, else the clock's day."""
    if (period := settings.period_of(run)) is not None:
        return period
    days = [date.fromisoformat(each.received[:10]) for each in petitions] or [run.clock.date()]
    return min(days), max(days)


def _tell(run: Run, summary: Summary) -> None:
    """Tell how many required cells stay blank, and how much personal data was replaced."""
    for column, count in summary.blanks:
        run.tell(Note(code="required-blank", at=_place(column), count=count))
    if summary.masked:
        run.tell(Note(code="personal-replaced", at=_place(""), count=summary.masked))


def _place(column: str) -> Place:
    return Place(source="petition-results", file="petition-results.xlsx", sheet="처리결과", column=column)
