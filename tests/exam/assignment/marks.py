"""Hold the sheets and notices of an assignment against the truth of its roster, cell by cell and rule by rule."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..monitoring.marks import day_of, moment_of, place_of
from ..outputs import Record, read_book
from .facts import CHANGED, KEPT, NEW, NOBODY, Person, Roster, Vector, kept_of, vector_of, waiting_of
from .search import fits, units_of

SHEETS = {
    "배정": (
        *("격리자관리번호", "성명", "행정동", "공무원ID", "공무원성명", "부서", "배정구분", "적용규칙", "이전공무원ID"),
        *("해제예정일시", "다음후보ID", "다음후보차이"),
    ),
    "공무원별": ("공무원ID", "성명", "부서", "행정동", "상한", "배정인원", "초과"),
    "미배정": ("격리자관리번호", "성명", "사유"),
    "변경이력": ("격리자관리번호", "이전공무원ID", "공무원ID", "사유"),
    "제외": ("격리자관리번호", "성명", "사유코드", "사유", "원본파일", "원본행"),
    "확인필요": ("격리자관리번호", "성명", "질문코드", "질문", "원본파일", "원본행"),
}
NOTICE = {"담당": ("격리자관리번호", "성명", "생년월일", "휴대전화", "주소", "상세주소", "해제예정일시")}
WAITS = "household-waits"
OPTIMALITY = "최적성"


@dataclass(slots=True, kw_only=True)
class Outputs:
    """The sheets of one released assignment, and the notices by official."""

    sheets: dict[str, list[Record]]
    notices: dict[str, list[Record]]
    faults: list[str] = field(default_factory=list)


def read_assignment(folder: Path) -> Outputs:
    """Read a released folder as another program would."""
    faults: list[str] = []
    sheets = read_book(folder / "assignments.xlsx", SHEETS, faults)
    notices = {
        path.stem: read_book(path, NOTICE, faults)["담당"] for path in sorted((folder / "notices").glob("*.xlsx"))
    }
    extra = f"{OPTIMALITY!r}]"  # the office may have a sheet more
    faults = [one for one in faults if not (one.startswith("assignments.xlsx has the sheets") and one.endswith(extra))]
    return Outputs(sheets=sheets, notices=notices, faults=faults)


class Marker:
    """Everything that one assignment's outputs get wrong, as sentences."""

    def __init__(self, roster: Roster, outputs: Outputs) -> None:
        self.roster, self.outputs, self.sheets = roster, outputs, outputs.sheets
        self.officials = {one.number: one for one in roster.officials}
        self.waiting = set(waiting_of(roster))
        self.active = [one for one in roster.people if not one.code and one not in self.waiting]
        self.assigned = {one["격리자관리번호"]: one["공무원ID"] for one in self.sheets["배정"]}
        self.found: list[str] = list(outputs.faults)
        self.units = units_of(roster)

    def mark(self) -> list[str]:
        """Return a sentence for everything that differs."""
        self._mark_people()
        if not self.found:
            self._mark_rules()
            self._mark_cells()
            self._mark_changes()
        self._mark_officials()
        self._mark_notices()
        self._mark_told()
        return self.found

    @property
    def chosen(self) -> list[str]:
        """Return the official of every unit; a divided one is found by `mark`."""
        return [self.assigned.get(unit.members[0].number, NOBODY) for unit in self.units]

    @property
    def vector(self) -> Vector:
        """Return the five aims of what was released."""
        return vector_of(self.roster, self.units, self.chosen)

    def _mark_people(self) -> None:
        due = Counter(one.number for one in self.active)
        seen = Counter(one["격리자관리번호"] for one in (*self.sheets["배정"], *self.sheets["미배정"]))
        if seen != due:
            self.found.append(f"배정 and 미배정 lack {due - seen} and have {seen - due} too much")
        if unknown := {one for one in self.assigned.values() if one not in self.officials}:
            self.found.append(f"배정 names officials that nobody knows: {unknown}")
        if any(not one["사유"] for one in self.sheets["미배정"]):
            self.found.append("미배정 gives no reason")

    def _mark_rules(self) -> None:
        for unit, number in zip(self.units, self.chosen, strict=True):
            if {self.assigned.get(one.number, NOBODY) for one in unit.members} != {number}:
                self.found.append(f"the household of {unit.members[0].number} is divided")
            if number and number not in unit.allowed:
                self.found.append(f"{unit.members[0].number} stands with {number}, whom a hard rule forbids")
        if not fits(self.roster, self.units, self.chosen):
            self.found.append("an official has more people than the soft cap")

    def _mark_cells(self) -> None:
        by_number = {one.number: one for one in self.active}
        for record in self.sheets["배정"]:
            person, official = by_number[record["격리자관리번호"]], self.officials[record["공무원ID"]]
            kinds = kinds_of(person, official.number, known=person.present in self.officials)
            due = {"성명": person.name, "행정동": person.dong, "공무원성명": official.name, "부서": official.department}
            self._cells("배정", person, record, due)
            if (record["배정구분"], record["이전공무원ID"]) not in kinds:
                self.found.append(f"배정 {person.number}: {record['배정구분']} {record['이전공무원ID']}, due {kinds}")
            if moment_of(_with_time(record["해제예정일시"])) != f"{person.release:%Y-%m-%d %H:%M}":
                self.found.append(f"배정 {person.number}: 해제예정일시 {record['해제예정일시']} not {person.release}")
            if not record["적용규칙"]:
                self.found.append(f"배정 {person.number}: no 적용규칙")
            following = record["다음후보ID"]
            if following and (following == official.number or following not in self.officials):
                self.found.append(f"배정 {person.number}: 다음후보ID {following}")

    def _cells(self, sheet: str, person: Person, record: Record, due: Mapping[str, str]) -> None:
        for name, value in due.items():
            if record[name] != value:
                self.found.append(f"{sheet} {person.number}: {name} {record[name]!r} instead of {value!r}")

    def _mark_changes(self) -> None:
        listed = Counter(
            (one["격리자관리번호"], one["이전공무원ID"], one["공무원ID"]) for one in self.sheets["변경이력"]
        )
        changed = [one for one in self.sheets["배정"] if one["배정구분"] == CHANGED]
        due = Counter((one["격리자관리번호"], one["이전공무원ID"], one["공무원ID"]) for one in changed)
        if due - listed:
            self.found.append(f"변경이력 lacks {due - listed}")
        for number, _, official in listed - due:
            if official != self.assigned.get(number, NOBODY):
                self.found.append(f"변경이력 sends {number} to {official}")

    def _mark_officials(self) -> None:
        loads = kept_of(self.roster)
        for number in self.assigned.values():
            loads[number] += 1
        seen = sorted(one["공무원ID"] for one in self.sheets["공무원별"])
        if seen != sorted(self.officials):
            self.found.append(f"공무원별 has {seen}")
            return
        for record in self.sheets["공무원별"]:
            one = self.officials[record["공무원ID"]]
            cap, load = self.roster.cap_of(one), loads[one.number]
            caps = {str(cap), str(min(cap, self.roster.soft_cap))}
            due = (one.name, one.department, one.dong, str(load), str(max(0, load - cap)))
            if (
                tuple(record[name] for name in ("성명", "부서", "행정동", "배정인원", "초과")) != due
                or record["상한"] not in caps
            ):
                self.found.append(f"공무원별 {one.number}: {record} instead of {due} and {caps}")

    def _mark_notices(self) -> None:
        people = {one.number: one for one in self.active}
        for number in {*self.outputs.notices, *self.assigned.values()}:
            records = self.outputs.notices.get(number, [])
            due = Counter(key for key, official in self.assigned.items() if official == number)
            if Counter(one["격리자관리번호"] for one in records) != due:
                self.found.append(
                    f"notice {number} holds {[one['격리자관리번호'] for one in records]} instead of {due}"
                )
                continue
            for record in records:
                self._mark_notice(people[record["격리자관리번호"]], record)

    def _mark_notice(self, person: Person, record: Record) -> None:
        shown = f"{person.phone[:-8]}-{person.phone[-8:-4]}-{person.phone[-4:]}"
        self._cells("담당", person, record, {"성명": person.name, "휴대전화": shown})
        if day_of(record["생년월일"]) != person.birth.isoformat():
            self.found.append(f"담당 {person.number}: 생년월일 {record['생년월일']}")
        if moment_of(_with_time(record["해제예정일시"])) != f"{person.release:%Y-%m-%d %H:%M}":
            self.found.append(f"담당 {person.number}: 해제예정일시 {record['해제예정일시']}")
        road = person.address.partition(" (")[0]
        if not record["주소"].startswith(road) or record["상세주소"].replace(" ", "") != person.detail.replace(" ", ""):
            self.found.append(f"담당 {person.number}: {record['주소']} {record['상세주소']}")

    def _mark_told(self) -> None:
        due = Counter((one.number, one.code) for one in self.roster.people if one.code)
        due.update((one.number, "중복") for one in self.roster.people for _ in range(one.copies - 1))
        seen = Counter((one["격리자관리번호"], one["사유코드"]) for one in self.sheets["제외"])
        if seen != due:
            self.found.append(f"제외 lacks {due - seen} and has {seen - due} too much")
        asked: dict[str, list[str]] = {}
        for record in self.sheets["확인필요"]:
            asked.setdefault(record["격리자관리번호"], []).append(record["질문코드"])
        for one in self.waiting:
            codes = asked.pop(one.number, [])
            if not any(re.fullmatch(one.asks or WAITS, code) for code in codes):
                self.found.append(f"{one.number} is not asked with {one.asks or WAITS}, but {codes}")
        if asked:
            self.found.append(f"asked without need: {asked}")
        places = {
            one.number: {place_of({"원본파일": r.at.file, "원본행": str(r.at.row)}) for r in self.roster.rows[one]}
            for one in self.roster.people
        }
        for record in (*self.sheets["제외"], *self.sheets["확인필요"]):
            if place_of(record) not in places.get(record["격리자관리번호"], set()):
                self.found.append(f"{record} names another row")


def kinds_of(person: Person, number: str, *, known: bool) -> Sequence[tuple[str, str]]:
    """Return what 배정구분 and 이전공무원ID may say; an official whom the roster lacks leaves it open."""
    if not person.present:
        return ((NEW, ""),)
    if person.present == number:
        return ((KEPT, ""),)
    return ((CHANGED, person.present),) if known else ((CHANGED, person.present), (NEW, ""), (NEW, person.present))


def _with_time(text: str) -> str:
    """Return a moment with its time; a workbook's midnight is shown without one."""
    return f"{text} 00:00" if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text
