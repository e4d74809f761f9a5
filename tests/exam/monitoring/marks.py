"""Hold a released workbook against the key of its day, cell by cell."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from ..hygiene.entry import Place
from ..hygiene.marks import Marks
from ..outputs import Record
from .facts import ID, LEFT, LOST, SICK, SILENT, SUSPECT, SYMPTOMS, TO_CALL, USED, Report, Settled
from .key import COUNTED, Key, Person3, composed
from .sheets import Sheets

SHOWN: dict[bool | None, str] = {True: "예", False: "아니오", None: ""}
LISTS = {"유증상": (SICK,), "미응답": (SILENT,), "이탈": (SUSPECT, LEFT)}
FROM_REPORT = ("입력경로", "응답일시", "체온", *SYMPTOMS, "비고")


def mark(key: Key, sheets: Sheets, *, hashes: dict[str, str] | None = None) -> Marks:
    """Compare the sheets with the key; `hashes` are the SHA-256 of every input by file name."""
    return _Marker(key, sheets).mark(hashes or {})


def place_of(record: Record, file: str = "원본파일", row: str = "원본행") -> Place | None:
    """Return where a record says that its row stands, None where it says nothing."""
    return composed(Place(record[file], int(record[row]))) if record[row].isdigit() else None


def moment_of(text: str) -> str:
    """Return a moment to the minute, whatever form it is shown in."""
    numbers = [int(one) for one in re.findall(r"\d+", text)][:5]
    return f"{datetime(*numbers):%Y-%m-%d %H:%M}" if len(numbers) == 5 else text  # type: ignore[arg-type]  # noqa: DTZ001


def day_of(text: str) -> str:
    """Return a date in one form."""
    numbers = [int(one) for one in re.findall(r"\d+", text)][:3]
    return "{:04d}-{:02d}-{:02d}".format(*numbers) if len(numbers) == 3 else text


def _line(record: Record) -> Person3:
    return record["격리자관리번호"], unicodedata.normalize("NFC", record["성명"]), record["회차"]


class _Marker:
    def __init__(self, key: Key, sheets: Sheets) -> None:
        self.key, self.sheets, self.marks = key, sheets, Marks()
        self.results: dict[Person3, list[Record]] = defaultdict(list)
        for record in sheets["결과"]:
            self.results[_line(record)].append(record)

    def mark(self, hashes: dict[str, str]) -> Marks:
        self._mark_asked()
        self._mark_results()
        self._mark_lists()
        self._mark_calls()
        self._mark_counts("행정동별집계", "dong")
        self._mark_counts("부서별집계", "department")
        self._mark_lost()
        self._mark_ledger(hashes)
        return self.marks

    def _wrong(self, promise: str, text: str) -> None:
        self.marks.wrong.append((promise, text))

    def _mark_results(self) -> None:
        for line, due in self.key.settled.items():
            found = self.results.pop(line, [])
            if len(found) == 1:
                self._mark_result(due, found[0])
            elif found or line not in self.needless:
                self._wrong(due.promise, f"결과 has {len(found)} rows of {line}, due {due.result}")
        for line, waits in self.key.waits.items():
            if self.results.pop(line, []):
                self._wrong(waits.promise, f"결과 has {line}, who must be asked ({waits.code})")
        for line in self.results:
            self._wrong("", f"결과 has {line}, whom nobody knows")

    def _mark_result(self, due: Settled, record: Record) -> None:
        person = due.person
        faults = [
            f"{name} {record[name]!r} instead of {value!r}"
            for name, value in (("행정동", person.dong), ("담당공무원", person.official), ("결과구분", due.result))
            if record[name] != value
        ]
        if day_of(record["점검일"]) != self.key.day.when.day.isoformat():
            faults.append(f"점검일 {record['점검일']}")
        ways = sorted((list(self._source_faults(source, record)) for source in due.sources), key=len)
        faults += ways[0]
        for fault in faults:
            self._wrong(due.promise, f"결과 {_line(record)}: {fault}")

    def _source_faults(self, source: Report | None, record: Record) -> Iterator[str]:
        if source is None:
            yield from (f"{name} {record[name]!r} from nowhere" for name in FROM_REPORT if record[name])
            return
        if place_of(record) != composed(source.place):
            yield f"source {place_of(record)} instead of {composed(source.place)}"
        due = {"입력경로": source.channel, "비고": source.note}
        due |= {name: SHOWN[value] for name, value in zip(SYMPTOMS, source.symptoms, strict=True)}
        yield from (
            f"{name} {record[name]!r} instead of {cell!r}" for name, cell in due.items() if record[name] != cell
        )
        if moment_of(record["응답일시"]) != (f"{source.at:%Y-%m-%d %H:%M}" if source.at else ""):
            yield f"응답일시 {record['응답일시']!r} instead of {source.at}"
        if not _same_number(record["체온"], source):
            yield f"체온 {record['체온']!r} instead of {source.temp}"

    def _mark_lists(self) -> None:
        for name, results in LISTS.items():
            due = Counter(tuple(one.values()) for one in self.sheets["결과"] if one["결과구분"] in results)
            found = Counter(tuple(one.values()) for one in self.sheets[name])
            if due != found:
                self._wrong("", f"{name} lacks {list(due - found)[:2]} and has {list(found - due)[:2]} too much")

    def _mark_calls(self) -> None:
        due = Counter(self._calls())
        found = Counter(tuple(one.values()) for one in self.sheets["전화목록"])
        for line in (due - found).keys() | (found - due).keys():
            self._wrong("", f"전화목록: {line} stands there {found[line]} times instead of {due[line]}")
        officials = [one["담당공무원"] for one in self.sheets["전화목록"]]
        if len(list(groupby(officials))) != len(set(officials)):
            self._wrong("", "전화목록 is not by official")

    def _calls(self) -> Iterable[tuple[str, ...]]:
        for (number, name, slot), one in self.key.settled.items():
            if one.result in TO_CALL and (number, name, slot) not in self.needless:
                person = one.person
                yield (person.department, person.official, number, name, person.shown_phone, slot, one.result)

    def _mark_counts(self, sheet: str, group: str) -> None:
        due = self.key.counts(group)
        found = {(one["구분"], one["회차"]): one for one in self.sheets[sheet]}
        if len(found) != len(self.sheets[sheet]):
            self._wrong("", f"{sheet} has a line twice")
        if self.needless:
            return  # figures follow the questions, which are marked themselves
        for line, figures in due.items():
            if line not in found:
                if line[1] != "전체" or line[0] == "합계":
                    self._wrong("", f"{sheet} lacks {line}")
                continue
            faults = [
                f"{name} {found[line][name]}≠{figures[name]}"
                for name in COUNTED
                if found[line][name] != str(figures[name])
            ]
            if faults:
                self._wrong("", f"{sheet} {line}: {', '.join(faults)}")
        if more := found.keys() - due.keys():
            self._wrong("", f"{sheet} has {sorted(more)}")

    def _mark_asked(self) -> None:
        """Hold 확인필요 against what must be asked, and remember whom it asks without need."""
        records = list(self.sheets["확인필요"])
        for line, due in self.key.waits.items():
            places = {composed(one.place) for one in due.reports}
            others = {
                place
                for place, one in self.key.reports.items()
                if place not in places
                and (one.person is not due.person or one.slot != due.slot or one in self.key.asked)
            }
            found = [
                one
                for one in records
                if place_of(one) in places or (_line(one) == line and place_of(one) not in others)
            ]
            if not any(re.fullmatch(due.code, one["질문코드"]) for one in found):
                codes = [one["질문코드"] for one in found]
                self.marks.missed.append((due.promise, f"{line} is not asked with {due.code}, but {codes}"))
            records = [one for one in records if one not in found]
        for report in self.key.asked:
            found = [one for one in records if place_of(one) == composed(report.place)]
            if not found:
                self.marks.missed.append((report.promise, f"the row {report.place} is not asked"))
            records = [one for one in records if one not in found]
        self.needless = {_line(one) for one in records}
        for one in records:
            self.marks.needless.append((self._promise(one), f"{_line(one)} {one['질문코드']} {place_of(one)}"))

    def _promise(self, record: Record) -> str:
        settled = self.key.settled.get(_line(record))
        return settled.promise if settled else ""

    def _mark_lost(self) -> None:
        found: dict[Place | None, list[Record]] = defaultdict(list)
        for record in self.sheets["탈락"]:
            found[place_of(record)].append(record)
        for report in self.key.lost:
            records = found.get(composed(report.place), [])
            if len(records) != 1:
                self._wrong(report.promise, f"탈락 has {len(records)} rows of {report.place}")
                continue
            for fault in self._lost_faults(report, records[0]):
                self._wrong(report.promise, f"탈락 {report.place}: {fault}")
        for place in found:
            report_there = self.key.reports.get(place) if place else None
            if report_there and LOST not in report_there.fates:
                self._wrong(report_there.promise, f"탈락 has {place}, which must not be there")

    def _lost_faults(self, report: Report, record: Record) -> Iterable[str]:
        known = {report.person.number} if report.person else set()
        written = report.row and report.file and ID in report.file.fields and report.row.cells[ID]
        if report.slot is None and not written:
            known.add("")  # another day's row may be told as it is written
        if report.person and record["격리자관리번호"] not in known:
            yield f"격리자관리번호 {record['격리자관리번호']!r}"
        if record["입력경로"] != report.channel:
            yield f"입력경로 {record['입력경로']!r}"
        if report.slot is not None and record["회차"] != self.key.time(report.slot):
            yield f"회차 {record['회차']!r}"
        if moment_of(record["응답일시"]) != (f"{report.at:%Y-%m-%d %H:%M}" if report.at else ""):
            yield f"응답일시 {record['응답일시']!r}"
        if not _same_number(record["체온"].replace(",", ".").rstrip("℃"), report):
            yield f"체온 {record['체온']!r}"
        means = {report.means, report.reported, ""} if report.reported != SILENT else {SILENT, ""}
        if record["결과구분"] not in means or (report.means == SICK and not record["결과구분"]):
            yield f"결과구분 {record['결과구분']!r} instead of one of {means}"
        if not record["사유"]:
            yield "no 사유"
        winners: set[Place | None] = {composed(one.place) for one in report.winners} or {None}
        if place_of(record, "이긴파일", "이긴행") not in winners:
            yield f"won by {place_of(record, '이긴파일', '이긴행')} instead of {winners}"

    def _mark_ledger(self, hashes: dict[str, str]) -> None:
        lines: dict[str, Counter[str]] = defaultdict(Counter)
        channels: dict[str, set[str]] = defaultdict(set)
        for record in self.sheets["파일원장"]:
            name = unicodedata.normalize("NFC", record["파일"]).partition(" [")[0]
            counts = {one: int(record[one]) for one in ("행수", "채택", "탈락", "질문")}
            if counts["행수"] != counts["채택"] + counts["탈락"] + counts["질문"]:
                self._wrong("", f"파일원장 {name}: {counts} does not add up")
            if hashes and hashes.get(name) != record["SHA-256"]:
                self._wrong("", f"파일원장 {name}: SHA-256 {record['SHA-256']}")
            lines[name].update(counts)
            channels[name].add(record["입력경로"])
        if hashes and lines.keys() != hashes.keys():
            self._wrong("", f"파일원장 differs by {sorted(lines.keys() ^ hashes.keys())}")
        self._mark_files(lines, channels)

    def _mark_files(self, lines: dict[str, Counter[str]], channels: dict[str, set[str]]) -> None:
        used = Counter(unicodedata.normalize("NFC", one["원본파일"]).partition(" [")[0] for one in self.sheets["결과"])
        for file in self.key.day.files:
            assert file.book is not None
            name = unicodedata.normalize("NFC", file.book.name)
            counts = lines.get(name, Counter())
            if channels.get(name) != {file.channel}:
                self._wrong("", f"파일원장 {name}: 입력경로 {channels.get(name)}")
            if counts["행수"] != len(file.reports):
                self._wrong("", f"파일원장 {name}: {counts['행수']} rows instead of {len(file.reports)}")
            if not self.needless and any(counts[fate] not in seen for fate, seen in self.key.ledger(file).items()):
                self._wrong("", f"파일원장 {name}: {dict(counts)} instead of {self.key.ledger(file)}")
            if counts[USED] != used[name]:
                self._wrong("", f"파일원장 {name}: 채택 {counts[USED]} but 결과 names {used[name]}")
            if file.stale and not any(_names(one, name) for one in self.sheets["탈락"]):
                self._wrong("yesterday", f"탈락 does not name {name}")
        for name, copy in self.key.day.copies.items():
            rows = lines[unicodedata.normalize("NFC", name)]["행수"]
            counts = lines.get(unicodedata.normalize("NFC", copy), Counter())
            if (counts["행수"], counts["탈락"]) != (rows, rows):
                self._wrong("copy", f"파일원장 {copy}: {dict(counts)} instead of {rows} 탈락")


def _names(record: Record, name: str) -> bool:
    return unicodedata.normalize("NFC", record["원본파일"]).partition(" [")[0] == name


def _same_number(text: str, report: Report) -> bool:
    if report.temp is None or not text:
        return not text and report.temp is None
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None and float(text) == float(report.temp)
