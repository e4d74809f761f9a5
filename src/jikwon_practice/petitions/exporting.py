"""Settled petitions as the petition system exports them: what an office hands over to learn from, or to be handled."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from jikwon.model.dates import SEOUL
from jikwon_practice.petitions import texts
from jikwon_practice.petitions.texts import Text

BEGIN: Final = datetime(2021, 1, 4, 9, tzinfo=SEOUL)
APART: Final = timedelta(minutes=20)
HEADERS: Final = (
    "신청번호", "신청일자", "접수일자", "민원신청경로", "민원인", "민원제목", "민원내용", "처리상태", "민원종류",
    "업무분야", "담당부서1", "처리기간", "처리일", "처리결과",
)  # fmt: skip


def written(count: int, *, seed: int, about: Sequence[str] = (), unclear: float = 0.12) -> list[Text]:
    """Write some petitions, always the same."""
    rng = Random(seed)  # noqa: S311 - a choice, no secret
    return [texts.write(rng, about=about, unclear=unclear) for _ in range(count)]


def export(
    found: Sequence[Text], *, begin: datetime = BEGIN, first: int = 1, apart: timedelta = APART, says: bool = True
) -> bytes:
    """Give petitions as a CSV export, received `apart` from each other; with `says` it tells 업무분야 and 담당부서."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(HEADERS)
    writer.writerows(_rows(found, begin, first, apart, says=says))
    return made.getvalue().encode("utf-8-sig")


def _rows(
    found: Sequence[Text], begin: datetime, first: int, apart: timedelta, *, says: bool
) -> Iterator[Sequence[str]]:
    for number, each in enumerate(found, first):
        at = begin + apart * (number - first)
        moment = f"{at:%Y-%m-%d %H:%M}"
        yield (
            f"1AA-2101-{number:07d}", moment, moment, "국민신문고", "민원인", each.title, each.body, "완료", "고충민원",
            each.type if says else "", each.department if says else "", "7일",
            f"{at + timedelta(days=2):%Y-%m-%d %H:%M}", "처리하였습니다.",
        )  # fmt: skip
