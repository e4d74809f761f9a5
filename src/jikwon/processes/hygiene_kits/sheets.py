"""The sheets of both workbooks: their columns, and their rows in order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from jikwon.korea import dongs
from jikwon.korea.register import left_out
from jikwon.model import Run
from jikwon.processes.hygiene_kits.households import Arrangement, Delivery, Row
from jikwon.tools.tables import Column, Sheet

LIST: Final = "순번 받는분 전화번호 우편번호 주소 상세주소 행정동 품목 수량 배송메시지"
PEOPLE: Final = "격리자관리번호 성명 생년월일 휴대전화 세대키 순번"
BY_DONG: Final = "행정동 세대수 인원수 키트수"
TOTAL: Final = "합계"

_NUMBERS: Final = frozenset({"순번", "수량", "세대수", "인원수", "키트수", "원본행"})


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
    waiting = [(row, "household-waits") for row in arranged.waiting]
    return [
        _sheet("대상자", PEOPLE, _people(arranged.deliveries)),
        _sheet("행정동별집계", BY_DONG, _by_dong(arranged.deliveries)),
        _sheet("제외", left_out.EXCLUDED, left_out.excluded(run, results, arranged.excluded), landscape=True),
        _sheet(
            "확인필요",
            left_out.ASKED,
            left_out.asked(run, results, arranged.excluded, waiting),
            landscape=True,
        ),
    ]


def _sheet(name: str, columns: str, rows: Iterable[Sequence[str | int]], *, landscape: bool = False) -> Sheet:
    made = [Column(name=each, kind="number" if each in _NUMBERS else "text") for each in columns.split()]
    return Sheet(name=name, columns=made, rows=list(rows), landscape=landscape)


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
