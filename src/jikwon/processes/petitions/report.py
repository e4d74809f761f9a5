"""The period's report as an official document: HWPX from a template, and its PDF. It shows figures and nobody."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from jikwon.korea import documents
from jikwon.korea.style import write_date, write_moment
from jikwon.model import SettingInvalid, fact
from jikwon.processes.petitions.model import Figures, Summary
from jikwon.tools import hwpx as documents_tool
from jikwon.tools.hwpx import HwpxUnreadable, Rows

TEMPLATE = Path(__file__).with_name("report.hwpx")
UNNAMED = "미기재"
NOTHING = "해당 없음"
DEPARTMENTS, KINDS, CHANNELS, TYPES = (
    "부서별 처리 현황", "민원종류별 처리 현황", "접수경로별 처리 현황", "유형별 처리 현황",
)  # fmt: skip
_INSIDE = "내부결재"


@fact
class Letter:
    """What the office's settings say of its letters. Blank ones stay blank for the approval system to fill.

    `attachments` are parted by `;`, each as `민원 처리결과(petition-results.xlsx) 1부`. `template` is the path of the
    office's own template, "" for ours.
    """

    office: str = ""
    to: str = _INSIDE
    sender: str = ""
    title: str = ""
    basis: str = "「민원 처리에 관한 법률」"
    attachments: str = "민원 처리결과(petition-results.xlsx) 1부"
    department: str = ""
    address: str = ""
    homepage: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    disclosure: str = ""
    template: str = ""


def letter_of(setting: Callable[[str], str]) -> Letter:
    """Read the letter's settings: `report_office`, `report_to` and so on, one for each field of `Letter`."""
    return Letter(**{name: setting(f"report_{name}") for name in Letter.__dataclass_fields__})


def write_report(summary: Summary, hwpx: Path, pdf: Path, *, letter: Letter | None = None) -> None:
    """Write the report as HWPX and as PDF; the same figures, letter and template give the same bytes.

    Raises `SettingInvalid` for a template that is not there, and the errors of `tools.hwpx`.
    """
    said = letter or Letter()
    template = Path(said.template) if said.template else TEMPLATE
    try:
        data = template.read_bytes()
    except OSError:
        raise SettingInvalid(setting="report_template", given=template.name, expected="HWPX") from None
    made = documents_tool.fill(
        data, fields=fields_of(summary, said), tables=tables_of(summary), at=summary.clock, file=template.name
    )
    if faults := documents_tool.check(made):
        raise HwpxUnreadable(file=template.name, part=faults[0].part, why=faults[0].code)
    hwpx.write_bytes(made)
    pdf.write_bytes(documents_tool.pdf(made, at=summary.clock, file=hwpx.name))


def fields_of(summary: Summary, letter: Letter) -> dict[str, str]:
    """Give the text of every field of the template."""
    inside = letter.to.strip() in ("", _INSIDE)
    return {
        "기관명": letter.office,
        "수신": letter.to or _INSIDE,
        "제목": letter.title or f"민원 처리결과 보고({_period(summary)} 접수)",
        "관련": letter.basis,
        "머리글": f"{_period(summary)} 접수한 민원의 처리결과를 다음과 같이 보고합니다.",
        "요약": "\n".join(documents.write_items(_points(summary), level=2, indent=False)),
        "붙임": documents.write_attachments([each for each in letter.attachments.split(";") if each.strip()]) or "끝.",
        "발신명의": "" if inside else letter.sender,  # 규정 제13조제3항: 내부결재문서에는 표시하지 않는다
        "처리과": letter.department,
        "주소": letter.address,
        "홈페이지": letter.homepage,
        "전화번호": letter.phone,
        "팩스번호": letter.fax,
        "전자우편": letter.email,
        "공개구분": letter.disclosure,
    }


def _period(summary: Summary) -> str:
    """Write a whole month as `2021년 10월`, any other period by its days."""
    first, last = summary.first, summary.last
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{first.year}년 {first.month}월"
    return f"{write_date(first)} ~ {write_date(last)}"


def _points(summary: Summary) -> list[str]:
    """Write what the tables do not show, and what they are about; a figure that is 0 says so."""
    total = summary.total
    points = [
        f"대상: {write_date(summary.first)} ~ {write_date(summary.last)} 접수 민원 {_count(total.received)}",
        f"기준: {write_moment(summary.clock)}",
        (
            f"처리: 완료 {_count(total.done)}, 처리중 {_count(total.open)}, 이송 {_count(total.transferred)}, "
            f"취하 {_count(total.withdrawn)}, 병합 {_count(total.merged)}"
        ),
        (
            f"지연: {_count(total.late)}(기한을 넘겨 처리 {_count(summary.late_done)}, "
            f"기한이 지난 처리중 {_count(summary.late_open)})"
        ),
        f"시스템의 처리기한이 법정 기한과 다른 민원: {_count(summary.differing)}",
        f"중복·재신청: 중복 {_count(summary.twins)}, 재신청 {_count(summary.refiled)}",
        (
            f"확인 중이거나 제외하여 표에 넣지 않은 민원: 확인필요 {_count(summary.waiting)}, "
            f"제외 {_count(summary.excluded)}"
        ),
    ]
    if summary.blanks:
        blanks = ", ".join(f"{column} {_count(number)}" for column, number in summary.blanks)
        points.append(f"원자료에 값이 없어 비워 둔 필수항목: {blanks}")
    if summary.proposals:
        given = summary.proposals
        points.append(
            f"유형 자동 분류: {_count(given.asked)} 가운데 {_count(given.accepted)}을 분류"
            f"(오류율 상한 {given.bound:.2%}, 신뢰수준 95%)"
        )
    return points


def _count(number: int) -> str:
    return f"{documents.write_number(number)}건"


def tables_of(summary: Summary) -> dict[str, Rows | None]:
    """Give the rows of every table of the template; 유형별 is taken away where no model is approved."""
    total = _texts(summary.total)
    named = {
        DEPARTMENTS: summary.by_department,
        KINDS: summary.by_kind,
        CHANNELS: summary.by_channel,
    }
    tables: dict[str, Rows | None] = {"총괄": Rows(rows=[total])}
    for name, figures in named.items():
        tables[name] = _rows(figures, total)
    tables[TYPES] = _rows(summary.by_type, total) if summary.by_type else None
    return tables


def _rows(figures: Sequence[Figures], total: Mapping[str, str]) -> Rows:
    rows = [{"구분": each.name or UNNAMED, **_texts(each)} for each in figures]
    return Rows(rows=rows or [{"구분": NOTHING}], total={"구분": "합계", **total})


def _texts(figures: Figures) -> dict[str, str]:
    mean = "-" if figures.mean_days is None else f"{figures.mean_days:,.1f}"
    counts = {
        "접수": figures.received, "완료": figures.done, "처리중": figures.open, "이송": figures.transferred,
        "취하": figures.withdrawn, "병합": figures.merged, "지연": figures.late,
    }  # fmt: skip
    return {name: documents.write_number(number) for name, number in counts.items()} | {"평균처리일": mean}
