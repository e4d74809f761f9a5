"""Ways in which offices write the values of registers and reports; each loses nothing and must be read as the value."""

from datetime import date, datetime
from decimal import Decimal
from random import Random

from ..hygiene.entry import Cell
from ..hygiene.writings import RELEASES, decomposed, serial, wide
from .facts import AT, BIRTH, DAY, ID, NAME, NOTE, PHONE, RELEASE, RESULT, SLOT, SYMPTOMS, TEMP, Yes

HEADERS = {
    ID: ("격리자관리번호", "관리번호", "격리자 관리번호 *"),
    NAME: ("성명", "이름", "성 명"),
    BIRTH: ("생년월일", "생년월일(8자리)"),
    PHONE: ("휴대전화", "연락처", "전화번호", "핸드폰"),
    RELEASE: ("해제예정일시", "해제예정일"),
    DAY: ("점검일", "일자", "조사일"),
    SLOT: ("회차", "차수", "구분"),
    AT: ("응답일시", "일시", "입력일시", "통화일시"),
    TEMP: ("체온", "체온(℃)", "체온\n(℃)"),
    SYMPTOMS[0]: ("발열", "발열감"),
    SYMPTOMS[1]: ("기침", "기침 *"),
    SYMPTOMS[2]: ("인후통", "목아픔"),
    SYMPTOMS[3]: ("호흡곤란", "숨가쁨"),
    NOTE: ("비고", "특이사항", "기타증상"),
    RESULT: ("결과구분", "결과"),
}
YES: tuple[Cell, ...] = ("예", "Y", "O", "유", "있음", "1", 1, "y", "o", " 예 ")
NO: tuple[Cell, ...] = ("아니오", "N", "X", "무", "없음", "0", 0, "-", "n", "x", "아니오\u3000")
NOTES = ("통화 완료", "보호자 통화", "문자 안내함", "택배 받음", "=1+1", "+82로 연락", "@담당자")
SICK_NOTES = ("기침이 조금 있음", "목아픔 호소", "숨가쁨 호소", "인후통 있음", "발열감 있다고 함", "호흡곤란 호소")


def header(chance: Random, field: str) -> str:
    """Write a column's header in one of its ways."""
    return chance.choice(HEADERS.get(field, (field,)))


def name(chance: Random, value: str) -> Cell:
    """Write a name plainly, or as other programs leave it."""
    return chance.choice((value, value, value, decomposed(value), f"\u3000{value} ", f"{value}\u00a0"))


def number(chance: Random, value: str) -> Cell:
    """Write an id plainly, wide or between blanks."""
    return chance.choice((value, value, value, wide(value), f" {value}\u00a0"))


def phone(chance: Random, value: str) -> Cell:
    """Write a phone with hyphens, blanks or dots, as digits, or without its leading 0."""
    head, middle, tail = value[:-8], value[-8:-4], value[-4:]
    shown = chance.choice(("-", "-", " ", ".", "")).join((head, middle, tail))
    return chance.choice((shown, shown, value, value[1:], int(value), f"+82-{head[1:]}-{middle}-{tail}"))


def day(chance: Random, value: date) -> Cell:
    """Write a date in one of the contract's ways."""
    moment = datetime.combine(value, datetime.min.time())
    return chance.choice(
        (
            value.isoformat(),
            value,
            f"{value:%Y%m%d}",
            int(f"{value:%Y%m%d}"),
            f"{value.year}.{value.month}.{value.day}.",
            f"{value:%Y/%m/%d}",
            int(serial(moment)),
        )
    )


def birth(chance: Random, value: date) -> Cell:
    """Write a birth date with its century."""
    return chance.choice(
        (value.isoformat(), value, f"{value:%Y%m%d}", f"{value.year}.{value.month}.{value.day}.", f"{value:%Y/%m/%d}")
    )


def moment(chance: Random, value: datetime) -> Cell:
    """Write a moment in one of the contract's ways."""
    return chance.choice(
        (
            f"{value:%Y-%m-%d %H:%M}",
            f"{value:%Y-%m-%d %H:%M:%S}",
            value,
            f"{value:%Y/%m/%d %H:%M}",
            f"{value.year}. {value.month}. {value.day}. {value:%H:%M}",
        )
    )


def release(chance: Random, value: datetime) -> Cell:
    """Write the end of a quarantine: any way where it ends at noon, with its time elsewhere."""
    return chance.choice(RELEASES)[1](value) if value.hour == 12 else moment(chance, value)


def slot(chance: Random, index: int, times: tuple[str, ...]) -> Cell:
    """Write a slot by its number or its time."""
    return chance.choice((index + 1, str(index + 1), f"{index + 1}차", times[index]))


def temperature(chance: Random, value: Decimal | None) -> Cell:
    """Write a temperature as a number or text, with a comma or a degree sign."""
    if value is None:
        return ""
    text = str(value)
    return chance.choice(
        (float(value), float(value), text, text.replace(".", ","), f"{text}℃", wide(text), f" {text} ")
    )


def yes(chance: Random, value: Yes) -> Cell:
    """Write a yes or a no in one of many ways."""
    if value is None:
        return ""
    return chance.choice(YES if value else NO)
