"""The charts of the one-page report: every bar's part and length, against the same figures as the tables beside it."""

from collections.abc import Mapping, Sequence
from typing import Final

from jikwon.model import Check, Place
from jikwon.proof import Page
from jikwon.proof.pdf_charts import Bar, are_columns, are_stacked, pdf_charts, rows_of

PARTS: Final = ("정상", "유증상", "이탈의심", "이탈", "미응답", "제외", "확인필요")
TREND: Final = ("미응답", "유증상")
"""The legends, from left to right; that their names stand so is a check of its own."""
Counts = Mapping[str, int]


def charts(pages: Sequence[Page], slots: Sequence[Counts], days: Sequence[Counts | None] | None, *, at: Place) -> Check:
    """Check a bar for each charted slot (none: no such chart), and two columns a day of the trend (None: no trend).

    Where a day's columns stand along the ground is not held: only their order, colour and height.
    """
    found = [chart for page in pages for chart in pdf_charts(page)]
    wanted = int(bool(slots)) + int(days is not None)
    wrong = abs(len(found) - wanted)
    if not wrong and slots:
        wrong += _wrong_rows(found[0], [_sizes(each, PARTS) for each in slots])
    if not wrong and days is not None:
        wrong += _wrong_columns(found[-1], [size for each in days for size in _sizes(each or {}, TREND)])
    compared = wanted + len(PARTS) * len(slots) + len(TREND) * len(days or ())
    return Check(name="charts", compared=compared, mismatches=wrong, at=(at,) if wrong else ())


def _sizes(counts: Counts, parts: Sequence[str]) -> list[tuple[int, int]]:
    return [(number, size) for number, part in enumerate(parts) if (size := counts.get(part, 0))]


def _wrong_rows(bars: Sequence[Bar], wanted: Sequence[list[tuple[int, int]]]) -> int:
    """Count the slots whose bar is not as long as they are, the longest setting the scale for all."""
    rows, wanted = rows_of(bars), [sizes for sizes in wanted if sizes]
    if len(rows) != len(wanted):
        return abs(len(rows) - len(wanted))
    totals = [sum(size for _, size in sizes) for sizes in wanted]
    reach = max((row[-1].box.right - row[0].box.left for row in map(_ordered, rows)), default=0.0)
    starts = {round(min(bar.box.left for bar in row), 1) for row in rows}
    wrong = sum(
        not are_stacked(row, sizes, reach / max(totals)) for row, sizes in zip(rows, wanted, strict=True)
    )  # fmt: skip
    return wrong + max(len(starts) - 1, 0)


def _ordered(row: Sequence[Bar]) -> list[Bar]:
    return sorted(row, key=lambda bar: bar.box.left)


def _wrong_columns(bars: Sequence[Bar], wanted: Sequence[tuple[int, int]]) -> int:
    """Tell whether the columns are as high as the days' figures, the highest setting the scale for all."""
    reach = max((bar.box.top - bar.box.bottom for bar in bars), default=0.0)
    highest = max((size for _, size in wanted), default=1)
    return int(not are_columns(bars, wanted, reach / highest))
