"""The screens: the answers, their pages and their export; the register's download."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from jikwon_practice import exporting, wording
from jikwon_practice.entrance import lists
from jikwon_practice.entrance.guard import signed_in
from jikwon_practice.portals.quarantine import facts, search
from jikwon_practice.portals.quarantine.models import Day, Quarantined
from jikwon_practice.portals.quarantine.search import Search

REGISTER: Final = (
    "격리자관리번호", "성명", "생년월일", "휴대전화", "행정동", "담당공무원", "담당부서", "격리시작일", "해제예정일시",
    "상태",
)  # fmt: skip


def home(_: HttpRequest) -> HttpResponse:
    """Send whoever comes in to the answers."""
    return redirect("/quarantine/answers")


@require_GET
@signed_in
def answers(request: HttpRequest) -> HttpResponse:
    """Show the search and an empty grid; the browser loads the pages."""
    slots, day = (search.EVERY_SLOT, *facts.SLOTS), Day.objects.get().today
    return lists.screen(request, "quarantine/answers.html", search.COLUMNS, slots=slots, day=day)


answer_list = lists.pages(Search, search.page_of)


@lists.download(Search)
def download(request: HttpRequest, asked: Search) -> HttpResponseBase:
    """Give the whole search as a file: `kind` is xlsx or csv."""
    day, slot = asked.cleaned_data["day"], asked.cleaned_data["slot"]
    rows = search.table_of(asked)
    name = f"자가진단결과_{day:%Y%m%d}" + ("" if slot == search.EVERY_SLOT else f"_{slot.replace(':', '')}")
    if request.GET.get("kind") == "csv":
        return exporting.given(request, f"{name}.csv", exporting.CSV, exporting.as_csv(rows))
    title = f"자가격리자 자가진단 결과 ({day}, {slot})"
    return exporting.given(request, f"{name}.xlsx", exporting.XLSX, exporting.as_xlsx(title, rows))


@require_GET
@signed_in
def register(request: HttpRequest) -> HttpResponseBase:
    """Give everybody in quarantine as a workbook."""
    day = Day.objects.get().today
    rows = [wording.columns(REGISTER), *(_registered(row.fact) for row in Quarantined.objects.all())]
    named = [wording.headers(rows[0]), *rows[1:]]
    book = exporting.as_xlsx(f"자가격리자 명부 ({day} 현재)", named)
    return exporting.given(request, f"자가격리자명부_{day:%Y%m%d}.xlsx", exporting.XLSX, book)


def _registered(person: facts.Quarantined) -> list[str]:
    cells = dict(zip(REGISTER, (
        person.id, person.name, f"{person.born}", person.mobile, person.dong, person.official, person.department,
        f"{person.begun_on}", f"{person.released_at:%Y-%m-%d %H:%M}", person.status,
    ), strict=True))  # fmt: skip
    return [cells[name] for name in wording.columns(REGISTER)]
