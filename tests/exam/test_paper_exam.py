"""The exam of paper forms: on the practice office's scans nothing wrong is accepted, with the thresholds as shipped."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from jikwon.processes.paper_forms import measuring, thresholds
from jikwon.processes.paper_forms.measuring import Case
from jikwon.processes.paper_forms.model import Thresholds
from jikwon_practice.paper import scans
from jikwon_practice.paper.__main__ import write
from jikwon_practice.paper.filling import TODAY

FIELDS = 10_000
A_FORM = 9
SEED = 71


def cases(seed: int, forms: int, folder: Path) -> list[Case]:
    """Read forms that no threshold was measured on."""
    folders = write(folder, scans(seed, forms))
    return [case for each in folders for case in measuring.cases_of(each, today=date.fromisoformat(f"{TODAY}"))]


def shipped() -> Thresholds:
    """Give the thresholds as shipped."""
    return thresholds.read(thresholds.SHIPPED.read_bytes(), file=thresholds.SHIPPED.name)


def shares(found: Sequence[Case]) -> str:
    """Say how much was accepted, by kind of field and quality of scan."""
    limits = shipped()
    of, accepted = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for case in found:
        of[case.kind, case.quality] += 1
        accepted[case.kind, case.quality] += measuring.accepted(case, limits)
    return "\n".join(
        f"{kind:8} {quality:7} {accepted[kind, quality]:5} of {of[kind, quality]:5}" for kind, quality in sorted(of)
    )


def wrong(found: Sequence[Case]) -> list[str]:
    """Name what would be accepted without a person and is not what stands in the form."""
    limits = shipped()
    return [
        f"{case.form} {case.kind} {case.quality} {case.confidence}"
        for case in found
        if measuring.accepted(case, limits) and not case.is_right
    ]


@pytest.mark.slow
def test_nothing_wrong_is_accepted_on_a_few_forms(tmp_path: Path) -> None:
    found = cases(SEED, 3, tmp_path)

    assert len(found) >= 3 * 8
    assert wrong(found) == []


@pytest.mark.soak
def test_nothing_wrong_is_accepted_in_ten_thousand_fields(tmp_path: Path) -> None:
    found = cases(SEED + 1, FIELDS // A_FORM + 40, tmp_path)

    print(f"\n{len(found)} fields, {len(wrong(found))} accepted wrong\n{shares(found)}")
    assert len(found) >= FIELDS
    assert wrong(found) == []
    assert any(measuring.accepted(case, shipped()) for case in found), "nothing is accepted, so nothing was examined"
