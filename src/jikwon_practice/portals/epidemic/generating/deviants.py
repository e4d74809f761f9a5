"""Cases that lack, on purpose, what a form must have: each kind has a name that tests ask for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from jikwon_practice.portals.epidemic.facts import CONTACT_ROUTES, ROUTE_CASE, YES, Case
from jikwon_practice.portals.epidemic.generating.cases import Wish

GUARDIAN_MISSING: Final = "guardian-missing"
ONSET_MISSING: Final = "onset-missing"
COMORBID_DETAIL_MISSING: Final = "comorbid-detail-missing"
INDEX_CASE_MISSING: Final = "index-case-missing"
PREGNANT_MAN: Final = "pregnant-man"

WISHES: Final[Mapping[str, Wish]] = {
    GUARDIAN_MISSING: Wish(ages=(0, 13)),
    ONSET_MISSING: Wish(symptomatic=True),
    COMORBID_DETAIL_MISSING: Wish(comorbid=True),
    INDEX_CASE_MISSING: Wish(by_contact=True),
    PREGNANT_MAN: Wish(sex="남", ages=(20, 60)),
}
"""What a case must be before it can be broken in that way."""

KINDS: Final = tuple(WISHES)

_BREAK: Final[Mapping[str, Callable[[Case], Case]]] = {
    GUARDIAN_MISSING: lambda case: replace(case, guardian_mobile=""),
    ONSET_MISSING: lambda case: replace(case, onset_on=None),
    COMORBID_DETAIL_MISSING: lambda case: replace(case, comorbid_detail=""),
    INDEX_CASE_MISSING: lambda case: replace(
        case, index_case_no=None, route=case.route if case.route in CONTACT_ROUTES else ROUTE_CASE
    ),
    PREGNANT_MAN: lambda case: replace(case, pregnant=YES, sex="남"),
}


def spread(rng: Random, positions: Sequence[int]) -> Mapping[int, str]:
    """Choose positions for every kind: one of each, and one more of each for every fifty cases."""
    wanted = [kind for kind in KINDS for _ in range(1 + len(positions) // 50)][: len(positions)]
    return dict(zip(rng.sample(positions, len(wanted)), wanted, strict=True))


def broken(case: Case, kind: str) -> Case:
    """Give the case without what `kind` says, and its name."""
    return replace(_BREAK[kind](case), deviant=kind)
