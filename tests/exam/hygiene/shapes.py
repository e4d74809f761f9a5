"""Files in every awkward shape: each holds a few clean people, who must come out as if the file were plain."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .asked import BIRTH_CODE
from .entry import (
    ADDRESS,
    BIRTH,
    DETAIL,
    DONG,
    ID,
    NAME,
    NOTE,
    PHONE,
    RELEASE,
    RESIDENT,
    START,
    STATUS,
    ZIP,
    Asked,
    Entry,
    Excluded,
    Row,
    clean,
    entry,
)
from .tables import ALL, Book, Column, Table, columns
from .town import Person, Town
from .writings import LONG_NOTE, decomposed, serial

Shape = Callable[[Town, str, Sequence[Entry]], Sequence[Book]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShape:
    """One way a file may look; `make` gets a name without its ending and the entries that the file must hold."""

    name: str
    make: Shape
    people: Callable[[Town], Sequence[Entry]]


SHAPES: dict[str, FileShape] = {}


def _three(town: Town) -> Sequence[Entry]:
    """Return a household of two, one released and one alone."""
    family = town.family(2, "flats")
    released = entry(town.person(), {RELEASE: "2021-10-01", STATUS: ""}, fate=Excluded("해제"))
    return [*(entry(one) for one in family), released, entry(town.person())]


def shape(name: str, people: Callable[[Town], Sequence[Entry]] = _three) -> Callable[[Shape], Shape]:
    """Register a shape under the sentence that it promises."""

    def register(make: Shape) -> Shape:
        SHAPES[name] = FileShape(name=name, make=make, people=people)
        return make

    return register


def rows_of(entries: Sequence[Entry]) -> list[Row]:
    """Return the entries' rows in order."""
    return [row for one in entries for row in one.rows]


def _plain(name: str, suffix: str, *, encoding: str = "utf-8", resaved: bool = False) -> None:
    @shape(name)
    def make(_town: Town, stem: str, entries: Sequence[Entry]) -> list[Book]:
        table = Table(rows=rows_of(entries), columns=columns(*ALL))
        options = {"constant_memory": True} if resaved else {}
        return [Book(name=stem + suffix, tables=[table], encoding=encoding, options=options)]


_plain("a CSV in UTF-8 is read", ".csv")
_plain("a CSV in UTF-8 with BOM is read", ".csv", encoding="utf-8-sig")
_plain("a CSV in cp949 is read", ".csv", encoding="cp949")
_plain("an XLSX is read", ".xlsx")
_plain("an XLSX with inline strings is read", ".xlsx", resaved=True)
_plain("an XLSM is read", ".xlsm")
_plain("an XLS is read", ".xls")
_plain("an ODS is read", ".ods")


def _changed(name: str, suffix: str, **changes: object) -> None:
    @shape(name)
    def make(_town: Town, stem: str, entries: Sequence[Entry]) -> list[Book]:
        table = Table(rows=rows_of(entries), columns=columns(*ALL))
        for field, value in changes.items():
            setattr(table, field, value)
        notes = ("안내",) if table.hidden else ()  # a book must have a sheet to show
        return [Book(name=stem + suffix, tables=[table], notes=notes)]


_TITLES = ("2021년 10월 자가격리자 명단", "", "작성: 감염병관리과")
for _suffix in (".xlsx", ".xls", ".ods", ".csv"):
    _changed(f"title rows above the header of {_suffix} are passed over", _suffix, titles=_TITLES)
    _changed(f"a total row in {_suffix} is no person", _suffix, total=True)
    _changed(f"empty rows in {_suffix} do not end the table", _suffix, gaps=frozenset({1, 3}), gap_height=3)
for _suffix in (".xlsx", ".xls"):
    _changed(f"hidden and filtered rows of {_suffix} are read", _suffix, hidden_rows=frozenset({0, 3}))
    _changed(f"a hidden sheet of {_suffix} is read", _suffix, hidden=True)
_changed("empty columns before the table are passed over", ".xlsx", left=2)
_changed("everything at once is read", ".xlsx", titles=_TITLES, total=True, gaps=frozenset({2}), left=1)


def _headed(name: str, suffix: str, make_columns: Callable[[], list[Column]]) -> None:
    @shape(name)
    def make(_town: Town, stem: str, entries: Sequence[Entry]) -> list[Book]:
        return [Book(name=stem + suffix, tables=[Table(rows=rows_of(entries), columns=make_columns())])]


def _named(**headers: str) -> Callable[[], list[Column]]:
    return lambda: [Column(field=name, header=headers.get(name, name)) for name in ALL]


_headed(
    "headers with blanks, breaks, brackets and stars are known",
    ".xlsx",
    _named(성명="성 명 *", 휴대전화="휴대전화\n(- 없이)", 주소="주 소[도로명]", 생년월일="생년월일*(8자리)"),
)
_headed("headers in decomposed Hangul are known", ".csv", lambda: [Column(field=n, header=decomposed(n)) for n in ALL])
_headed(
    "other words for the headers are known",
    ".xlsx",
    _named(격리자관리번호="관리번호", 성명="이름", 휴대전화="연락처", 주소="격리장소", 상세주소="동호수"),
)
_headed(
    "전화번호 and 도로명주소 are known",
    ".csv",
    _named(휴대전화="전화번호", 주소="도로명주소", 해제예정일시="해제예정일"),
)
_headed("핸드폰 and 격리장소주소 are known", ".xlsx", _named(휴대전화="핸드폰", 주소="격리장소주소"))
_headed("columns in reverse order are found", ".xlsx", lambda: list(reversed(columns(*ALL))))
_headed(
    "unknown columns change nothing",
    ".xlsx",
    lambda: [Column(field="", header="연번"), *columns(*ALL), Column(field="", header="보호자 성명여부")],
)
_headed("door and address in one column are read", ".xlsx", lambda: columns(*(n for n in ALL if n != DETAIL)))
_headed("only the required columns do", ".csv", lambda: columns(ID, NAME, PHONE, ADDRESS, DETAIL, DONG, RELEASE, BIRTH))
_headed(
    "hidden columns are read",
    ".xlsx",
    lambda: [replace(one, hidden=one.field in (PHONE, DETAIL, RELEASE)) for one in columns(*ALL)],
)
for _suffix in (".xlsx", ".xls"):
    _headed(
        f"a merged header in two rows of {_suffix} is read",
        _suffix,
        lambda: [
            Column(field=name, header=name, group=group)
            for name, group in zip(
                ALL, ["", *["인적사항"] * 3, *["격리장소"] * 4, *["격리기간"] * 2, "", "", ""], strict=True
            )
        ],
    )


@shape("tables on several sheets are all read, one of them hidden, beside a sheet without a table")
def _several(_town: Town, stem: str, entries: Sequence[Entry]) -> list[Book]:
    rows = rows_of(entries)
    tables = [
        Table(rows=rows[:2], columns=columns(*ALL), sheet="확진자 접촉"),
        Table(rows=rows[2:3], columns=list(reversed(columns(*ALL))), sheet="해외입국"),
        Table(rows=rows[3:], columns=columns(*ALL), sheet="숨김", hidden=True),
    ]
    return [Book(name=f"{stem}.xlsx", tables=tables, notes=("안내",))]


@shape("merged data cells count for each of their rows")
def _merged_cells(_town: Town, stem: str, entries: Sequence[Entry]) -> list[Book]:
    merged = [(name, 0, 1) for name in (ZIP, ADDRESS, DETAIL, DONG)]
    return [Book(name=f"{stem}.xlsx", tables=[Table(rows=rows_of(entries), columns=columns(*ALL), merged=merged)])]


def _typed(town: Town) -> Sequence[Entry]:
    made = []
    for index, person in enumerate((*town.family(2, "flats"), town.person("villa"), town.person())):
        made.append(
            entry(
                person,
                {
                    ID: int(person.number) if person.number.isdigit() else person.number,
                    BIRTH: person.birth if index % 2 else int(f"{person.birth:%Y%m%d}"),
                    PHONE: int(person.phone),
                    ZIP: int(person.home.building.zip_code),
                    START: town.clock.date(),
                    RELEASE: (person.release, serial(person.release))[index % 2],
                },
            )
        )
    return made


for _suffix in (".xlsx", ".xls", ".ods"):

    @shape(f"ids, phones and zip codes stored as numbers and dates stored as dates in {_suffix} are read", _typed)
    def _numbers(_town: Town, stem: str, entries: Sequence[Entry], suffix: str = _suffix) -> list[Book]:
        return [Book(name=stem + suffix, tables=[Table(rows=rows_of(entries), columns=columns(*ALL))])]


@shape("a register and its file name in decomposed Hangul are read")
def _decomposed(_town: Town, stem: str, entries: Sequence[Entry]) -> list[Book]:
    rows = rows_of(entries)
    for row in rows:
        row.cells = {name: decomposed(cell) if isinstance(cell, str) else cell for name, cell in row.cells.items()}
    name = unicodedata.normalize("NFD", f"{stem}-격리자.csv")
    return [Book(name=name, tables=[Table(rows=rows, columns=[Column(field=n, header=decomposed(n)) for n in ALL])])]


def _residents(town: Town) -> Sequence[Entry]:
    """Return Koreans and foreigners of both centuries."""
    people: list[Person] = []
    while len({(one.foreign, one.birth.year >= 2000) for one in people}) < 4:
        foreign = len(people) % 2 == 0
        people.append(replace(town.person(), foreign=foreign))
    return [entry(one) for one in people]


for _suffix in (".xlsx", ".csv"):

    @shape(f"a resident number in {_suffix} gives the birth date, whatever its check digit", _residents)
    def _resident(_town: Town, stem: str, entries: Sequence[Entry], suffix: str = _suffix) -> list[Book]:
        fields = [RESIDENT if name == BIRTH else name for name in ALL]
        return [Book(name=stem + suffix, tables=[Table(rows=rows_of(entries), columns=columns(*fields))])]


@shape("a resident number without its hyphen gives the birth date", _residents)
def _bare_resident(_town: Town, stem: str, entries: Sequence[Entry]) -> list[Book]:
    fields = [RESIDENT if name == BIRTH else name for name in ALL]
    for row in rows_of(entries):
        row.cells[RESIDENT] = str(row.cells[RESIDENT]).replace("-", "")
    return [Book(name=f"{stem}.csv", tables=[Table(rows=rows_of(entries), columns=columns(*fields))])]


def _two_births(town: Town) -> Sequence[Entry]:
    good, six, differs = (town.person() for _ in range(3))
    return [
        entry(good),
        entry(six, {BIRTH: f"{six.birth:%y%m%d}"}),
        Entry(
            person=differs,
            rows=[Row({**clean(differs), BIRTH: "1950-01-02"})],
            fate=Asked(BIRTH_CODE + "|rows-contradict|.*resident.*"),
            unclear=frozenset({BIRTH}),
        ),
    ]


@shape("a resident number decides six digits and contradicts another birth date", _two_births)
def _both(_town: Town, stem: str, entries: Sequence[Entry]) -> list[Book]:
    return [Book(name=f"{stem}.xlsx", tables=[Table(rows=rows_of(entries), columns=columns(*ALL, RESIDENT))])]


for _suffix in (".xlsx", ".csv"):

    @shape(f"a cell of 32,767 characters and a column of odd notes in {_suffix} harm nothing")
    def _long(_town: Town, stem: str, entries: Sequence[Entry], suffix: str = _suffix) -> list[Book]:
        rows = rows_of(entries)
        for row, note in zip(rows, (LONG_NOTE, "+1+1|cmd", "한 줄\n두 줄\n세 줄", '"따옴표", 쉼표'), strict=True):
            row.cells[NOTE] = note
        return [Book(name=stem + suffix, tables=[Table(rows=rows, columns=columns(*ALL))])]


def _across(town: Town) -> Sequence[Entry]:
    """Return people who stand in two files each; the file that sorts first keeps them."""
    people = (town.person(), town.person("flats"))
    return [Entry(person=one, rows=[Row(clean(one)), Row(clean(one))], kept=0) for one in people]


@shape("a person in two files stays where the file's name comes first", _across)
def _two_files(_town: Town, stem: str, entries: Sequence[Entry]) -> list[Book]:
    books = []
    for place, letter in enumerate("ab"):
        rows = [one.rows[place] for one in (entries if letter == "a" else reversed(entries))]
        books.append(Book(name=f"{stem}-{letter}.xlsx", tables=[Table(rows=rows, columns=columns(*ALL))]))
    return books


@shape("a table with a header and no rows is no people", lambda _: [])
def _nobody(_town: Town, stem: str, _entries: Sequence[Entry]) -> list[Book]:
    return [Book(name=f"{stem}.xlsx", tables=[Table(rows=[], columns=columns(*ALL))])]
