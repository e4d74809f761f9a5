"""The audit trail: read, filtered, checked, taken along; never changed."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from jikwon.console import desk
from jikwon.console.access import needs
from jikwon.console.shell.listing import listed
from jikwon.console.trail.filtering import Filter
from jikwon.engine import auditing
from jikwon.trust.chain import Entry
from jikwon.trust.rights import Right

_COLUMNS: Final[Mapping[str, Callable[[Entry], Any]]] = {
    "seq": lambda one: one.seq,
    "actor": lambda one: (one.actor, one.seq),
    "action": lambda one: (one.action, one.seq),
    "run": lambda one: (one.run, one.seq),
}
_HEADERS: Final = ("번호", "때", "누가", "구분", "어디서", "무엇을", "실행", "대상(해시)", "건수", "사유")


@needs(Right.AUDIT, Right.ADMINISTER)
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """List entries, newest first, of whom and what the address asks for."""
    return _shown(request)


@needs(Right.AUDIT, Right.ADMINISTER)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain and its anchors, and say whether it is whole."""
    office = desk.office_of(request)
    found = auditing.verify(office.chain, office.anchors)
    office.note("audit checked", why="holds" if found.holds else "broken")
    return _shown(request, checked=found)


@needs(Right.AUDIT)
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """Give the filtered entries as CSV that a spreadsheet opens in Korean."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(_HEADERS)
    chosen, count = Filter.of(request.GET), 0
    for entry in _entries(chosen):
        writer.writerow([_plain(each) for each in _cells(entry)])
        count += 1
    desk.office_of(request).note("audit trail taken along", count=count, why=chosen.words)
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return answer


def _shown(request: HttpRequest, checked: auditing.AuditFinding | None = None) -> HttpResponse:
    chosen = Filter.of(request.GET)
    found = listed(request, list(_entries(chosen)), _COLUMNS, sort="-seq")
    may_take = desk.account_of(request).may(Right.AUDIT)
    shown = {"listed": found, "filter": chosen, "checked": checked, "may_take": may_take}
    return render(request, "trail/trail.html", shown)


def _entries(chosen: Filter) -> Iterator[Entry]:
    return (entry for entry in auditing.entries() if chosen.takes(entry))


def _cells(entry: Entry) -> tuple[object, ...]:
    return (
        entry.seq, entry.at.isoformat(sep=" ", timespec="seconds"), entry.actor, entry.actor_kind.value, entry.host,
        entry.action, entry.run, entry.subject, entry.count, entry.why,
    )  # fmt: skip


def _plain(cell: object) -> str:
    """Keep a spreadsheet from reading a cell as a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
