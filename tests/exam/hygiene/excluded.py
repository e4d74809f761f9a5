"""Rows that need no kit, whatever else is unclear about them: each must stand on 제외 with the right code."""

from datetime import datetime, timedelta

from .entry import ADDRESS, DETAIL, NAME, PHONE, RELEASE, STATUS, Cell, Entry, Excluded, entry
from .promises import promise
from .streets import road_nobody_has
from .town import Person, Town
from .writings import RELEASES

ELSEWHERE = (
    "서울특별시 강남구 테헤란로 152",
    "서울 강동구 천호대로 1005",
    "강남구 봉은사로 524",
    "서울시 광진구 능동로 120, 101동 302호 (화양동, 건대아파트)",
    "경기도 성남시 수정구 위례대로 10",
    "경기 하남시 미사대로 750",
    "부산광역시 해운대구 센텀중앙로 48",
    "서울특별시 강남구 역삼동 737",
)


def _out(name: str, code: str, changes: dict[str, Cell], *, alone: bool = False, unclear: tuple[str, ...] = ()) -> None:
    @promise(name, alone=alone)
    def make(_town: Town, person: Person) -> list[Entry]:
        made = entry(person, changes, fate=Excluded(code))
        made.unclear = frozenset(unclear)
        return [made]


for _word in ("확진", "확진전환"):
    _out(f"the status {_word} is 확진", "확진", {STATUS: _word})
for _word in ("이관", "타지역이관"):
    _out(f"the status {_word} is 이관", "이관", {STATUS: _word})
for _address in ELSEWHERE:
    _out(f"{_address} is 이관", "이관", {ADDRESS: _address, DETAIL: ""}, alone=True)

_PAST: dict[str, Cell] = {RELEASE: "2021-10-05 12:00"}
for _word in ("해제", "격리해제", "격리중", "자가격리중", ""):
    _out(f"a past release beside the status {_word or 'blank'} is 해제", "해제", {**_PAST, STATUS: _word})
_out("해제 with a blank release is 해제", "해제", {STATUS: "해제", RELEASE: ""})


@promise("a release at the very moment of the clock is 해제")
def _at_the_clock(town: Town, person: Person) -> list[Entry]:
    return [entry(person, {RELEASE: f"{town.clock:%Y-%m-%d %H:%M}"}, fate=Excluded("해제"))]


@promise("a release one minute ahead of the clock is served")
def _minute_ahead(town: Town, person: Person) -> list[Entry]:
    return [entry(person, {RELEASE: f"{town.clock + timedelta(minutes=1):%Y-%m-%d %H:%M}"})]


@promise("a day alone ends at noon, so the clock's own day is still ahead in the morning")
def _noon(town: Town, person: Person) -> list[Entry]:
    return [entry(person, {RELEASE: f"{town.clock:%Y-%m-%d}"})]


def _past_release(name: str, index: int) -> None:
    @promise(f"a past release written as {name} is 해제")
    def make(town: Town, person: Person) -> list[Entry]:
        past: datetime = town.noon(days=-town.chance.randrange(1, 6))
        return [entry(person, {RELEASE: RELEASES[index][1](past)}, fate=Excluded("해제"))]


for _index, (_name, _) in enumerate(RELEASES):
    _past_release(_name, _index)

_out("확진 comes before 이관", "확진", {STATUS: "확진", ADDRESS: ELSEWHERE[0], DETAIL: ""}, alone=True)
_out("확진 comes before 해제", "확진", {STATUS: "확진", **_PAST})
_out("이관 comes before 해제", "이관", {**_PAST, ADDRESS: ELSEWHERE[1], DETAIL: ""}, alone=True)
_out("확진 needs no phone", "확진", {STATUS: "확진", PHONE: ""}, unclear=(PHONE,))
_out("확진 needs no name", "확진", {STATUS: "확진", NAME: ""}, unclear=(NAME,))
_out("확진 needs no release date", "확진", {STATUS: "확진", RELEASE: "미정"})
_out("확진 needs no address", "확진", {STATUS: "확진", ADDRESS: "", DETAIL: ""}, alone=True)
_out("이관 needs no known road", "이관", {STATUS: "이관", ADDRESS: "송파구 없는로999길 3"}, alone=True)
_out("이관 by address needs no phone", "이관", {ADDRESS: ELSEWHERE[4], DETAIL: "", PHONE: "없음"}, alone=True)
_out("해제 needs no phone", "해제", {**_PAST, PHONE: "010-0123"}, unclear=(PHONE,))


@promise("해제 needs no known road", alone=True)
def _released_nowhere(town: Town, person: Person) -> list[Entry]:
    return [entry(person, {**_PAST, ADDRESS: f"송파구 {road_nobody_has(town.chance)} 3"}, fate=Excluded("해제"))]


@promise("해제 needs no lot number resolved", alone=True)
def _released_lot(_town: Town, person: Person) -> list[Entry]:
    changes: dict[str, Cell] = {**_PAST, ADDRESS: f"송파구 {person.home.building.law_dong} 20-1"}
    return [entry(person, changes, fate=Excluded("해제"))]
