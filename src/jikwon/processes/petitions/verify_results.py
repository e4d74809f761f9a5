"""처리결과: every cell against the row that it names, and what the law fixes derived again."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from jikwon.model import Check
from jikwon.processes.petitions.verify_petition import Petition
from jikwon.processes.petitions.verify_sources import Sources
from jikwon.processes.petitions.verify_terms import count_of, due_of, working_days
from jikwon.processes.petitions.verify_words import (
    AWAY,
    DONE,
    OPEN,
    RESULTS,
    STATUSES,
    When,
    day,
    decoded,
    is_blank,
    letters,
    same_when,
    text,
    when,
)
from jikwon.proof import Proof, Row, each, in_order, natural, no_repeat, plain, same_cells, same_number, same_text

MASK: Final = "[개인정보]"
_LONGEST: Final = 120
"""The longest piece that may have been replaced."""
_PERSONAL: Final = re.compile(r"[\d@]|[가-힣]{1,5}|[A-Za-z]{2,}")
_ROAD: Final = re.compile(r"[가-힣0-9]*[가-힣](?:대로|로|길)(?: ?\d+[가-힣]?번?길)?(?=[ ,\d]|$)")
_PLACE: Final = re.compile(r"(?:^|(?<= ))[가-힣]{1,5}[시군구](?= |$)")
_PROVINCE: Final = re.compile(
    r".*(특별시|광역시|특별자치시|특별자치도|[가-힣]도)|서울시?|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|"
    r"전북|전남|경북|경남|제주"
)
_MARK: Final = re.compile(r"\[[^\]]*위치\]")


def results(proof: Proof, sources: Sources) -> Iterator[Check]:
    """Hold 처리결과 against the exports."""
    rows = proof.sheet(RESULTS, "처리결과").rows
    yield no_repeat("each-number-once", sources.shown, "민원접수번호")
    yield in_order("order", rows, key=lambda row: natural(row["민원접수번호"]))
    yield same_cells("results", rows, expected=lambda row: _wanted(row, sources), columns=_COLUMNS)
    yield each("departments", rows, lambda row: _is_department(row, sources))


def _wanted(row: Row, sources: Sources) -> Mapping[str, object] | None:
    petition = sources.of(row)
    if petition is None or not petition.rows:
        return None
    applied, assigned = (
        petition.moment("신청일자", "applied-unclear"),
        petition.moment("담당자지정일시", "assigned-unclear"),
    )
    closed, received, due = petition.closed, petition.received, due_of(petition)
    count = count_of(petition)
    strange = petition.strange()
    return {
        "민원접수번호": petition.number,
        "민원등록일자": day(applied) if applied else None,
        "민원등록일시": applied if isinstance(applied, datetime) else None,
        "민원제목": (petition.get("민원제목"), strange),
        "민원내용": (petition.body, strange),
        "답변내용": (petition.get("처리결과"), strange),
        "만족도내용": (petition.get("1차만족불만족사유"), strange),
        "처리기한일시": (due.due if due else None, received),
        "담당자지정일시": assigned if isinstance(assigned, datetime) else None,
        "답변일자": day(closed) if closed else None,
        "답변일시": closed if isinstance(closed, datetime) else None,
        "처리부서": (petition.department, strange),
        "처리담당자": (petition.get("담당자"), strange),
        "처리상태": _status(petition),
        "진행상태": (petition.word, strange),
        "만족도평가": (petition.get("1차만족도"), strange),
        "민원인주소": (petition.get("주소"), strange),
        "연장처리횟수": (count, strange),
        "연장처리일수": (due.days if due else None, due is None),
        "연장처리기한": (due.due if due and due.days is not None else None, due is None),
        "실처리일수": working_days(day(received), day(closed)) if closed and received else None,
    }


def _status(petition: Petition) -> frozenset[str]:
    """Give what 처리상태 may be: the word's meaning, a person's answer, else what the office has said before."""
    if (known := STATUSES.get(letters(petition.word))) is not None:
        return frozenset({known})
    said = petition.said("status-unknown") or petition.said("status-missing")
    return frozenset({said}) if said else frozenset((*DONE, *OPEN, *AWAY))


def _is_masked(cell: object, wanted: tuple[object, list[object]]) -> bool:
    source, strange = wanted
    if source is None and strange:
        return cell is None or any(is_masked_of(text(cell), decoded(each)) for each in strange)
    return is_masked_of(text(cell), decoded(source) if source is not None else "")


def is_masked_of(shown: str, source: str) -> bool:
    """Tell whether a text is the source's, but for pieces of personal data that were replaced by `[개인정보]`.

    What stands is there letter by letter; of what was replaced each piece is short and could be somebody's.
    """
    if MASK not in shown:
        return plain(shown) == plain(source) or shown == ("" if is_blank(source) else source)
    return _follows(plain(source), [plain(part) for part in shown.split(MASK)])


def _follows(have: str, parts: list[str]) -> bool:
    """Tell whether a text is these parts in their order, with a piece of somebody's between each two."""
    ends = {len(parts[0])} if have.startswith(parts[0]) else set()
    for part in parts[1:-1]:
        ends = {end for at in ends for end in _ends(have, at, part)}
    last = len(have) - len(parts[-1])
    return have.endswith(parts[-1]) and any(_is_piece(have[at:last]) for at in ends if at < last)


def _ends(have: str, at: int, part: str) -> Iterator[int]:
    """Give every place where a part may end, if a piece of somebody's begins at `at`."""
    start = have.find(part, at + 1, at + _LONGEST + len(part))
    while start >= 0:
        if _is_piece(have[at:start]):
            yield start + len(part)
        start = have.find(part, start + 1, at + _LONGEST + len(part))


def _is_piece(piece: str) -> bool:
    return len(piece) <= _LONGEST and _PERSONAL.search(piece) is not None


def _is_text(cell: object, wanted: tuple[object, list[object]]) -> bool:
    source, strange = wanted
    if same_text(cell, "" if is_blank(source) and cell is None else source):
        return True
    return source in (None, "") and any(same_text(cell, other) for other in strange)


def _is_address(cell: object, wanted: tuple[object, list[object]]) -> bool:
    """Check 시군구 and road: what the address says, and nothing behind the road."""
    source, strange = wanted
    if source is None and strange and cell is not None:
        return any(_area(decoded(other)) == plain(cell) for other in strange)
    return plain(cell) == _area(decoded(source) if source is not None else "")


@lru_cache(maxsize=65536)
def _area(address: str) -> str:
    """Name districts and road in the order in which they stand, provinces and metropolitan cities left out."""
    written = plain(_MARK.sub(" ", address))
    found = [each for each in _PLACE.finditer(written) if not _is_province(each[0])]
    places: list[str] = []
    end = 0
    for each_ in found[:2]:
        if not places or (each_.start() == end + 1 and each_[0].endswith("구")):
            places.append(each_[0])
            end = each_.end()
    lead = written[: found[0].start()].strip() if found else ""
    if lead and not _is_province(lead):
        places, end = [], 0
    road = _ROAD.search(written, end)
    return " ".join([*places, road[0].replace(" ", "")] if road else places)


def _is_province(word: str) -> bool:
    return _PROVINCE.fullmatch(word) is not None


def _is_due(cell: object, wanted: tuple[When | None, When | None]) -> bool:
    due, received = wanted
    if due is not None:
        return same_when(cell, due)
    shown = when(cell)  # a length that the office has explained before: the deadline is not before the receipt
    return shown is not None and received is not None and day(shown) >= day(received)


def _is_one_of(cell: object, wanted: frozenset[str]) -> bool:
    return cell in wanted


def _is_count(cell: object, wanted: tuple[object, list[object]]) -> bool:
    count, strange = wanted
    return same_number(cell, count) or (count is None and any(same_number(cell, other) for other in strange))


def _is_days(cell: object, wanted: tuple[object, bool]) -> bool:
    return same_number(cell, wanted[0]) or wanted[1]


def _is_extended(cell: object, wanted: tuple[When | None, bool]) -> bool:
    return same_when(cell, wanted[0]) or wanted[1]


_COLUMNS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "민원접수번호": same_text, "민원등록일자": same_when, "민원등록일시": same_when, "민원제목": _is_masked,
    "민원내용": _is_masked, "답변내용": _is_masked, "만족도내용": _is_masked, "처리기한일시": _is_due,
    "담당자지정일시": same_when, "답변일자": same_when, "답변일시": same_when, "처리부서": _is_text,
    "처리담당자": _is_text, "처리상태": _is_one_of, "진행상태": _is_text, "만족도평가": _is_text,
    "민원인주소": _is_address,
    "연장처리횟수": _is_count, "연장처리일수": _is_days, "연장처리기한": _is_extended, "실처리일수": same_number,
}  # fmt: skip


def _is_department(row: Row, sources: Sources) -> bool:
    """Check 부서코드: the one code that the department had on the day of the receipt, or a person's."""
    petition = sources.of(row)
    if petition is None:
        return False
    code, own, said = text(row["부서코드"]), plain(petition.get("부서코드")), petition.said("department-unclear")
    if said:
        return code == said
    if not sources.proof.sources.get("departments"):
        return code == own
    if not (petition.department or own):
        return not code
    codes = _valid(petition, sources)
    fitting = {each for each in codes if not own or each == own}
    return {code} == fitting if len(fitting) == 1 else bool(code)  # else the office has said it before


def _valid(petition: Petition, sources: Sources) -> set[str]:
    on: date | None = day(petition.received) if petition.received else None
    if on is None:
        return set()
    if not petition.department:
        lines = [line for listed in sources.departments.values() for line in listed]
    else:
        lines = sources.departments.get(letters(petition.department), [])
    return {code for code, first, last in lines if first <= on <= last}
