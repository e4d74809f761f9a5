"""단순 민원 처리 결과 정리: the functions of the process, in their order."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jikwon.model import Act, Ask, Done, Effects, Exclude, Item, Receipt, Result, Run, Wait
from jikwon.processes.petitions import books, delivering, exports, mail, merging, rules, settings, steps
from jikwon.processes.petitions.errors import ExportsMissing
from jikwon.processes.petitions.exports import Line
from jikwon.processes.petitions.merging import Merged
from jikwon.processes.petitions.model import Case, Petition
from jikwon.processes.petitions.settings import Period
from jikwon.tools.mail import Mailer


def collect(run: Run) -> Iterator[Item[Case] | Ask]:
    """Give one item for each 신청번호 that was received in the period, or ask what an unknown column holds."""
    books.of(run)
    mail.recipients(run)
    _fetch(run)
    if not run.sources(exports.INPUT):
        raise ExportsMissing(input=exports.INPUT)
    read = exports.read(run)
    yield from read.asks
    period, seen = settings.period_of(run), Counter[str]()
    for merged in merging.merge(read.lines):
        if period is not None and _is_outside(merged, period):
            run.count(skipped=len(merged.lines))
            continue
        run.count(used=1, merged=len(merged.lines) - 1)
        yield _item(run, merged, seen)


def open_site(run: Run, name: str) -> object:
    """Open the petition system in a browser, or take the office's mail server."""
    if name == mail.MAIL:
        return Mailer.open(run)
    from jikwon.processes.petitions.portal import Portal  # brings the browser

    return Portal.open(run)


def handle(run: Run, item: Item[Case]) -> Done[Petition] | Exclude | list[Ask]:
    """Judge one petition alone."""
    return rules.judge(item, books.of(run))


def deliver(run: Run, results: Sequence[Result[Case, Petition]]) -> Iterator[Act | Ask | Exclude | Wait]:
    """Link the petitions, write workbook, report and mail, and plan the mail.

    Effects: the files in the private folder. Repeatable: yes, with the same bytes.
    """
    yield from delivering.deliver(run, results)


def act(run: Run, act: Act, effects: Effects) -> Receipt:
    """Send the period's mail."""
    return steps.send_mail(run, act, effects)


def account(run: Run, receipts: Sequence[Receipt]) -> None:
    """Leave everything to the receipts: a mail has no ledger of its own."""


def _fetch(run: Run) -> None:
    """Fetch the period's list, if there is a period and the run is to fetch it."""
    period, wanted = settings.period_of(run), run.setting("fetch")
    if period is None or wanted == "no" or (wanted == "auto" and run.sources(exports.INPUT)):
        return
    from jikwon.processes.petitions import fetching  # brings the browser

    fetching.fetch(run, period.first, period.last, count=exports.count)


def _is_outside(merged: Merged, period: Period) -> bool:
    """Tell whether a petition was surely received on another day than the period's."""
    return all(
        day is not None and not period.first <= day <= period.last for day in map(exports.received_on, merged.standing)
    )


def _item(run: Run, merged: Merged, seen: Counter[str]) -> Item[Case]:
    versions = tuple(map(exports.entry_of, merged.standing))
    at = tuple(line.at for line in merged.lines)
    return Item(key=merged.number or _key(run, merged.lines[0], seen), at=at, body=Case(versions=versions))


def _key(run: Run, line: Line, seen: Counter[str]) -> str:
    hashed = run.hash("row", *(cell or "" for cell in line.cells))
    seen[hashed] += 1
    return f"row/{hashed}/{seen[hashed]}"
