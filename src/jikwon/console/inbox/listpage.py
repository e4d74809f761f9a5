"""확인할 일: everything that the list shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from jikwon.console.accounts.models import Account
from jikwon.console.inbox import lines, opened
from jikwon.console.inbox.lines import Filter
from jikwon.console.inbox.opened import Desk
from jikwon.console.shell.templatetags.console import moment
from jikwon.model.items import kind_of
from jikwon.records import cases, runs
from jikwon.records.cases import CaseRow


def context(request: HttpRequest, desk: Desk, account: Account) -> dict[str, Any]:
    """Gather the tabs with their counts, what can be filtered by, the runs that could go on, and one page of lines."""
    waiting, wanted = cases.waiting(), lines.filter_of(request.GET)
    counts = lines.counts(waiting, account.name)
    tab = wanted.tab or ("mine" if counts["mine"] and not counts["unassigned"] else "unassigned")
    of_tab = cases.settled() if tab == "done" else [row for row in waiting if lines.tab_of(row, account.name) == tab]
    listed, shown = lines.page(request, [row for row in of_tab if lines.fits(row, wanted)], desk)
    here = Filter(tab=tab, process=wanted.process, code=wanted.code, run=wanted.run, sort=wanted.sort)
    return {
        "tab": tab, "here": here, "listed": listed, "lines": shown,
        "tabs": [(each, _address(each, wanted), counts.get(each)) for each in lines.TABS],
        "filters": _filters(of_tab), "is_filtered": any((wanted.process, wanted.code, wanted.run)),
        "resting": _resting(),
    }  # fmt: skip


def _address(tab: str, wanted: Filter) -> str:
    return Filter(tab=tab, process=wanted.process, code=wanted.code, run=wanted.run).query


def _filters(rows: Sequence[CaseRow]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give what the tab's questions can be filtered by, as (name, [(value, label), …])."""
    kinds = {kind_of(row.code): row.process for row in rows}
    clocks = {row.run_id: (row.process, row.clock) for row in rows}
    processes = {slug: opened.process_name(slug) for slug in {row.process for row in rows}}
    labels = {kind: opened.kind_label(process, kind) for kind, process in kinds.items()}
    of_runs = {run: _run_label(process, clock) for run, (process, clock) in clocks.items()}
    named = {"process": processes, "code": labels, "run": of_runs}
    return [(name, sorted(found.items())) for name, found in named.items()]


def _run_label(process: str, clock: str) -> str:
    return f"{opened.process_name(process)} – {moment(datetime.fromisoformat(clock))}"


def _resting() -> list[tuple[str, str, int]]:
    """Give the runs that could go on at once, as (run, label, open questions)."""
    found = cases.resting()
    rows = (row for run in found if (row := runs.get(run)))
    return [(row.id, _run_label(row.process, row.clock), found[row.id]) for row in rows]
