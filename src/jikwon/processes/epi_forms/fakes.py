"""The portal in memory, for samples and tests: it keeps cases and marks, and shows both as the real one's pages do."""

import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any, Final

from jikwon.model import Run
from jikwon.model.doors import changes_outside
from jikwon.processes.epi_forms.errors import DistrictUnknown, MarkNotKept
from jikwon.processes.epi_forms.fields import FIELDS, TABLES
from jikwon.processes.epi_forms.model import Detail, Listing, Screen
from jikwon.processes.epi_forms.portal import MARKS, NUMBER
from jikwon.processes.epi_forms.steps import PRINTER
from jikwon.tools.browser.errors import PlaceMissing
from jikwon.tools.printer import FakePrinter

SAMPLE: Final = Path(__file__).parent / "sample" / "cases.toml"
COLUMNS: Final = ("확진자번호", "환자관리번호", "성명", "행정동", "신고일")
MARK_COLUMNS: Final = (NUMBER, "출력용도", "출력자", "표시일시")
PAGE: Final = 20


@dataclass
class FakeCase:
    """One case: the text of each label, the rows of each table by its section."""

    fields: dict[str, str] = field(repr=False)
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict, repr=False)
    marks: list[dict[str, str]] = field(default_factory=list, repr=False)

    @property
    def case_id(self) -> str:
        """The case's key."""
        return self.fields["환자관리번호"]


@dataclass
class FakePortal:
    """The portal's cases of one day. What goes wrong can be switched on; counts run down.

    `lose_answers` marks are kept though the portal says nothing of it, `skip_marks` are not kept
    though it says so; `renamed` labels and columns have another name, `missing` ones are not shown. Without
    its `button` nothing can be marked.
    """

    cases: list[FakeCase]
    district: str = "송파구"
    lose_answers: int = 0
    skip_marks: int = 0
    renamed: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    button: bool = True
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @classmethod
    def read(cls, path: Path) -> "FakePortal":
        """Make a portal of the cases in a TOML file."""
        listed: Sequence[Mapping[str, Any]] = tomllib.loads(path.read_text("utf-8"))["cases"]
        return cls(
            cases=[
                FakeCase(
                    fields={str(name): str(text) for name, text in each["fields"].items()},
                    tables={name: [dict(row) for row in rows] for name, rows in each.get("tables", {}).items()},
                )
                for each in listed
            ]
        )

    def of(self, case_id: str) -> FakeCase:
        """Give a case by its key."""
        return next(each for each in self.cases if each.case_id == case_id)

    def correct(self, case_id: str, label: str, text: str) -> None:
        """Correct one field of a case, as an investigator would."""
        self.of(case_id).fields[label] = text

    def listing(self, day: date, district: str) -> Listing:
        """Give the list, as `portal.Portal.listing` does."""
        if district != self.district:
            raise DistrictUnknown(given=district, known=self.district)
        found = [each for each in self.cases if each.fields["신고일"] == day.isoformat()]
        rows = [self._shown({name: each.fields[name] for name in COLUMNS}) for each in found]
        parts = [rows[start : start + PAGE] for start in range(0, len(rows), PAGE)] or [[]]
        return Listing(total=len(rows), screens=[Screen(rows=part, html=_list(part, len(rows))) for part in parts])

    def case(self, case_id: str) -> tuple[Detail, bytes]:
        """Give a case's page, as `portal.Portal.case` does."""
        found = self.of(case_id)
        fields = self._shown(found.fields)
        tables = {title: [self._shown(row) for row in found.tables.get(title, ())] for title, _ in TABLES.values()}
        return Detail(fields=fields, tables=tables), _page(fields, {**tables, MARKS: found.marks})

    def marks(self, case_id: str) -> tuple[Sequence[Mapping[str, str]], bytes]:
        """Give a case's marks, as `portal.Portal.marks` does."""
        found = self.of(case_id)
        return list(found.marks), self.case(case_id)[1]

    @changes_outside
    def mark(self, case_id: str, *, number: str, purpose: str, confirming: Callable[[], None]) -> None:
        """Mark a case, unless it shows the number already."""
        if any(mark[NUMBER] == number for mark in self.of(case_id).marks):
            return
        if not self.button:
            raise PlaceMissing(place="출력 표시", kind="button", page="cases", found="")
        confirming()
        row = dict(zip(MARK_COLUMNS, (number, purpose, "robot", "2021-10-06 09:30:00"), strict=True))
        with self._lock:
            if self.skip_marks:
                self.skip_marks -= 1
                return
            self.of(case_id).marks.append(row)
            if self.lose_answers:
                self.lose_answers -= 1
                raise MarkNotKept()

    @property
    def settles_within(self) -> timedelta:
        """At once."""
        return timedelta()

    def _shown(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {self.renamed.get(name, name): text for name, text in texts.items() if name not in self.missing}


def open_site(run: Run, name: str) -> object:  # noqa: ARG001 - the sample is the same for every run
    """Open the portal of the sample, or a printer in memory."""
    return FakePrinter() if name == PRINTER else FakePortal.read(SAMPLE)


def _list(rows: Sequence[Mapping[str, str]], total: int) -> bytes:
    columns = list(rows[0]) if rows else list(COLUMNS)
    grid = _table(columns, rows, kind=' role="grid"')
    return f"<html><body><span>총 {total}건</span>{grid}</body></html>".encode()


def _page(fields: Mapping[str, str], tables: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    headers = {title: list(columns.values()) for title, columns in TABLES.values()} | {MARKS: list(MARK_COLUMNS)}
    parts = ["<html><body><h2>역학조사서</h2>", *_sections(fields)]
    for title, rows in tables.items():
        columns = list(rows[0]) if rows else headers[title]
        parts.append(f"<h3>{title}</h3>{_table(columns, rows, caption=title)}")
    return "".join([*parts, "</body></html>"]).encode()


def _sections(fields: Mapping[str, str]) -> Iterator[str]:
    titles = {label: each.section for each in FIELDS for label in each.labels}
    for label, text in fields.items():
        title = titles.get(label, "기타")
        row = f'<tr><th scope="row">{escape(label)}</th><td>{escape(text)}</td></tr>'
        yield f"<h3>{title}</h3><table><tbody>{row}</tbody></table>"


def _table(columns: Sequence[str], rows: Sequence[Mapping[str, str]], *, kind: str = "", caption: str = "") -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(row.get(name, str()))}</td>' for name in columns)}</tr>" for row in rows
    )
    return f"<table{kind}><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
