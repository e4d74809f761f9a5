"""Made-up petitions as a history to learn from, and as exports of the petition system."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from jikwon.learn.history import Example
from jikwon.model.dates import SEOUL
from jikwon_practice.petitions import texts
from jikwon_practice.petitions.texts import Text

BEGIN = datetime(2021, 1, 4, 9, tzinfo=SEOUL)
HEADERS = (
    "신청번호", "신청일자", "접수일자", "민원신청경로", "민원인", "민원제목", "민원내용", "처리상태", "민원종류",
    "업무분야", "담당부서1", "처리기간", "처리일", "처리결과",
)  # fmt: skip


def written(count: int, *, seed: int, about: Sequence[str] = (), unclear: float = 0.12) -> list[Text]:
    """Write some petitions, always the same."""
    rng = Random(seed)
    return [texts.write(rng, about=about, unclear=unclear) for _ in range(count)]


def examples(found: Sequence[Text], *, kind: str = "type") -> list[Example]:
    """Give petitions as a history, twenty minutes apart."""
    return [
        Example(text=f"{each.title}\n{each.body}", label=getattr(each, kind), at=BEGIN + timedelta(minutes=20 * number))
        for number, each in enumerate(found)
    ]  # fmt: skip


def export(found: Sequence[Text], *, begin: datetime = BEGIN, first: int = 1, says: bool = True) -> bytes:
    """Give petitions as an export; with `says` it tells 업무분야 and 담당부서."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(HEADERS)
    writer.writerows(_rows(found, begin, first, says=says))
    return made.getvalue().encode("utf-8-sig")


def _rows(found: Sequence[Text], begin: datetime, first: int, *, says: bool) -> Iterator[Sequence[str]]:
    for number, each in enumerate(found, first):
        at = begin + timedelta(minutes=20 * (number - first))
        moment = f"{at:%Y-%m-%d %H:%M}"
        yield (
            f"1AA-2101-{number:07d}", moment, moment, "국민신문고", "민원인", each.title, each.body, "완료", "고충민원",
            each.type if says else "", each.department if says else "", "7일",
            f"{at + timedelta(days=2):%Y-%m-%d %H:%M}", "처리하였습니다.",
        )  # fmt: skip
