"""One case at a time: a person, an illness, and how they may have met."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from jikwon.model import fact
from jikwon_practice.people import numbers, persons
from jikwon_practice.people.homes import Home
from jikwon_practice.people.persons import CHILD_UNDER, Person
from jikwon_practice.portals.epidemic import facts
from jikwon_practice.portals.epidemic.facts import DISTRICT, NO, NOT_APPLICABLE, YES, Case
from jikwon_practice.portals.epidemic.generating import illness, meetings

SEOUL: Final = ZoneInfo("Asia/Seoul")
_SITES: Final = (
    "송파구보건소", "문정동 임시선별검사소", "올림픽공원 임시선별검사소", "송파구청 선별검사소", "○○병원 선별진료소"
)  # fmt: skip
_INVESTIGATORS: Final = ("김역학", "이조사", "박보건", "최감염", "정방역")
_MEMBER: Final = ("종사자", "이용자", "입소자", facts.NOT_A_MEMBER)
_RELATIONS: Final = ("가족", "지인", "직장", "기타")


@fact
class Wish:
    """What one case is to have, where that is not left to chance."""

    foreign: bool = False
    ages: tuple[int, int] | None = None
    sex: str = ""
    symptomatic: bool | None = None
    comorbid: bool | None = None
    visits: int | None = None
    cohabitants: int | None = None
    long_texts: bool = False
    by_contact: bool = False


def case(rng: Random, *, number: int, case_id: str, home: Home, day: date, wish: Wish) -> Case:
    """Make a case reported on `day`; who gave it to whom is settled by `linked`."""
    foreign = wish.foreign or rng.random() < 0.03
    person = persons.somebody(rng, today=day, foreign=foreign, ages=wish.ages, sex=wish.sex)
    age = person.age_on(day)
    confirmed = day - timedelta(days=rng.choices((0, 1, -1), (6, 3, 1))[0])
    specimen = confirmed - timedelta(days=rng.choices((0, 1, 2), (2, 6, 1))[0])
    ill = illness.course(rng, specimen=specimen, age=age, wished=wish.symptomatic)
    others = meetings.cohabitants(rng, person, today=day, count=wish.cohabitants)
    stays = meetings.visits(
        rng, since=ill.onset_on or specimen, until=confirmed, count=wish.visits, long=wish.long_texts
    )
    guardian = numbers.mobile(rng) if age < CHILD_UNDER else ""
    interviewed = max(day, confirmed)
    return Case(
        local_case_no=number,
        case_id=case_id,
        district=DISTRICT,
        status=rng.choices(("조사완료", "조사중", "보완요청"), (18, 1, 1))[0],
        reported_on=day,
        confirmed_on=confirmed,
        specimen_on=specimen,
        test_site=rng.choice(_SITES),
        name=person.name,
        resident_no=person.resident_no,
        sex=person.sex,
        nationality=person.nationality,
        occupation=person.occupation,
        address=home.address,
        dong=home.dong,
        mobile=guardian if guardian and age < 7 else person.mobile,  # the small ones have none of their own
        guardian_mobile=guardian,
        pregnant=_pregnant(rng, person, age),
        symptomatic=YES if ill.symptoms else NO,
        onset_on=ill.onset_on,
        symptoms=ill.symptoms,
        **illness.comorbidity(rng, age=age, wished=wish.comorbid, long=wish.long_texts),
        **illness.body(rng, age=age, sex=person.sex),
        vaccinations=illness.vaccinations(rng, age=age, before=specimen),
        facility_member=rng.choices(_MEMBER, (3, 3, 1, 20))[0],
        cohabitants=others,
        contacts_count=len(others) + rng.choice((0, 0, 1, 2, 3, 5, 8, 27)),
        visits=stays,
        during_quarantine=YES if rng.random() < 0.15 else NO,
        investigator=rng.choice(_INVESTIGATORS),
        interviewed_on=interviewed,
        modified_at=_at(rng, interviewed),
        **_suspected(rng, by_contact=wish.by_contact),
    )


def linked(rng: Random, made: Case, before: Sequence[Case]) -> Case:
    """Give a contact its index case: one that was reported earlier, at home or in another district.

    Where there is nobody yet the route is still under investigation.
    """
    if made.route not in facts.CONTACT_ROUTES:
        return made
    is_home = made.route == facts.ROUTE_CASE
    sources = [each for each in before if (each.district == made.district) is is_home]
    if not sources:
        return replace(made, route=facts.ROUTE_UNKNOWN)
    source = rng.choice(sources[-60:])
    return replace(made, index_case_no=source.local_case_no, relation=rng.choice(_RELATIONS))


def _suspected(rng: Random, *, by_contact: bool) -> dict[str, Any]:
    routes = (
        facts.ROUTE_UNKNOWN, facts.ROUTE_CASE, facts.ROUTE_OTHER_DISTRICT, facts.ROUTE_ABROAD, facts.ROUTE_GROUP
    )  # fmt: skip
    return {"route": facts.ROUTE_CASE if by_contact else rng.choices(routes, (5, 7, 3, 1, 3))[0]}


def _pregnant(rng: Random, person: Person, age: int) -> str:
    if person.sex == "남" or not 15 <= age < 50:
        return NOT_APPLICABLE
    return YES if rng.random() < 0.06 else NO


def _at(rng: Random, day: date) -> datetime:
    return datetime.combine(day, time(rng.randint(9, 20), rng.randrange(60), rng.randrange(60)), SEOUL)
