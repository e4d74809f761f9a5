"""The list of runs as its address asks for it."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse

from jikwon.console.access import whose
from jikwon.console.accounts.models import Account
from jikwon.console.shell.listing import PER_PAGE, Listed, counted, fetched
from jikwon.model import JikwonError, State, fact, strings
from jikwon.model.catalog import every, find
from jikwon.model.states import ENDED
from jikwon.records import runlist, tallies
from jikwon.records.runlist import RunLine
from jikwon.trust.rights import Right

_COLUMNS = {
    "created": "created_at", "process": "process", "state": "state", "account": "account", "ended": "ended_at",
    "robot": "robot_s", "priority": "priority",
}  # fmt: skip
FAILED = frozenset({State.FAILED, State.REFUTED})


@fact
class Filters:
    """What the address asks for; what it asks wrongly is passed over."""

    state: str = ""
    process: str = ""
    exclude: str = ""
    errors: bool = False
    mine: bool = False


@fact
class Row:
    """A run of the list with its counts: `is_own` tells that the person may stop it."""

    run: RunLine
    address: str
    name: str
    done: int
    total: int
    is_own: bool


def filters_of(request: HttpRequest) -> Filters:
    """Read the address."""
    asked = request.GET
    known = {process.slug for process in every()}
    state = asked.get("state", "")
    return Filters(
        state=state if state in set(State) else "", errors=bool(asked.get("errors")), mine=bool(asked.get("mine")),
        process=asked["process"] if asked.get("process") in known else "",
        exclude=asked["exclude"] if asked.get("exclude") in known else "",
    )  # fmt: skip


def found(request: HttpRequest, account: Account, filters: Filters) -> tuple[Listed[RunLine], list[Row]]:
    """Find the runs that the person may see and asked for: the page, and its rows with their counts."""
    states = {State(filters.state)} if filters.state else FAILED if filters.errors else ()
    wanted = runlist.Wanted(
        accounts=(account.name,) if filters.mine else whose(account), states=states, process=filters.process,
        excluded=filters.exclude,
    )  # fmt: skip

    def fetch(sort: str, start: int) -> Sequence[RunLine]:
        column = _COLUMNS[sort.removeprefix("-")]
        sign = "-" if sort.startswith("-") else ""
        return runlist.listed(wanted, sort=f"{sign}{column}", start=start, size=PER_PAGE)

    asked = (tuple(wanted.accounts), tuple(sorted(wanted.states)), wanted.process, wanted.excluded)
    count = counted(asked, lambda: runlist.count(wanted))
    page = fetched(request, count, fetch, _COLUMNS, sort="-created")
    names = {slug: name_of(slug) for slug in {each.process for each in page.rows}}
    counts = tallies.items([each.id for each in page.rows])
    address = reverse("runs")  # once: to look up one for each row takes as long as to read them
    return page, [
        _row(each, f"{address}/{each.id}", names[each.process], counts.get(each.id, {}), account) for each in page.rows
    ]


def _row(run: RunLine, address: str, name: str, counts: Mapping[str, int], account: Account) -> Row:
    return Row(
        run=run, address=address, name=name, done=_settled(counts), total=sum(counts.values()),
        is_own=run.account == account.name and account.may(Right.WORK) and run.state not in ENDED,
    )  # fmt: skip


def _settled(counts: Mapping[str, int]) -> int:
    return counts.get("done", 0) + counts.get("excluded", 0)


def name_of(slug: str) -> str:
    """Give a process's name in the language of whoever looks; of one that is not installed here, its slug."""
    try:
        return str(getattr(find(slug).manifest.name, strings.language()))
    except JikwonError:
        return slug


def processes() -> Sequence[tuple[str, str]]:
    """List the processes to filter by: slug and name."""
    return sorted(((each.slug, name_of(each.slug)) for each in every()), key=lambda each: each[1])
