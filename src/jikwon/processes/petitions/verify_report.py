"""The report, read again: every figure is the workbook's, every other letter the template's or the settings'."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from jikwon.model import Check, Place
from jikwon.processes.petitions.verify_sources import Sources
from jikwon.processes.petitions.verify_words import CLASSED, CLASSES, RESULTS, text
from jikwon.proof import Proof, Row, number_of
from jikwon.proof.fates import FateState
from jikwon.proof.hwpx import WantedRows, document_of, page_texts, same_document, same_pages

REPORT, PAGES = "petition-report", "petition-report-pdf"
_TABLES: Final = {"부서별": "부서별 처리 현황", "유형별": "민원종류별 처리 현황", "경로별": "접수경로별 처리 현황"}
_TYPES, _TYPE = "유형별 처리 현황", "유형: "
_COUNTS: Final = ("접수", "완료", "처리중", "이송", "취하", "병합", "지연")
_SETTINGS: Final = {
    "기관명": "office", "관련": "basis", "처리과": "department", "주소": "address", "홈페이지": "homepage",
    "전화번호": "phone", "팩스번호": "fax", "전자우편": "email", "공개구분": "disclosure",
}  # fmt: skip
_REQUIRED: Final = (
    "민원접수번호 민원등록일시 민원제목 민원내용 처리기한일시 담당자지정일시 답변일자 부서코드 처리부서 처리담당자 "
    "처리상태 답변일시 민원인주소"
)
_SIGNS: Final = "가나다라마바사아자차"


def report(proof: Proof, sources: Sources) -> Iterator[Check]:
    """Hold the report against the workbook, and its PDF against the report."""
    template = proof.setting("report_template")
    blank = Path(template) if template else Path(__file__).with_name("report.hwpx")
    made, at = document_of(proof.path(REPORT)), Place(source=REPORT, file=proof.path(REPORT).name)
    yield same_document(
        "report", made, document_of(blank), fields=_fields(proof, sources), tables=_tables(proof), at=at
    )  # fmt: skip
    pages = proof.path(PAGES)
    yield same_pages("report-pages", made, page_texts(pages), at=Place(source=PAGES, file=pages.name))


def _fields(proof: Proof, sources: Sources) -> dict[str, str]:
    setting = {name: proof.setting(f"report_{key}") for name, key in _SETTINGS.items()}
    first, last = _period(proof, sources)
    to = proof.setting("report_to").strip() or "내부결재"
    month = first.day == 1 and last.month != (last + timedelta(days=1)).month and first.replace(day=last.day) == last
    named = f"{first.year}년 {first.month}월" if month else f"{_day(first)} ~ {_day(last)}"
    return setting | {
        "수신": to,
        "발신명의": "" if to == "내부결재" else proof.setting("report_sender"),
        "제목": proof.setting("report_title") or f"민원 처리결과 보고({named} 접수)",
        "머리글": f"{named} 접수한 민원의 처리결과를 다음과 같이 보고합니다.",
        "요약": "\n".join(f"{sign}. {line}" for sign, line in zip(_SIGNS, _lines(proof, sources), strict=False)),
        "붙임": _attached([each.strip().rstrip(".") for each in proof.setting("report_attachments").split(";")]),
    }


def _period(proof: Proof, sources: Sources) -> tuple[date, date]:
    if proof.setting("period").strip():
        return sources.period
    days = [found for row in sources.shown if (found := _received(sources, row))]
    return (min(days), max(days)) if days else (proof.clock.date(), proof.clock.date())


def _received(sources: Sources, row: Row) -> date | None:
    petition = sources.of(row)
    moment = petition.received if petition else None
    return moment.date() if isinstance(moment, datetime) else moment


def _lines(proof: Proof, sources: Sources) -> Iterator[str]:
    """Give the lines of 요약 without their signs."""
    first, last = _period(proof, sources)
    total = {name: _count(value) for name, value in _total(proof).items() if name in _COUNTS}
    late = _listed(proof, "지연")
    links = {tuple(map(text, row.values())) for row in _listed(proof, "중복·재신청")}
    twins = sum(1 for link in links if "중복" in link)
    waiting, excluded = (len(proof.fates_in(state)) for state in (FateState.WAITING, FateState.EXCLUDED))
    done = sum(1 for row in late if text(row["답변일시"]))
    yield f"대상: {_day(first)} ~ {_day(last)} 접수 민원 {total['접수']}"
    yield f"기준: {_day(proof.clock)} {proof.clock:%H:%M}"
    yield "처리: " + ", ".join(f"{name} {total[name]}" for name in ("완료", "처리중", "이송", "취하", "병합"))
    yield f"지연: {total['지연']}(기한을 넘겨 처리 {_count(done)}, 기한이 지난 처리중 {_count(len(late) - done)})"
    yield f"시스템의 처리기한이 법정 기한과 다른 민원: {_count(len(_listed(proof, '기한차이')))}"
    yield f"중복·재신청: 중복 {_count(twins)}, 재신청 {_count(len(links) - twins)}"
    yield f"확인 중이거나 제외하여 표에 넣지 않은 민원: 확인필요 {_count(waiting)}, 제외 {_count(excluded)}"
    blanks = {name: sum(1 for row in sources.shown if not text(row[name])) for name in _REQUIRED.split()}
    if any(blanks.values()):
        told = ", ".join(f"{name} {_count(number)}" for name, number in blanks.items() if number)
        yield f"원자료에 값이 없어 비워 둔 필수항목: {told}"
    yield from _classed(proof)


def _classed(proof: Proof) -> Iterator[str]:
    """Say what the model of 유형 was asked and decided, where one is approved."""
    if (model := proof.model("type")) is None:
        return
    rests = Counter(row["확인방법"] for row in _listed(proof, CLASSED) if row["항목"] == CLASSES["type"])
    waiting = sum(1 for row in proof.sheet(RESULTS, "확인필요").rows if row["질문코드"] == "type-unsure")
    asked = rests["모델"] + rests["담당자"] + waiting
    bound = f"오류율 상한 {model.certificate.bound:.2%}, 신뢰수준 95%"
    yield f"유형 자동 분류: {_count(asked)} 가운데 {_count(rests['모델'])}을 분류({bound})"


def _listed(proof: Proof, sheet: str) -> list[Row]:
    """Give the rows of a list, those of earlier parts of the run before them."""
    tables = [*proof.earlier_sheets(RESULTS, sheet), proof.sheet(RESULTS, sheet)]
    return [row for table in tables for row in table.rows]


def _total(proof: Proof) -> Mapping[str, object]:
    return next((row for row in proof.sheet(RESULTS, "부서별").rows if row["구분"] == "합계"), {})


def _tables(proof: Proof) -> dict[str, WantedRows | None]:
    total = _shown(_total(proof))
    tables: dict[str, WantedRows | None] = {"총괄": WantedRows(rows=[total])}
    for sheet, name in _TABLES.items():
        rows = [row for row in proof.sheet(RESULTS, sheet).rows if not text(row["구분"]).startswith(_TYPE)]
        tables[name] = _wanted(rows, total)
    types = [row for row in proof.sheet(RESULTS, "유형별").rows if text(row["구분"]).startswith(_TYPE)]
    tables[_TYPES] = _wanted(types, total) if types else None
    return tables


def _wanted(rows: Iterable[Row], total: Mapping[str, str]) -> WantedRows:
    named = [{"구분": text(row["구분"]).removeprefix(_TYPE), **_shown(row)} for row in rows if row["구분"] != "합계"]
    return WantedRows(rows=named or [{"구분": "해당 없음"}], total={"구분": "합계", **total})


def _shown(row: Mapping[str, object]) -> dict[str, str]:
    mean = number_of(row.get("평균처리일"))
    counts = {name: f"{int(number_of(row.get(name)) or 0):,}" for name in _COUNTS}
    return counts | {"평균처리일": "-" if mean is None else f"{mean:,.1f}"}


def _count(number: object) -> str:
    return f"{int(number_of(number) or 0):,}건"


def _day(day: date | datetime) -> str:
    return f"{day.year}. {day.month}. {day.day}."


def _attached(named: list[str]) -> str:
    given = [each for each in named if each]
    if len(given) < 2:
        return "".join(f"붙임  {each}.  " for each in given) + "끝."
    lines = [f"{number}. {each}." for number, each in enumerate(given, start=1)]
    return "붙임  " + "\n      ".join(lines) + "  끝."
