"""The workbook of the period: its sheets, row by row."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from jikwon.korea import style
from jikwon.model import Ask, Exclude, Item, Place, Run
from jikwon.processes.petitions import classify, counting
from jikwon.processes.petitions.links import Link
from jikwon.processes.petitions.model import Case, Figures, Petition, Summary
from jikwon.tools.tables import Column, Sheet

RESULT: Final = (
    "민원접수번호 민원등록일자 민원등록일시 민원제목 민원내용 처리기한일시 담당자지정일시 답변일자 부서코드 "
    "처리부서 처리담당자 처리상태 진행상태 답변내용 답변일시 만족도평가 만족도내용 민원인주소 연장처리일수 "
    "연장처리횟수 연장처리기한 실처리일수"
)
_REQUIRED: Final = (
    "민원접수번호 민원등록일시 민원제목 민원내용 처리기한일시 담당자지정일시 답변일자 부서코드 처리부서 "
    "처리담당자 처리상태 답변일시 민원인주소"
)
REQUIRED: Final = _REQUIRED.split()
"""The columns that the form marks as required."""
LATE: Final = "민원접수번호 처리부서 처리기한일시 답변일시 초과일수"
DIFFERING: Final = "민원접수번호 시스템기한 법정기한"
COUNTED: Final = "구분 접수 완료 처리중 이송 취하 병합 지연 평균처리일"
LINKED: Final = "민원접수번호 관련접수번호 구분"
WAITING: Final = "민원접수번호 질문코드 질문 원본파일 원본행"
CLASSED: Final = "민원접수번호 항목 값 확인방법 확신도"
KIND_NAMES: Final = {classify.TYPE: "유형", classify.DEPARTMENT: "처리부서"}
LEFT_OUT: Final = "민원접수번호 사유코드 사유 원본파일 원본행"
_COUNTED: Final = (
    "연장처리일수 연장처리횟수 실처리일수 초과일수 접수 완료 처리중 이송 취하 병합 지연 평균처리일 원본행 확신도"
)
_NUMBERS: Final = frozenset(_COUNTED.split())
_WIDTHS: Final = {"민원제목": 32.0, "민원내용": 60.0, "답변내용": 60.0, "만족도내용": 30.0, "질문": 70.0}
_IN_THE_MIDDLE: Final = (
    "민원등록일자 민원등록일시 처리기한일시 담당자지정일시 답변일자 답변일시 부서코드 처리상태 진행상태 "
    "연장처리기한 시스템기한 법정기한"
)
_CENTRED: Final = frozenset(_IN_THE_MIDDLE.split())
_FORMATS: Final = {"평균처리일": "0.0", "확신도": "0.000"}
_DAY: Final = len("2021-10-14")

Cells = tuple[str | int | float | None, ...]


def workbook(
    run: Run,
    petitions: Sequence[Petition],
    *,
    links: Sequence[Link],
    summary: Summary,
    waiting: Iterable[tuple[Item[Case], Ask]],
    excluded: Iterable[tuple[Item[Case], Exclude]],
) -> list[Sheet]:
    """Lay out every sheet; the lists show `petitions`, the tables the whole period."""
    late = [each for each in petitions if each.late_days is not None]
    differing = [each for each in petitions if each.stated]
    kinds = [*_table(summary.by_kind, None), *_table(summary.by_type, None, before="유형: ")]
    return [
        _sheet("처리결과", RESULT, map(result, petitions)),
        _sheet(
            "지연", LATE, ((each.number, each.department, each.due, closed_at(each), each.late_days) for each in late)
        ),
        _sheet("기한차이", DIFFERING, ((each.number, each.stated, each.due) for each in differing)),
        _sheet("부서별", COUNTED, _table(summary.by_department, summary.total)),
        _sheet("유형별", COUNTED, [*kinds, *_table((), summary.total)]),
        _sheet("경로별", COUNTED, _table(summary.by_channel, summary.total)),
        _sheet("중복·재신청", LINKED, links),
        *_classed(run, petitions),
        _sheet("확인필요", WAITING, _waiting(run, waiting)),
        _sheet("제외", LEFT_OUT, _left_out(run, excluded)),
    ]


def result(petition: Petition) -> Cells:
    """Give the 22 cells of a petition, in the form's order."""
    return (
        petition.number, petition.applied[:_DAY], _moment(petition.applied), petition.title, petition.body,
        petition.due, _moment(petition.assigned), petition.closed[:_DAY], petition.code, petition.department,
        petition.officer, petition.status.value, petition.progress, petition.answer, _moment(petition.closed),
        petition.satisfaction, petition.satisfaction_note, petition.address, petition.extension_days,
        petition.extensions, petition.extended_due, petition.days_taken,
    )  # fmt: skip


def blanks(petitions: Iterable[Petition]) -> list[tuple[str, int]]:
    """Count the required cells that stay blank, by column in the form's order; columns without any are left out."""
    places = [(RESULT.split().index(name), name) for name in REQUIRED]
    counts = dict.fromkeys(REQUIRED, 0)
    for each in petitions:
        cells = result(each)
        for place, name in places:
            counts[name] += cells[place] == ""
    return [(name, count) for name, count in counts.items() if count]


def order(petition: Petition) -> style.NaturalKey:
    """Give the key by which petitions are listed."""
    return style.natural_key(petition.number)


def closed_at(petition: Petition) -> str:
    """Give when a late petition was answered: the moment, or the day where only that is known; "" while it is open."""
    return petition.closed if petition.status.is_done else ""


def _moment(written: str) -> str:
    """Give a moment; a day alone is none."""
    return written if len(written) > _DAY else ""


def _sheet(name: str, columns: str, rows: Iterable[Sequence[str | int | float | None]]) -> Sheet:
    made = [_column(each, is_kind=name == "중복·재신청") for each in columns.split()]
    return Sheet(name=name, columns=made, rows=list(rows), landscape=name in ("처리결과", "확인필요", "제외"))


def _column(name: str, *, is_kind: bool) -> Column:
    if name in _NUMBERS:
        return Column(name=name, kind="number", format=_FORMATS.get(name, ""))
    return Column(name=name, width=_WIDTHS.get(name), align="center" if name in _CENTRED or is_kind else None)


def _table(listed: Iterable[Figures], total: Figures | None, *, before: str = "") -> Iterator[Cells]:
    for each in (*listed, *((total,) if total else ())):
        yield (
            f"{before}{each.name}" if each is not total else counting.TOTAL, each.received, each.done, each.open,
            each.transferred, each.withdrawn, each.merged, each.late, each.mean_days,
        )  # fmt: skip


def _classed(run: Run, petitions: Sequence[Petition]) -> Iterator[Sheet]:
    """Give the sheet that tells on what each class rests, where a model is approved."""
    kinds = [kind for kind in classify.KINDS if run.model(kind) is not None]
    if kinds:
        rows = [
            (petition.number, KIND_NAMES[each.kind], each.label, each.basis.value, round(each.chance, 4) or None)
            for petition in petitions
            for each in petition.classes
            if each.kind in kinds
        ]
        yield _sheet("분류", CLASSED, rows)


def _waiting(run: Run, waiting: Iterable[tuple[Item[Case], Ask]]) -> list[Cells]:
    rows = [
        (number_of(item), ask.code, run.text("questions", ask.code), at.origin, at.row)
        for item, ask in waiting
        for at in ask.at or item.at[:1]
    ]
    return sorted(rows, key=lambda cells: (not cells[0], *cells))


def _left_out(run: Run, excluded: Iterable[tuple[Item[Case], Exclude]]) -> list[Cells]:
    rows = []
    for item, each in excluded:
        reason = run.text("exclusions", each.code)
        rows.append((number_of(item), each.code, f"{reason}: {each.why}" if each.why else reason, *_where(item.at[0])))
    return sorted(rows, key=lambda cells: (not cells[0], *cells))


def _where(at: Place) -> tuple[str, int]:
    return (at.origin, at.row)


def number_of(item: Item[Case]) -> str:
    """Give the number that an item's rows say, "" where they say none."""
    return item.body.versions[0].number
