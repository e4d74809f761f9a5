"""분류: on what 유형 and department rest, held against the exports, the answers and the approved models."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from jikwon.model import Check
from jikwon.processes.petitions.verify_petition import Petition
from jikwon.processes.petitions.verify_sources import Sources
from jikwon.processes.petitions.verify_words import CLASSED, CLASSES, RESULTS, is_blank, text
from jikwon.proof import Proof, Row, each, no_repeat, plain, same_keys
from jikwon.proof.models import Decided, as_proposed, bounded

SOURCE, MODEL, PERSON = "원본", "모델", "담당자"
CODES: Final = {"type": "type-unsure", "department": "department-unsure"}


class _Result(NamedTuple):
    """A row of 분류 with the row of 처리결과 and the petition that it is about."""

    row: Row
    shown: Row | None
    petition: Petition | None


def classes(proof: Proof, sources: Sources) -> Iterator[Check]:
    """Hold 분류 against what its rows name; without an approved model there is none."""
    kinds = approved(proof)
    if not kinds:
        return
    table, shown = proof.sheet(RESULTS, CLASSED), proof.sheet(RESULTS, "처리결과").by("민원접수번호")
    yield no_repeat("classes-complete", table.rows, ("민원접수번호", "항목"))
    yield each("classes-complete", table.rows, lambda row: row["항목"] in kinds.values())
    for kind, name in kinds.items():
        rows = [
            _Result(row, shown.get(row["민원접수번호"]), sources.of(row)) for row in table.rows if row["항목"] == name
        ]
        yield from _kind(proof, kind, rows)
    if "department" in kinds:
        yield _departments(table.rows, shown)


def approved(proof: Proof) -> Mapping[str, str]:
    """Give the kinds with an approved model, and their names on the sheet."""
    return {kind: name for kind, name in CLASSES.items() if proof.model(kind) is not None}


def _kind(proof: Proof, kind: str, rows: list[_Result]) -> Iterator[Check]:
    decided = [
        Decided(each_.row, _asked(each_.shown), each_.row["값"], each_.row["확신도"])
        for each_ in rows
        if _rests(each_, MODEL)
    ]
    yield as_proposed("classes-as-proposed", proof, kind, decided)
    yield bounded("bound-holds", proof, kind, max_error=_share(proof.setting("max_error")), decided=len(decided))
    yield each("classes-as-said", [each_.row for each_ in rows if not _rests(each_, MODEL)], _Said(kind, rows))


class _Said:
    """Tells whether a class that the export or a person says is what they say."""

    def __init__(self, kind: str, rows: list[_Result]) -> None:
        self.kind = kind
        self.of = {id(each_.row): each_.petition for each_ in rows}

    def __call__(self, row: Row) -> bool:
        petition, said = self.of[id(row)], text(row["값"])
        if petition is None or row["확신도"] is not None:
            return False
        if row["확인방법"] == PERSON:
            return not self._written(petition) and petition.said(CODES[self.kind]).strip() == said
        return row["확인방법"] == SOURCE and self._written(petition) == plain(said)

    def _written(self, petition: Petition) -> str:
        if self.kind == "department":
            return petition.written_department or plain(petition.get("부서코드"))
        cell = petition.get("업무분야")
        return "" if is_blank(cell) else plain(cell)


def _departments(rows: list[Row], shown: Mapping[Any, Row]) -> Check:
    """Check that every department that 처리결과 shows has its row."""
    listed = {row["민원접수번호"]: row for row in rows if row["항목"] == CLASSES["department"]}
    named = ("처리부서", "부서코드")
    wanted = {number: row for number, row in shown.items() if any(row[name] is not None for name in named)}
    return same_keys("classes-complete", wanted, listed)


def _rests(result: _Result, basis: str) -> bool:
    return result.row["확인방법"] == basis


def _asked(shown: Row | None) -> str:
    return f"{text(shown['민원제목'])}\n{text(shown['민원내용'])}" if shown is not None else ""


def _share(written: str) -> float:
    number, percent, _ = written.strip().partition("%")
    return float(number) / (100 if percent else 1)
