"""The investigation form as the screen shows it: groups of labels and values, and lists."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from jikwon.model import Personal, fact
from jikwon_practice import wording
from jikwon_practice.portals.epidemic.facts import Case, Mark

_SHORT: Final = 24
"""Characters that fit into half a line."""


@fact
class Table:
    """A list: its name, its columns, its rows, and what is said where it is empty."""

    name: str
    columns: tuple[str, ...]
    rows: Personal[tuple[tuple[str, ...], ...]]
    empty: str = "등록된 내역이 없습니다."


@fact
class Section:
    """One group of the form."""

    key: str
    title: str
    fields: Personal[tuple[tuple[str, str], ...]] = ()
    table: Table | None = None

    @property
    def lines(self) -> Sequence[Sequence[tuple[str, str]]]:
        """Give the fields as the screen's lines: two beside each other, a long one alone."""
        lines: list[list[tuple[str, str]]] = []
        for field in self.fields:
            fits = lines and len(lines[-1]) == 1 and max(len(field[1]), len(lines[-1][0][1])) <= _SHORT
            if fits:
                lines[-1].append(field)
            else:
                lines.append([field])
        return lines


def sections(case: Case, marks: Iterable[Mark]) -> Sequence[Section]:
    """Give the whole form, labels by their present names."""
    every = (*_about(case), *_ill(case), *_met(case), marked(marks))
    return [_shown(section) for section in every]


def marked(marks: Iterable[Mark]) -> Section:
    """Give the group 출력 이력."""
    rows = tuple((mark.number, mark.purpose, mark.by, _time(mark.at, "%S")) for mark in marks)
    columns = ("출력관리번호", "출력용도", "출력자", "표시일시")
    return Section(key="prints", title="출력 이력", table=Table(name="출력 이력", columns=columns, rows=rows))


def _about(case: Case) -> Iterator[Section]:
    yield _section(
        "report",
        "신고",
        확진자번호=case.local_case_no,
        환자관리번호=case.case_id,
        신고일=case.reported_on,
        확진일=case.confirmed_on,
    )
    yield _section("test", "검사", 검체채취일=case.specimen_on, 검사기관=case.test_site)
    number = "외국인등록번호" if case.is_foreign else "주민등록번호"
    yield _section(
        "person", "인적사항",
        성명=case.name, **{number: case.resident_no}, 성별=case.sex, 국적=case.nationality, 직업=case.occupation,
    )  # fmt: skip
    yield Section(
        key="contact",
        title="연락처",
        fields=(
            ("거주지 주소", case.address), ("행정동", case.dong),
            ("휴대전화", case.mobile), ("보호자 연락처", case.guardian_mobile),
        ),
    )  # fmt: skip


def _ill(case: Case) -> Iterator[Section]:
    yield Section(key="pregnancy", title="임신", fields=(("임신 여부", case.pregnant),))
    fields = (
        ("증상 여부", case.symptomatic), ("최초증상일", _text(case.onset_on)), ("증상 목록", ", ".join(case.symptoms))
    )  # fmt: skip
    yield Section(key="symptoms", title="증상", fields=fields)
    before = (("기저질환", case.comorbid), ("기저질환 상세", case.comorbid_detail))
    yield Section(key="comorbidity", title="기저질환", fields=before)
    yield _section("body", "신체", 키=f"{case.height_cm} cm", 몸무게=f"{case.weight_kg:g} kg")
    doses = tuple((f"{dose.dose}차", _text(dose.on), dose.product) for dose in case.vaccinations)
    table = Table(name="예방접종", columns=("차수", "접종일", "제품"), rows=doses, empty="접종 이력이 없습니다.")
    yield Section(key="vaccinations", title="예방접종", table=table)


def _met(case: Case) -> Iterator[Section]:
    yield Section(key="facility", title="시설", fields=(("감염취약시설 구성원", case.facility_member),))
    fields = (
        ("추정 감염경로", case.route), ("선행 확진자번호", _text(case.index_case_no)), ("관계", case.relation)
    )  # fmt: skip
    yield Section(key="route", title="감염경로", fields=fields)
    people = tuple((each.name, _text(each.birth_date), each.mobile, each.vaccinated) for each in case.cohabitants)
    table = Table(
        name="동거인", columns=("성명", "생년월일", "휴대전화", "접종여부"), rows=people, empty="동거인이 없습니다."
    )
    yield Section(key="cohabitants", title="동거인", fields=(("동거인 수", str(len(people))),), table=table)
    yield Section(key="contacts", title="접촉자", fields=(("접촉자 수", str(case.contacts_count)),))
    stays = tuple((_text(each.at), each.place, each.address, each.mask, each.stay) for each in case.visits)
    columns = ("일시", "장소", "주소", "마스크", "체류")
    yield Section(key="visits", title="동선", table=Table(name="동선", columns=columns, rows=stays))
    yield Section(key="quarantine", title="격리", fields=(("자가격리 중 확진 여부", case.during_quarantine),))
    yield _section(
        "investigation", "조사",
        조사자=case.investigator, 조사일=case.interviewed_on, 최종수정일시=_time(case.modified_at, "%S"),
    )  # fmt: skip


def _section(key: str, title: str, **fields: object) -> Section:
    return Section(key=key, title=title, fields=tuple((label, _text(value)) for label, value in fields.items()))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _time(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _time(at: datetime, seconds: str = "") -> str:
    return at.strftime("%Y-%m-%d %H:%M" + (f":{seconds}" if seconds else ""))


def _shown(section: Section) -> Section:
    fields = tuple((wording.said(label), value) for label, value in section.fields if wording.is_shown(label))
    return Section(
        key=section.key,
        title=wording.said(section.title),
        fields=fields,
        table=section.table and _shown_table(section.table),
    )


def _shown_table(table: Table) -> Table:
    columns = wording.columns(table.columns)
    places = [table.columns.index(name) for name in columns]
    return Table(
        name=wording.said(table.name),
        columns=tuple(wording.said(name) for name in columns),
        rows=tuple(tuple(row[place] for place in places) for row in table.rows),
        empty=table.empty,
    )
