"""The illness: its course, what came before it, the body, and the doses."""

from datetime import date, timedelta
from random import Random
from typing import Any, Final, NamedTuple

from jikwon_practice.portals.epidemic.facts import NO, YES, Vaccination

SYMPTOMS: Final = ("발열", "기침", "호흡곤란", "오한", "근육통", "두통", "인후통", "후각·미각 소실", "폐렴")
_DETAILS: Final = (
    "고혈압", "당뇨", "천식", "고지혈증, 고혈압", "갑상선기능저하증", "협심증(스텐트 시술, 2018)", "B형간염 보유",
    "HbA1c > 9.0 % & 투석 중",
)  # fmt: skip
_LONG_DETAIL: Final = (
    "고혈압(2009년 진단, 암로디핀 5 mg 1일 1회), 제2형 당뇨(메트포르민 500 mg 1일 2회, 최근 HbA1c 7.8 %), "
    "2016년 우측 무릎 인공관절 치환술, 2019년 폐렴 입원력(7일), 페니실린계 항생제 알레르기(두드러기), "
    "현재 ○○병원 신장내과에서 3개월 간격 추적관찰 중이며 다음 예약은 10월 셋째 주; "
    '본인 진술: "계단을 오르면 숨이 차고 밤에 기침이 심함". '
    "보호자와 통화하여 복용약 <처방전 사진> 확인 & 환자기록에 첨부함."
)
_FIRST_DOSE: Final = date(2021, 2, 26)
"""The first day of vaccination in Korea."""
_ADULT: Final = 18


class Course(NamedTuple):
    """Symptoms, and the day of the first; neither where there are none."""

    symptoms: tuple[str, ...]
    onset_on: date | None


def course(rng: Random, *, specimen: date, age: int, wished: bool | None) -> Course:
    """Draw a course: seven in ten have symptoms, fewer of the children; the first up to ten days before the test."""
    is_ill = rng.random() < (0.7 if age >= _ADULT else 0.5) if wished is None else wished
    if not is_ill:
        return Course((), None)
    chosen = set(rng.sample(SYMPTOMS, rng.choices((1, 2, 3, 4, 6, 9), (5, 8, 6, 3, 2, 1))[0]))
    days = rng.choices((0, 1, 2, 3, 5, 10), (4, 8, 6, 4, 2, 1))[0]
    return Course(tuple(each for each in SYMPTOMS if each in chosen), specimen - timedelta(days=days))


def comorbidity(rng: Random, *, age: int, wished: bool | None, long: bool) -> dict[str, Any]:
    """Draw 기저질환 and, where there is one, its detail."""
    has = rng.random() < (0.05 if age < 30 else 0.2 if age < 60 else 0.6) if wished is None else wished
    if not has and not long:
        return {"comorbid": NO, "comorbid_detail": ""}
    return {"comorbid": YES, "comorbid_detail": _LONG_DETAIL if long else rng.choice(_DETAILS)}


def body(rng: Random, *, age: int, sex: str) -> dict[str, Any]:
    """Draw height in whole cm and weight in kg with one decimal, plausible for the age."""
    grown = min(age, 16) / 16
    height = round(55 + (174 - 55 if sex == "남" else 161 - 55) * grown**0.8 + rng.gauss(0, 5))
    index = rng.gauss(16 + 7 * grown, 2)
    return {"height_cm": min(max(height, 45), 205), "weight_kg": round(max(index, 12) * (height / 100) ** 2, 1)}


def vaccinations(rng: Random, *, age: int, before: date) -> tuple[Vaccination, ...]:
    """Draw none to three doses, their days ascending and before the test; children have none."""
    count = rng.choices((0, 1, 2, 3), (4, 3, 7, 1))[0] if age >= _ADULT else 0
    day = _FIRST_DOSE + timedelta(days=rng.randrange(150))
    first = rng.choice(("화이자", "모더나", "아스트라제네카", "얀센"))
    doses: list[Vaccination] = []
    while len(doses) < count and day < before:
        product = first if not doses or first in ("화이자", "모더나") else "화이자"
        doses.append(Vaccination(dose=len(doses) + 1, on=day, product=product))
        day += timedelta(days=rng.choice((21, 28, 42, 56)))
    return tuple(doses)
