"""Made-up cases for tests: a whole one by default, changed where a test says so."""

from datetime import date, timedelta
from pathlib import Path

from jikwon.processes.epi_forms.fakes import FakeCase, FakePortal
from jikwon.testing import Office
from jikwon.tools.printer import FakePrinter

FOLDER = Path(__file__).parents[1]
DAY = date(2021, 10, 6)
AS_OF = "2021-10-06T09:00"
SETTINGS = {"printer": "ipp://fake.invalid/print"}
_DONGS = ("가락본동", "거여1동", "문정2동", "방이1동", "송파1동", "잠실2동")


def a_case(number: int = 3374, **changed: str) -> FakeCase:
    """Make a case that needs no question; `changed` replaces fields by label (a blank in it is `_`)."""
    fields = {
        "확진자번호": str(number), "환자관리번호": f"SP-{number:06}", "신고일": DAY.isoformat(),
        "확진일": DAY.isoformat(), "검체채취일": _day(-1), "검사기관": "송파구보건소",
        "성명": f"김{_syllable(number)}수",
        "주민등록번호": "711231-2345678", "성별": "여", "국적": "대한민국", "직업": "회사원",
        "거주지 주소": f"서울특별시 송파구 올림픽로 {number}, 101동 1203호", "행정동": _DONGS[number % len(_DONGS)],
        "휴대전화": f"010-0{number % 1000:03}-{number * 7 % 10000:04}", "보호자 연락처": "", "임신 여부": "N",
        "증상 여부": "Y", "최초증상일": _day(-3), "증상 목록": "발열, 기침", "기저질환": "N", "기저질환 상세": "",
        "키": "163 cm", "몸무게": f"{50 + number % 40} kg", "감염취약시설 구성원": "아니오", "추정 감염경로": "조사 중",
        "선행 확진자번호": "", "관계": "", "동거인 수": "1", "접촉자 수": str(number % 9), "자가격리 중 확진 여부": "N",
        "조사자": "박보건", "조사일": DAY.isoformat(), "최종수정일시": f"{DAY} 08:4{number % 10}:00",
    }  # fmt: skip
    return FakeCase(
        fields={**fields, **{label.replace("_", " "): text for label, text in changed.items()}},
        tables={
            "예방접종": [{"차수": "1차", "접종일": "2021-06-01", "제품": "화이자"}],
            "동거인": [{"성명": "김다른", "생년월일": "1969-02-03", "휴대전화": "010-0222-3333", "접종여부": "Y"}],
            "동선": [a_visit(hour) for hour in range(9, 9 + number % 5)],
        },
    )


def a_visit(hour: int, day: int = -2) -> dict[str, str]:
    """Make a visit of some day, counted from the day of report."""
    at, place = f"{_day(day)} {hour:02}:10", f"카페 <숲&나무> {hour}호점"
    return {"일시": at, "장소": place, "주소": "서울시 송파구 양재대로 932", "마스크": "N", "체류": f"{hour * 5}분"}


class Desk:
    """An office in memory with its portal and printer."""

    def __init__(self, *cases: FakeCase, **office: object) -> None:
        self.portal = FakePortal(cases=list(cases) or [a_case(3374), a_case(3375), a_case(3376)])
        self.printer = FakePrinter()
        self.office = Office(
            process=FOLDER, as_of=AS_OF, started_by="hong",
            open_site=lambda _, name: self.printer if name == "printer" else self.portal,
            **office,  # type: ignore[arg-type]
        )  # fmt: skip

    @property
    def papers(self) -> list[str]:
        """The titles on paper, in order."""
        return [paper.title for paper in self.printer.papers]

    @property
    def marked(self) -> list[str]:
        """The numbers marked in the portal."""
        return [mark["출력관리번호"] for case in self.portal.cases for mark in case.marks]


def _day(days: int) -> str:
    return (DAY + timedelta(days=days)).isoformat()


def _syllable(number: int) -> str:
    return chr(ord("가") + number % 11172)
