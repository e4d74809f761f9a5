"""The app's administrator page in memory, for samples and tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from jikwon.model import JikwonError, Run
from jikwon.tools.browser import Export

COLUMNS: Final = (
    "격리자관리번호", "성명", "생년월일", "점검일", "회차", "응답일시", "체온(℃)", "발열감", "기침", "인후통",
    "호흡곤란", "특이사항",
)  # fmt: skip


@dataclass
class FakeQuarantine:
    """Answers by day. `counts_wrong` exports say one more than there are; `failures` are raised first, in order."""

    answers: Mapping[date, Sequence[Mapping[str, str]]] = field(default_factory=dict, repr=False)
    counts_wrong: int = 0
    failures: list[JikwonError] = field(default_factory=list)
    exports: int = 0

    def export(self, day: date) -> Export:
        """Give a day's answers as CSV in cp949, as `portal.Portal.export` does."""
        if self.failures:
            raise self.failures.pop(0)
        self.exports += 1
        rows = [[answer.get(name, "") for name in COLUMNS] for answer in self.answers.get(day, ())]
        wrong = self.counts_wrong > 0
        self.counts_wrong -= wrong
        text = "\r\n".join(",".join(row) for row in (COLUMNS, *rows))
        total = len(rows) + wrong
        return Export(
            name=f"자가진단결과_{day:%Y%m%d}.csv", data=text.encode("cp949"), total=total,
            page=f"<html><body><span>총 {total}건</span></body></html>".encode(),
        )  # fmt: skip


def open_site(run: Run, name: str) -> object:  # noqa: ARG001 - the sample is the same for every run
    """Open a page without answers: samples bring their files."""
    return FakeQuarantine()
