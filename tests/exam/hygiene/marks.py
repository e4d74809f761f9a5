"""Mark a run's outputs against the key: what is wrong, what was not asked, what was asked without need."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ..outputs import Outputs, Record, place_of
from .entry import ID, NAME, Asked, Entry, Place
from .key import HOUSEHOLD_WAITS, Delivery, Key, Told

CELLS = ("받는분", "전화번호", "우편번호", "주소", "상세주소", "행정동", "품목", "수량", "배송메시지")


@dataclass(slots=True)
class Marks:
    """Sentences on every difference, each with the promise it breaks.

    wrong: a released cell or record that is false, lost or doubled; missed: a question that was not asked;
    needless: people who wait although the data decide; form: what breaks the shape of the files.
    """

    wrong: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    needless: list[tuple[str, str]] = field(default_factory=list)
    form: list[str] = field(default_factory=list)

    def of(self, promise: str) -> list[str]:
        """Return what is wrong about one promise."""
        return [text for name, text in (*self.wrong, *self.missed, *self.needless) if name == promise]

    @property
    def all(self) -> list[str]:
        """Return everything that differs."""
        return [f"{name}: {text}" for name, text in (*self.wrong, *self.missed, *self.needless)] + self.form


def mark(key: Key, outputs: Outputs, *, supplement: bool = False) -> Marks:
    """Compare one released folder with the key of its run.

    A supplement may go on numbering where the first folder ended and may count its dongs either way.
    """
    return _Marker(key, outputs, supplement=supplement).mark()


class _Marker:
    def __init__(self, key: Key, outputs: Outputs, *, supplement: bool) -> None:
        self.key, self.outputs, self.supplement = key, outputs, supplement
        self.marks = Marks(form=list(outputs.faults))
        self.by_place = {_composed(row.at): one for one in key.entries for row in one.rows}
        self.asked = self._by_entry(outputs.asked, "확인필요")
        self.excluded = self._by_entry(outputs.excluded, "제외")
        self.listed = self._people()

    def mark(self) -> Marks:
        self._mark_deliveries()
        self._mark_people()
        self._mark_excluded()
        self._mark_asked()
        self._mark_order()
        self._mark_numbers()
        if not self.supplement:
            self._mark_dongs()
        return self.marks

    def _by_entry(self, records: Iterable[Record], sheet: str) -> Mapping[Entry, list[Record]]:
        found: dict[Entry, list[Record]] = defaultdict(list)
        for record in records:
            one = self.by_place.get(place_of(record))
            if one is None:
                self.marks.wrong.append(("", f"{sheet} names a row that is not there: {record}"))
            else:
                found[one].append(record)
        return found

    def _people(self) -> Mapping[Entry, list[Record]]:
        by_id = {number: one for one in self.key.entries for number in one.numbers if number}
        by_all = {
            (one.person.name, one.person.birth.isoformat(), one.person.shown_phone): one for one in self.key.entries
        }
        found: dict[Entry, list[Record]] = defaultdict(list)
        for record in self.outputs.people:
            one = by_id.get(record[ID]) or by_all.get((record[NAME], record["생년월일"], record["휴대전화"]))
            if one is None:
                self.marks.wrong.append(("", f"대상자 names nobody of the register: {record}"))
            else:
                found[one].append(record)
        return found

    def _mark_people(self) -> None:
        served = set(self.key.served)
        for one, records in self.listed.items():
            person = one.person
            right = (person.number, person.name, person.birth.isoformat(), person.shown_phone)
            if one not in served and not isinstance(one.fate, Asked):
                self._wrong(one, f"대상자 holds someone who is not due: {records}")
            elif one not in served:
                self.marks.missed.append((one.promise, f"served instead of waiting: {records}"))
            elif len(records) > 1 or tuple(records[0].values())[:4] != right:
                self._wrong(one, f"대상자 {records} instead of {right}")
        for one in served:
            if one not in self.listed and one in self.asked:
                self.marks.needless.append((one.promise, f"asked: {self.asked[one]}"))
            elif one not in self.listed:
                self._wrong(one, f"not on 대상자 and not asked; 제외 says {self.excluded.get(one)}")

    def _mark_deliveries(self) -> None:
        rows = {record["순번"]: record for record in self.outputs.deliveries}
        used: Counter[str] = Counter()
        households: dict[str, Delivery] = {}
        for delivery in self.key.deliveries:
            found = [record for one in delivery.members for record in self.listed.get(one, ())]
            if not found:
                continue  # marked with its people
            first, numbers = delivery.members[0], {record["순번"] for record in found}
            keys = {record["세대키"] for record in found}
            number = min(numbers)
            used[number] += 1
            row = rows.get(number, {})
            seen = tuple(row.get(name, "") for name in CELLS)
            if len(numbers) > 1 or len(found) != len(delivery.members):
                self._wrong(first, f"a household is split or not whole: {found}")
            elif seen != tuple(str(cell) for cell in delivery.cells):
                self._wrong(first, f"배송명단 {seen} instead of {delivery.cells}")
            if len(keys) > 1 or not delivery.household_key.fullmatch(min(keys)) or min(keys) in households:
                self._wrong(first, f"세대키 {keys} does not fit {delivery.household_key.pattern} alone")
            households[min(keys)] = delivery
        for number, record in rows.items():
            if used[number] != 1:
                self._wrong(None, f"배송명단 serves {used[number]} households by one row: {record}")

    def _mark_numbers(self) -> None:
        numbers = [int(record["순번"]) for record in self.outputs.deliveries]
        start = min(numbers, default=1) if self.supplement else 1
        if numbers != list(range(start, start + len(numbers))):
            self.marks.form.append(f"순번 does not run from {start} without a gap: {numbers}")

    def _mark_order(self) -> None:
        order = {delivery.cells[1:5]: delivery.order for delivery in self.key.deliveries}
        seen = [
            order.get((record["전화번호"], record["우편번호"], record["주소"], record["상세주소"]))
            for record in self.outputs.deliveries
        ]
        known = [place for place in seen if place is not None]
        for first, second in pairwise(known):
            if first > second:
                self._wrong(None, f"배송명단 has {first} before {second}")

    def _mark_dongs(self) -> None:
        seen = {
            record["행정동"]: tuple(record[n] for n in ("세대수", "인원수", "키트수")) for record in self.outputs.dongs
        }
        counted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        people = Counter(record["순번"] for record in self.outputs.people)
        for record in self.outputs.deliveries:
            for dong in (record["행정동"], "합계"):
                for place, count in enumerate((1, people[record["순번"]], int(record["수량"]))):
                    counted[dong][place] += count
        right = {dong: tuple(str(count) for count in counts) for dong, counts in counted.items()}
        nothing = ("0", "0", "0")
        for dong in {*seen, *right}:
            if seen.get(dong, nothing) != right.get(dong, nothing):
                self._wrong(None, f"행정동별집계 {dong} {seen.get(dong)} instead of {right.get(dong)}")
        if self.outputs.dongs and self.outputs.dongs[-1]["행정동"] != "합계":
            self.marks.form.append("행정동별집계 does not end with 합계")

    def _mark_excluded(self) -> None:
        due: dict[Entry, list[Told]] = defaultdict(list)
        for told in self.key.excluded:
            due[told.entry].append(told)
        for one in self.key.entries:
            seen = self.excluded.get(one, [])
            if not one.merges:
                seen = [record for record in seen if record["사유코드"] != "중복"]
            right = Counter(told.code for told in due[one])
            if Counter(record["사유코드"] for record in seen) != right:
                if one in self.asked and set(right) - {"중복"} and not isinstance(one.fate, Asked):
                    self.marks.needless.append((one.promise, f"asked instead of {right}: {self.asked[one]}"))
                elif one not in self.asked or isinstance(one.fate, Asked):
                    self._wrong(one, f"제외 {seen} instead of {dict(right)}")
                continue
            self._mark_places(one, seen, due[one])

    def _mark_places(self, one: Entry, seen: list[Record], due: list[Told]) -> None:
        places = [place_of(record) for record in seen]
        if len(set(places)) != len(places):
            self._wrong(one, f"제외 names one row twice: {seen}")
        for record, place in zip(seen, places, strict=True):
            told = next(told for told in due if told.code == record["사유코드"])
            if place not in {_composed(at) for at in told.places}:
                self._wrong(one, f"제외 {record} stands at {place}, not at {sorted(told.places)}")
            self._mark_names(one, record, blank_id=told.code == "중복")

    def _mark_asked(self) -> None:
        due = {told.entry: told for told in self.key.asked}
        for one, told in due.items():
            seen = self.asked.get(one, [])
            wrong = [record for record in seen if not re.fullmatch(told.code, record["질문코드"])]
            if not seen and one not in self.listed:
                self.marks.missed.append((one.promise, f"not asked ({told.code}); 제외 says {self.excluded.get(one)}"))
            elif wrong:
                self.marks.missed.append((one.promise, f"asked as {wrong}, not as {told.code}"))
            for record in seen:
                self._mark_names(one, record, blank_id=False)
        for one, records in self.asked.items():
            if one not in due and one in self.listed:
                self._wrong(one, f"served and asked: {records}")
            elif one not in due and all(record["질문코드"] == HOUSEHOLD_WAITS for record in records):
                self.marks.needless.append((one.promise, "waits with a household that should not wait"))

    def _mark_names(self, one: Entry, record: Record, *, blank_id: bool) -> None:
        number = unicodedata.normalize("NFKC", record[ID]).strip()
        name = unicodedata.normalize("NFC", record[NAME]).strip()
        if ID not in one.unclear and number not in one.numbers | ({""} if blank_id else set()):
            self._wrong(one, f"{record} is not {sorted(one.numbers)}")
        if NAME not in one.unclear and name != one.person.name:
            self._wrong(one, f"{record} is not {one.person.name}")

    def _wrong(self, one: Entry | None, text: str) -> None:
        self.marks.wrong.append((one.promise if one else "", text))


def _composed(place: Place) -> Place:
    return Place(unicodedata.normalize("NFC", place.file), place.row)
