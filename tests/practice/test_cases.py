"""The made-up cases: what the data dictionary promises holds for every seed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikwon.korea import addresses, dongs, phones, residents
from jikwon.korea.readings import Reading
from jikwon_practice.order import PRESETS, Order
from jikwon_practice.people import numbers, persons
from jikwon_practice.portals.epidemic.facts import (
    CONTACT_ROUTES,
    DISTRICT,
    NEIGHBOURS,
    NOT_APPLICABLE,
    ROUTE_CASE,
    Case,
)
from jikwon_practice.portals.epidemic.generating import deviants
from jikwon_practice.portals.epidemic.generating.register import register
from jikwon_practice.portals.epidemic.sections import Section, sections

DAY = date(2021, 10, 6)


def of_the_day(cases: list[Case]) -> list[Case]:
    return [case for case in cases if (case.district, case.reported_on) == (DISTRICT, DAY)]


def made(*, seed: int = 1, cases: int = 45, with_deviants: bool = False) -> list[Case]:
    return list(register(Order(seed=seed, cases=cases, date=DAY, deviants=with_deviants)))


def is_sound(case: Case, everyone: list[Case]) -> bool:
    """Tell whether a case keeps every rule of the form (domain B2)."""
    person = residents.read(case.resident_no, today=case.reported_on)
    assert isinstance(person, Reading)
    age = persons.age(person.value.birth_date, case.reported_on)
    numbers_known = {each.local_case_no for each in everyone if each is not case}
    return all((
        bool(case.guardian_mobile) == (age < 14),
        (case.symptomatic == "Y") == (case.onset_on is not None) == bool(case.symptoms),
        (case.comorbid == "Y") == bool(case.comorbid_detail),
        (case.route in CONTACT_ROUTES) == (case.index_case_no in numbers_known) == bool(case.relation),
        case.sex == "여" or case.pregnant == NOT_APPLICABLE,
    ))  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**9), count=st.integers(0, 80))
def test_every_case_keeps_the_rules_of_the_form(seed: int, count: int) -> None:
    cases = made(seed=seed, cases=count)

    assert len(of_the_day(cases)) == count
    assert (
        len({case.case_id for case in cases})
        == len({(case.district, case.local_case_no) for case in cases})
        == len(cases)
    )
    for case in cases:
        assert is_sound(case, cases)
        assert case.specimen_on <= case.confirmed_on <= case.reported_on + timedelta(days=1)
        assert case.onset_on is None or case.specimen_on - timedelta(days=14) <= case.onset_on <= case.interviewed_on
        assert len(case.vaccinations) <= 3
        assert [dose.on for dose in case.vaccinations] == sorted({dose.on for dose in case.vaccinations})
        assert len(case.cohabitants) <= 9
        assert len(case.visits) <= 40
        assert 30 <= case.height_cm <= 230
        assert 1 <= case.weight_kg <= 300


def test_the_same_order_makes_the_same_cases_and_another_seed_other_ones() -> None:
    assert made(seed=3) == made(seed=3)
    assert made(seed=3) != made(seed=4)


def test_an_index_case_is_of_the_district_that_the_route_names() -> None:
    cases = made(cases=150)
    at_home = {case.local_case_no for case in cases if case.district == DISTRICT}

    for case in of_the_day(cases):
        if case.route in CONTACT_ROUTES:
            assert (case.index_case_no in at_home) == (case.route == ROUTE_CASE)
            assert case.index_case_no != case.local_case_no


@given(st.integers(), st.dates(date(1900, 1, 1), date(2021, 10, 6)), st.sampled_from(("남", "여")), st.booleans())
def test_no_made_up_number_can_be_a_real_one(seed: int, born: date, sex: str, foreign: bool) -> None:
    number = numbers.resident(Random(seed), born=born, sex=sex, foreign=foreign)

    digits = number.replace("-", "")
    assert int(digits[12]) not in (numbers.check_digit(digits[:12]), numbers.check_digit(digits[:12], foreign=True))
    person = residents.read(number, today=date(2021, 10, 6))
    assert isinstance(person, Reading)
    assert (person.value.birth_date, person.value.sex, person.value.foreign) == (born, sex, foreign)


def test_the_check_digit_is_the_one_of_the_published_rule() -> None:
    # worked by hand: 16 + 5 + 7 + 8 + 5 is 41, 41 mod 11 is 8
    assert numbers.check_digit("800101100001") == 11 - 8
    assert numbers.check_digit("800101100001", foreign=True) == 13 - 8


@given(st.integers(0, 10**6), st.integers(0, 60), st.integers(0, 30), st.dates(date(2020, 2, 1), date(2024, 12, 31)))
def test_a_person_has_the_age_that_was_asked_for(seed: int, low: int, span: int, today: date) -> None:
    person = persons.somebody(Random(seed), today=today, ages=(low, low + span))

    assert low <= person.age_on(today) <= low + span


def test_a_day_has_every_dong_and_addresses_that_can_be_read() -> None:
    day = of_the_day(made())

    assert {case.dong for case in day} == {dong.name for dong in dongs.songpa().dongs}
    spelled = Counter(type(addresses.read(case.address)).__name__ for case in day)
    assert spelled["OtherDistrict"] == 0
    for case in day:
        read = addresses.read(case.address)
        if isinstance(read, Reading):
            assert case.dong in read.value.admin_dongs
        else:
            assert getattr(read, "reason", "") == "detail-missing"  # officials leave the 호 out now and then
        assert isinstance(phones.read(case.mobile), Reading)
        assert case.mobile.startswith("010-0")


def test_a_day_has_what_makes_forms_hard() -> None:
    day = of_the_day(made())

    assert any(case.is_foreign and case.name.isascii() for case in day)
    assert any(case.guardian_mobile for case in day)
    assert max(len(case.visits) for case in day) == 40
    assert max(len(case.cohabitants) for case in day) == 9
    assert any(len(case.comorbid_detail) > 200 for case in day)
    texts = " ".join(value for case in day for section in sections(case, ()) for value in _values(section))
    assert all(sign in texts for sign in '<>&"')
    assert any(case.symptomatic == "N" for case in day)
    assert {0, 1, 2} <= {len(case.vaccinations) for case in day}


def test_around_the_day_are_other_days_and_other_districts() -> None:
    cases = made()

    assert {case.district for case in cases} == {DISTRICT, *NEIGHBOURS}
    assert {(case.reported_on - DAY).days for case in cases if case.district == DISTRICT} == {-3, -2, -1, 0, 1}
    assert PRESETS == {"normal": 45, "peak": 175}


@pytest.mark.parametrize("kind", deviants.KINDS)
def test_a_deviant_breaks_its_own_rule_and_no_other(kind: str) -> None:
    cases = made(cases=60, with_deviants=True)

    chosen = [case for case in cases if case.deviant == kind]
    assert chosen
    for case in chosen:
        assert not is_sound(case, cases)
        assert is_sound(MENDED[kind](case, cases), cases)
    assert all(is_sound(case, cases) for case in cases if not case.deviant)


MENDED: dict[str, Callable[[Case, list[Case]], Case]] = {
    "guardian-missing": lambda case, _: replace(case, guardian_mobile="010-0000-0000"),
    "onset-missing": lambda case, _: replace(case, onset_on=DAY),
    "comorbid-detail-missing": lambda case, _: replace(case, comorbid_detail="고혈압"),
    "index-case-missing": lambda case, all_: replace(case, index_case_no=all_[-1].local_case_no, relation="가족"),
    "pregnant-man": lambda case, _: replace(case, pregnant=NOT_APPLICABLE),
}


def _values(section: Section) -> list[str]:
    cells = [cell for row in section.table.rows for cell in row] if section.table else []
    return [value for _, value in section.fields] + cells
