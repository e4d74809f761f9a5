"""결과: every cell against the row it names and against the register; the outcome judged again."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from jikwon.model import Answer, Check
from jikwon.processes.monitoring.verify_sources import Sources, Where, keys_of, name_key, same_phone_or_blank
from jikwon.processes.monitoring.verify_words import (
    CHANNELS,
    REPORT,
    SIGNS,
    SILENT_WORDS,
    is_silent,
    letters,
    moment,
    sign,
    temperature,
    text,
    whole,
)
from jikwon.proof import (
    RESIDENT_NUMBER,
    Proof,
    Row,
    Told,
    each,
    moment_of,
    no_repeat,
    number_of,
    plain,
    same_cells,
    same_letters,
    same_phone,
)
from jikwon.proof.register import release_of

FEVER: Final = Decimal("37.5")
LOWEST, HIGHEST = Decimal("34.0"), Decimal("42.0")
_SIGN_CODES: Final = dict(zip(SIGNS, ("fever", "cough", "throat", "breath"), strict=True))
_WHO: Final = ("report-of-nobody", "report-of-two", "report-name-differs")
_MEANINGS: Final = {
    "이탈": "이탈", "이탈의심": "이탈의심", "확진": "확진전환", "확진전환": "확진전환", "이관": "이관",
}  # fmt: skip
_OUT: Final = {"확진": "확진전환", "확진전환": "확진전환", "이관": "이관", "타지역이관": "이관"}
_ABOUT_RELEASE: Final = ("release-unclear", "status-unclear", "status-unknown", "rows-contradict")


def results(proof: Proof) -> Iterator[Check]:
    """Hold 결과 against the register and the reports."""
    sources = proof.once(Sources)
    table = proof.sheet(REPORT, "결과")
    yield no_repeat("nobody-twice", table.rows, lambda row: (person(row), row["회차"]))
    yield same_cells(
        "people", table.rows, expected=lambda row: _of_person(row, sources),
        columns={
            "격리자관리번호": _is_one_of, "성명": _is_name, "행정동": _is_one_of, "담당공무원": _is_one_of,
            "점검일": _equal, "회차": _is_one_of,
        },
    )  # fmt: skip
    said = [row for row in table.rows if row["입력경로"] is not None]
    columns = {"응답일시": _same_moment, "체온": _same_temperature, "비고": _same_note, "회차": _equal}
    yield same_cells(
        "results", said, expected=lambda row: _of_report(row, sources),
        columns={**columns, **dict.fromkeys(SIGNS, _equal), "원본파일": _is_theirs},
    )  # fmt: skip
    yield each("outcomes", said, lambda row: _is_outcome(row, sources))
    yield each("excused", [row for row in table.rows if row["입력경로"] is None], lambda row: _is_silent(row, sources))


def person(row: Row) -> str:
    """Give the key of an output row's person."""
    return text(row["격리자관리번호"]) or letters(row["성명"])


def _key(row: Row, sources: Sources) -> str:
    """Give the register's key of an output row's person."""
    if row["격리자관리번호"] is not None:
        return text(row["격리자관리번호"])
    name = letters(row["성명"])
    return next((key for key in sources.people if key.startswith(f"{name}|")), "")


def _of_person(row: Row, sources: Sources) -> Mapping[str, object] | None:
    key = _key(row, sources)
    if key not in sources.people:
        return None
    return {
        **{name: sources.words(key, name) for name in ("격리자관리번호", "행정동", "담당공무원")},
        "성명": sources.said(key, "성명"),
        "점검일": f"{sources.day}",
        "회차": sources.slots,
    }


def _of_report(row: Row, sources: Sources) -> Mapping[str, object] | None:
    report = sources.report(row)
    if report is None:
        return None
    about = answers(row, sources)
    given = about.get("temperature-unclear")
    took = report.get("체온") if given is None else Told(value="" if given.choice == "none" else given.value)
    slot = sources.slot_of(report)
    return {
        "응답일시": (report.get("응답일시"), report.get("점검일")) if _is_plain(report) else None,
        "체온": took,
        "비고": report.get("비고"),
        "회차": slot if slot and not _settled_slot(row, sources) else Told(value=row["회차"]),
        **{name: _sign(report, name, about) for name in SIGNS},
        "원본파일": (row, report, sources),
    }


def _is_plain(report: Row) -> bool:
    return report.get("응답일시") is not None


def answers(row: Row, sources: Sources) -> Mapping[str, Answer]:
    """Give what people answered about an output row's slot."""
    if not sources.has_answers:
        return {}
    return sources.answers(_key(row, sources), text(row["회차"])) or sources.answers(person(row), text(row["회차"]))


def where(row: Row) -> Where:
    """Give input, file and row that an output row names."""
    return (CHANNELS.get(text(row["입력경로"]), ""), text(row["원본파일"]), whole(row["원본행"]))


def _settled_slot(row: Row, sources: Sources) -> bool:
    given = sources.answers_about(where(row))
    return any(code in given for code in ("slot-unknown", "day-unclear", "moment-unclear"))


def _sign(report: Row, name: str, about: Mapping[str, Answer]) -> object:
    given = about.get(f"{_SIGN_CODES[name]}-unclear") if about else None
    if given is not None:
        return Told(value={"yes": "예", "no": "아니오"}.get(given.choice, ""))
    return sign(report.get(name))


def _is_theirs(_: object, wanted: tuple[Row, Row, Sources]) -> bool:
    """Check that a report's row is about the person beside whom it stands: by id, by name and birth, or by a person."""
    row, report, sources = wanted
    key = _key(row, sources)
    given = sources.answers_about(where(row))
    told = next((given[code] for code in _WHO if code in given), None)
    if told is not None:
        return (told.choice or told.value.strip()) == key
    number = plain(report.get("격리자관리번호"))
    if number:
        return number == key and _agrees(report, key, sources)
    named = name_key(report)
    rows = [each for each in sources.people.get(named, ()) if same_phone_or_blank(each, report)]
    return bool(named) and {keys_of(each)[0] for each in rows if not sources.was_released(each)} == {key}


def _agrees(report: Row, key: str, sources: Sources) -> bool:
    name = letters(report.get("성명"))
    return not name or name in {letters(cell) for cell in sources.said(key, "성명")}


def _is_outcome(row: Row, sources: Sources) -> bool:
    """Judge the outcome again from the row's own cells and the report's own word."""
    report = sources.report(row)
    if report is None:
        return False
    about, shown = answers(row, sources), row["결과구분"]
    for code in ("sign-missing", "answer-incomplete", "symptom-in-note"):
        if code in about:
            return shown == about[code].choice
    word = letters(report.get("결과구분"))
    if word in _MEANINGS:
        return shown == _MEANINGS[word]
    if (given := about.get("result-unknown")) is not None and given.choice in _MEANINGS.values():
        return shown == given.choice
    signs = [row[name] for name in SIGNS]
    took = number_of(row["체온"])
    if "예" in signs or (took is not None and took >= FEVER):
        return shown == "유증상"
    if took is None and all(each is None for each in signs):
        return shown == "미응답" or shown in _MEANINGS.values()
    return shown in ("정상", *(_MEANINGS.values() if word and given is None and _is_odd(word) else ()))


def would_be(report: Row) -> set[str]:
    """Give what a report that does not stand may be shown as: what it would have been, else its own word."""
    own = plain(report.get("결과구분"))
    word, took = letters(own), temperature(report.get("체온"))
    signs = [sign(report.get(name)) for name in SIGNS]
    number = took if isinstance(took, Decimal) else None
    is_read = None not in signs and took is not None and (number is None or LOWEST <= number <= HIGHEST)
    if not is_read or (word not in _MEANINGS and word and _is_odd(word) and not SILENT_WORDS.fullmatch(word)):
        return {own}
    if word in _MEANINGS:
        return {_MEANINGS[word]}
    if "예" in signs or (number is not None and number >= FEVER):
        return {"유증상"}
    if is_silent(report):
        return {"미응답"}
    return {own} if word in ("유증상", "증상있음") or (number is None and "" in signs) else {"정상", own}


def _is_odd(word: str) -> bool:
    """Tell whether a reported word is none that the proof knows: the office has said once what it means."""
    return re.fullmatch(r"정상|이상없음|양호|무증상|유증상|증상있음|-", word) is None


def _is_silent(row: Row, sources: Sources) -> bool:
    """Hold a slot without a report against the register: released, confirmed, transferred, or nobody answered."""
    if any(row[name] is not None for name in ("응답일시", "체온", *SIGNS, "비고", "원본파일", "원본행")):
        return False
    key, slot = _key(row, sources), sources.slots.get(text(row["회차"]))
    if slot is None:
        return False
    if any(code in answers for answers in _all_answers(row, sources) for code in _ABOUT_RELEASE):
        return row["결과구분"] in ("해제", "확진전환", "이관", "미응답")
    words = {letters(cell) for cell in sources.said(key, "상태")}
    excused = {_OUT[word] for word in words if word in _OUT}
    released = [release_of(cell) for cell in sources.said(key, "해제예정일시")]
    if any(end <= slot for end in released[:1]) or (words & {"해제", "격리해제"} and not released):
        return row["결과구분"] == "해제"
    return row["결과구분"] in (excused or {"미응답"}) or (
        bool(words - {*_OUT, "", "격리중", "자가격리중"}) and not excused
    )


def _all_answers(row: Row, sources: Sources) -> Iterator[Mapping[str, Answer]]:
    for slot in sources.slots:
        yield sources.answers(_key(row, sources), slot)


def _equal(cell: object, wanted: object) -> bool:
    return text(cell) == text(wanted)


def _is_one_of(cell: object, wanted: object) -> bool:
    return text(cell) in wanted  # type: ignore[operator]


def _is_name(cell: object, wanted: object) -> bool:
    said: list[object] = wanted  # type: ignore[assignment]
    return any(same_letters(cell, each) for each in said) or (cell is None and not said)


def _same_moment(cell: object, wanted: object) -> bool:
    at = moment(*wanted) if isinstance(wanted, tuple) else None
    return moment_of(cell) == at if at is not None else cell is None


def _same_temperature(cell: object, wanted: object) -> bool:
    took = temperature(wanted)
    return cell is None if took == "" else took is not None and number_of(cell) == took


def _same_note(cell: object, wanted: object) -> bool:
    return plain(cell) == plain(RESIDENT_NUMBER.sub("[주민등록번호]", text(wanted)))


__all__ = ["answers", "person", "results", "same_phone", "where"]
