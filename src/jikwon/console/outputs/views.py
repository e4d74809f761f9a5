"""Outputs and evidence of a run: the page, downloads with a reason, the proof, pictures, the evidence sheet."""

import base64
import hashlib
import re
from typing import Final
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from jikwon.console import desk
from jikwon.console.access import needs, own_run_of, owns, run_of
from jikwon.console.outputs import content
from jikwon.console.runs.rows import name_of
from jikwon.engine.files import downloads
from jikwon.engine.files.downloads import ReasonMissing
from jikwon.engine.reports import proofs
from jikwon.records import opinions
from jikwon.records.runs import RunRow
from jikwon.trust.rights import Right

MOST_REASON: Final = 200
"""Letters of a reason."""
KINDS: Final = {"pdf": "application/pdf", "hwpx": "application/hwp+zip"}
_STYLE: Final = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
@require_GET
def outputs(request: HttpRequest, run: str) -> HttpResponse:
    """Show what a run has released, and everything that speaks for it."""
    return _page(request, run_of(desk.account_of(request), run))


def _page(request: HttpRequest, row: RunRow, *, failed: bool = False, status: int = 200) -> HttpResponse:
    office, account = desk.office_of(request), desk.account_of(request)
    given = {
        "row": row, "name": name_of(row.process), "content": content.of_run(request, office, row),
        "is_own": owns(account, row), "may_list": account.may(Right.WORK, Right.APPROVE), "failed": failed,
        "opinion": opinions.of(row.id, account.name), "opinions": opinions.of_run(row.id), "scores": range(1, 6),
        "most_reason": MOST_REASON,
    }  # fmt: skip
    return render(request, "outputs/outputs.html", given, status=status)


@needs(Right.WORK)
@require_POST
def download(request: HttpRequest, run: str, number: int) -> HttpResponse:
    """Hand out one released file of one's own run, for a reason; what is no longer what was proved is refused."""
    row = own_run_of(desk.account_of(request), run)
    if not 0 < number <= downloads.count(row):
        raise Http404
    reason = request.POST.get("reason", "")[:MOST_REASON]
    try:
        found, data = downloads.hand_out(desk.office_of(request), row, number, reason=reason)
    except ReasonMissing:
        return _page(request, row, failed=True, status=422)
    return _attached(data, found.file, "application/octet-stream")


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
@require_GET
def proof(request: HttpRequest, run: str) -> HttpResponse:
    """Show a run's proof as it was made, in a box of its own: no script, no address, no style but its own."""
    row = run_of(desk.account_of(request), run)
    part = request.GET.get("part", "")
    data = proofs.page(desk.office_of(request), row, int(part) if part.isascii() and part.isdigit() else 0)
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type="text/html; charset=utf-8")
    answer["Content-Security-Policy"] = f"sandbox; default-src 'none'; style-src {_hash_of_style(data)}"
    return answer


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
@require_GET
def capture(request: HttpRequest, run: str, number: int) -> HttpResponse:
    """Show a picture of the screen that a robot took when it failed; what is personal was covered when it was taken."""
    row = run_of(desk.account_of(request), run)
    office = desk.office_of(request)
    data = content.capture(office, row, number)
    if data is None:
        raise Http404
    office.note("pictures opened", run=row.id)
    answer = HttpResponse(data, content_type="image/png")
    answer["Content-Disposition"] = f'inline; filename="capture-{number}.png"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@needs(Right.WORK, Right.APPROVE, Right.AUDIT)
@require_GET
def evidence(request: HttpRequest, run: str, kind: str) -> HttpResponse:
    """Make the evidence sheet of a run: one page, which names nobody that the work was about."""
    row = run_of(desk.account_of(request), run)
    if kind not in KINDS:
        raise Http404
    from jikwon.console.outputs.evidence import drawing, facts  # with what draws: only who asks for a sheet waits

    office = desk.office_of(request)
    sheet = facts.of_run(office, row)
    if sheet is None:
        raise Http404
    data = drawing.as_pdf(sheet) if kind == "pdf" else drawing.as_hwpx(sheet)
    office.note("evidence sheet made", run=row.id, why=kind)
    return _attached(data, f"증빙서-{row.id}.{kind}", KINDS[kind])


def _attached(data: bytes, name: str, kind: str) -> HttpResponse:
    """Answer with a file that browsers keep and never open by themselves."""
    answer = HttpResponse(data, content_type=kind)
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._") or "file"
    answer["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _hash_of_style(page: bytes) -> str:
    found = _STYLE.search(page)
    if found is None:
        return "'none'"
    return f"'sha256-{base64.b64encode(hashlib.sha256(found[1]).digest()).decode('ascii')}'"
