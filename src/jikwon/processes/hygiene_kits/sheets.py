"""The sheets of both workbooks: their columns, and their rows in order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from jikwon.korea import Reading, dongs, names
from jikwon.model import Place, Run
from jikwon.processes.hygiene_kits.households import Arrangement, Delivery, Row
from jikwon.tools.tables import Column, Sheet

LIST: Final = "순번 받는분 전화번호 우편번호 주소 상세주소 행정동 품목 수량 배송메시지"
PEOPLE: Final = "격리자관리번호 성명 생년월일 휴대전화 세대키 순번"
BY_DONG: Final = "행정동 세대수 인원수 키트수"
EXCLUDED: Final = "격리자관리번호 성명 사유코드 사유 원본파일 원본행"
ASKED: Final = "격리자관리번호 성명 질문코드 질문 원본파일 원본행"
TOTAL: Final = "합계"

_NUMBERS: Final = frozenset({"순번", "수량", "세대수", "인원수", "키트수", "원본행"})


class Line(NamedTuple):
    """A row of 제외 or 확인필요, with what it is sorted by first."""

    id: str
    name: str
    code: str
    text: str
    place: Place

    @property
    def cells(self) -> tuple[str, str, str, str, str, int]:
        """The cells in the order of the sheet's columns."""
        return (self.id, self.name, self.code, self.text, self.place.origin, self.place.row)


def delivery_list(run: Run, deliveries: Sequence[Delivery]) -> list[Sheet]:
    """Lay out the courier's workbook."""
    item, message = run.setting("item"), run.setting("message")
    rows = (
        (
            number, each.first.name, each.first.phone, each.first.zip, each.first.address, each.first.detail,
            each.dong, item, each.kits, message,
        )
        for number, each in enumerate(deliveries, start=1)
    )  # fmt: skip
    return [_sheet("배송명단", LIST, rows, landscape=True)]


def delivery_register(run: Run, results: Sequence[Row], arranged: Arrangement) -> list[Sheet]:
    """Lay out the office's workbook."""
    return [
        _sheet("대상자", PEOPLE, _people(arranged.deliveries)),
        _sheet("행정동별집계", BY_DONG, _by_dong(arranged.deliveries)),
        _sheet("제외", EXCLUDED, _ordered(_excluded(run, results, arranged)), landscape=True),
        _sheet("확인필요", ASKED, _ordered(_asked(run, results, arranged)), landscape=True),
    ]


def _sheet(name: str, columns: str, rows: Iterable[Sequence[str | int]], *, landscape: bool = False) -> Sheet:
    made = [Column(name=each, kind="number" if each in _NUMBERS else "text") for each in columns.split()]
    return Sheet(name=name, columns=made, rows=rows, landscape=landscape)


def _people(deliveries: Sequence[Delivery]) -> Iterator[tuple[str | int, ...]]:
    for number, each in enumerate(deliveries, start=1):
        for kit in each.members:
            yield (kit.id, kit.name, kit.birth, kit.phone, each.key, number)


def _by_dong(deliveries: Sequence[Delivery]) -> list[tuple[str | int, ...]]:
    households, members, kits = Counter[str](), Counter[str](), Counter[str]()
    for each in deliveries:
        households[each.dong] += 1
        members[each.dong] += len(each.members)
        kits[each.dong] += each.kits
    order = [*sorted(dong for dong in households if dong != dongs.UNDECIDED), dongs.UNDECIDED]
    rows = [(dong, households[dong], members[dong], kits[dong]) for dong in order]
    return [*rows, (TOTAL, households.total(), members.total(), kits.total())]


def _excluded(run: Run, results: Sequence[Row], arranged: Arrangement) -> Iterator[Line]:
    """List who is left out, and every merged row; what an earlier part has listed is not listed again."""
    is_first = not any(row.released for row in results)
    merged = run.text("exclusions", "중복")
    for row in results:
        if row.excluded and not row.released:
            why = row.excluded.why
            text = run.text("exclusions", row.excluded.code)
            yield _line(row, row.excluded.code, f"{text}: {why}" if why else text)
        if is_first and len(row.item.at) > 1:
            for number in range(1, len(row.item.at)):
                yield _line(row, "중복", merged, number)
    for row, code in arranged.excluded:
        yield _line(row, code, run.text("exclusions", code))


def _asked(run: Run, results: Sequence[Row], arranged: Arrangement) -> Iterator[Line]:
    settled = {row.item.key for row, _ in arranged.excluded}
    for row in results:
        if row.waiting and row.item.key not in settled:
            for ask in row.waiting:
                yield _line(row, ask.code, run.text("questions", ask.code))
    for row in arranged.waiting:
        yield _line(row, "household-waits", run.text("questions", "household-waits"))


def _line(row: Row, code: str, text: str, number: int = 0) -> Line:
    """Name a person by the row's own id and name, else by those of the row that stays."""
    entries = row.item.body.entries
    written = entries[number].name or next((each.name for each in entries if each.name), "")
    name = names.read(written)
    id_ = entries[number].id or next((each.id for each in entries if each.id), "")
    return Line(id_, name.value if isinstance(name, Reading) else written, code, text, row.item.at[number])


def _ordered(lines: Iterable[Line]) -> Iterator[Sequence[str | int]]:
    for line in sorted(
        lines,
        key=lambda each: (
            not each.id,
            each.id,
            each.name,
            each.code,
            each.place.file,
            each.place.sheet,
            each.place.row,
        ),
    ):
        yield line.cells
