"""Personal data: none in report and mail, and in 처리결과 only what the form has a column for."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from jikwon.model import Check, Place
from jikwon.processes.petitions.verify_classes import approved
from jikwon.processes.petitions.verify_petition import Petition
from jikwon.processes.petitions.verify_sources import Sources
from jikwon.processes.petitions.verify_words import CLASSED, RESULTS, SHEETS, letters, text
from jikwon.proof import Proof, Row, phone_digits
from jikwon.proof.personal_search import Hit, known, search

FREE: Final = ("민원제목", "민원내용", "답변내용", "만족도내용", "민원인주소")
"""What people have written; 처리담당자 is an official's name, and the other columns have shapes of their own."""
_LETTERS: Final = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호육해공국합"
_PLATE: Final = re.compile(rf"\d{{2,3}}\s?[{_LETTERS}]\s?\d{{4}}")
_ARTICLE: Final = re.compile(r"\d+ ?[조호주도로] \d+|\d+[조호주도로] ?(?:19|20)\d\d")
_UNIT: Final = re.compile(r"\s*(?:년|원|명|호)")
_OTHERS: Final = re.compile(
    r"(?:이웃|구민|국민|시민|주민|어머|아버|형|누|오라버|이사|임금|차주|선배|사모|서방|공주|왕자|하느|아드|며느|마음|아저|아가|"
    r".*(?:담당자?|공무원|장|관|원|사|자|인|생|객|수|표|모|신|주|관리|매니저)) ?[씨님]"
)
_ADDRESS: Final = re.compile(r"[가-힣0-9]+(?:로|길)\s?\d+(?:-\d+)?(?!\d)[\s,]+\S")
_NAME: Final = re.compile(r"[가-힣]{3,}")


def personal(proof: Proof, sources: Sources, texts: Iterable[tuple[Place, str]]) -> Iterator[Check]:
    """Search every text of the outputs; `texts` are those of report and mail."""
    rows = proof.sheet(RESULTS, "처리결과").rows
    yield _check("no-personal-data", ((row.place(column), cell) for row in rows for column, cell in _free(row)))
    yield _named("no-petitioner-named", rows, sources)
    papers = list(texts)
    yield _check("no-personal-data", papers)
    yield _nobody("no-petitioner-named", papers, sources)
    others = [
        (row.place(column), cell)
        for name in SHEETS
        if name not in ("처리결과", "제외") and (name != CLASSED or approved(proof))
        for row in proof.sheet(RESULTS, name).rows
        for column, cell in row.items()
        if isinstance(cell, str) and "접수번호" not in column and column != "원본파일"
    ]
    yield _check("no-personal-data", others)


def _free(row: Row) -> Iterator[tuple[str, str]]:
    for column in FREE:
        if (cell := text(row[column])) != "":
            yield column, cell


def _check(name: str, texts: Iterable[tuple[Place, str]]) -> Check:
    compared, at = 0, []
    for place, written in texts:
        compared += 1
        if any(_is_meant(hit, written) for hit in _search(written)):
            at.append(place)
    return Check(name=name, compared=compared, mismatches=len(at), at=tuple(at[:20]))


@lru_cache(maxsize=4096)
def _search(written: str) -> tuple[Hit, ...]:
    return tuple(search(written))


def _is_meant(hit: Hit, written: str) -> bool:
    """Tell whether a find is somebody's: 제15조 2021, 10월 2021년, 위로 13층 and 이웃님 are nobody's."""
    if hit.kind == "plate":
        after = _UNIT.match(written, written.find(hit.text) + len(hit.text))
        return _PLATE.fullmatch(hit.text) is not None and _ARTICLE.fullmatch(hit.text) is None and after is None
    if hit.kind == "name":
        return _OTHERS.fullmatch(hit.text) is None
    return hit.kind != "address" or _ADDRESS.match(hit.text) is not None


def _named(name: str, rows: list[Row], sources: Sources) -> Check:
    """Check that no petition's own texts name its petitioner, phone or mail address."""
    compared, at = 0, []
    for row in rows:
        petition = sources.of(row)
        compared += 1
        if petition is not None and (values := _own(petition)):
            written = "\n".join(cell for column, cell in _free(row) if column != "민원인주소")
            if any(_stands_in(value, written) for value in values):
                at.append(row.at)
    return Check(name=name, compared=compared, mismatches=len(at), at=tuple(at[:20]))


def _stands_in(value: str, written: str) -> bool:
    """Tell whether a name stands in a text, or a number or address however it is parted."""
    if value.isdigit():
        return value[-4:] in written and value in re.sub(r"\D+", "", written)
    if value in written:
        return True
    if _NAME.fullmatch(value) is None:
        return value.partition("@")[0] in written and any(True for _ in known(written, [value]))
    at = written.find(f"{value[0]} ")
    return at >= 0 and re.search(rf"(?<![가-힣]){' ?'.join(value)}(?![가-힣])", written) is not None


def _own(petition: Petition) -> list[str]:
    """Give what is the petitioner's own: a name of three letters and more, and the digits of the phone."""
    name, phone = letters(petition.get("민원인")), phone_digits(petition.get("전화번호"))
    mail = letters(petition.get("E-MAIL"))
    names = [name] if _NAME.fullmatch(name) and len(name) <= 5 and not name.endswith(_ROLES) else []
    return [*names, *([phone] if len(phone) >= 9 else []), *([mail] if "@" in mail else [])]


_ROLES: Final = ("민원인", "신청인", "비공개", "비실명")


def _nobody(name: str, texts: list[tuple[Place, str]], sources: Sources) -> Check:
    """Check that report and mail name no petitioner: as a word of its own, a phone or an address anywhere."""
    words = {word for _, written in texts for word in re.findall(r"[가-힣]+", written)}
    digits = "\n".join(re.sub(r"\D+", "", written) for _, written in texts)
    joined = "\n".join(letters(written) for _, written in texts)
    found = [
        petition
        for petition in sources.petitions.values()
        for value in _own(petition)
        if (value in digits if value.isdigit() else value in joined if "@" in value else value in words)
    ]
    at = tuple(place for place, _ in texts[:1]) if found else ()
    return Check(name=name, compared=len(sources.petitions), mismatches=len(found), at=at)
