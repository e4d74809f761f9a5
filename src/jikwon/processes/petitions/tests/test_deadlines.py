"""Deadlines as the sheets show them: lengths, extensions, standstills, what is late, what the system says otherwise."""

from collections.abc import Sequence

import pytest

from jikwon.processes.petitions.tests.exports import asked, cells, number, office, only, results, row, run

COUNTED = (
    ("2021-10-05 09:30", "7일", "2021-10-14"),
    ("2021-09-17 10:00", "7일", "2021-09-30"),
    ("2021-10-05 09:30", "14일", "2021-10-25"),
    ("2021-10-08 16:40", "즉시", "2021-10-12 10:40"),
    ("2021-10-05 09:30", "즉시", "2021-10-05 13:30"),
    ("2021-10-07 14:30", "5일", "2021-10-15 14:30"),
    ("2021-10-05 20:00", "2일", "2021-10-07 18:00"),
    ("2021-10-05 09:30", "1개월", "2021-11-04"),
    ("2021-10-05", "7일", "2021-10-14"),
    ("2021-10-05 09:30", "2주", "2021-10-18"),
    ("2021-10-05 09:30", "7 근무일 이내", "2021-10-14"),
)


def test_a_deadline_is_counted_from_the_receipt() -> None:
    rows = [
        row(n, 접수일자=received, 신청일자=received, 처리기간=length, 처리일="2021-12-30 10:00")
        for n, (received, length, _) in enumerate(COUNTED, start=1)
    ]

    result = run(*rows)

    assert [each["처리기한일시"] for each in results(result).values()] == [due for _, _, due in COUNTED]
    assert result.verdict == "proved"


@pytest.mark.parametrize(("kind", "due"), [("고충", "2021-10-14"), ("고충민원", "2021-10-14"), ("건의", "2021-10-25")])
def test_without_a_length_the_kind_says_it(kind: str, due: str) -> None:
    assert only(run(row(처리기간="", 민원종류=kind)))["처리기한일시"] == due


def test_a_length_may_stand_where_the_deadline_does() -> None:
    assert only(run(row(처리기간="", **{"법정/내부처리기한": "14일"})))["처리기한일시"] == "2021-10-25"


def test_a_kind_that_nobody_knows_is_asked_once_and_remembered() -> None:
    by = office()
    waiting = run(row(처리기간="", 민원종류="기타"), row(2, 처리기간="", 민원종류="기타"), by=by, partial=False)

    result = by.answer(waiting, {(number(1), "length-missing"): "3일"}, approve=True)
    later = run(row(처리기간="", 민원종류="기타"), by=by)

    assert asked(waiting) == {(number(1), "length-missing"), (number(2), "length-missing")}
    assert result.verdict == "proved"
    assert only(later)["처리기한일시"] == "2021-10-08 09:30"


def test_the_offices_own_lengths_count() -> None:
    assert (
        only(run(row(처리기간="", 민원종류="제안"), settings={"periods": "제안=10일"}))["처리기한일시"] == "2021-10-19"
    )


@pytest.mark.parametrize("length", ["7", "이레", "0일"])
def test_a_length_without_a_reading_is_asked(length: str) -> None:
    by = office()
    waiting = run(row(처리기간=length), by=by, partial=False)

    result = by.answer(waiting, {(number(1), "length-unclear"): "7일"}, approve=True)

    assert asked(waiting) == {(number(1), "length-unclear")}
    assert only(result)["처리기한일시"] == "2021-10-14"


def test_an_extension_without_a_length_is_once_the_period_if_the_system_says_so() -> None:
    found = only(run(row(처리유형="기간연장", 처리연장횟수="1", 처리일="", **{"법정/내부처리기한": "2021-10-25"})))

    assert (found["처리기한일시"], found["연장처리기한"]) == ("2021-10-25", "2021-10-25")
    assert (found["연장처리횟수"], found["연장처리일수"]) == (1, 7)


@pytest.mark.parametrize("stated", ["", "2021-10-26"])
@pytest.mark.parametrize(("answer", "due", "days"), [("7일", "2021-10-25", 7), ("2021-10-27", "2021-10-27", 9)])
def test_another_extension_is_a_question(stated: str, answer: str, due: str, days: int) -> None:
    by = office()
    waiting = run(row(처리연장횟수="1", **{"법정/내부처리기한": stated}), by=by, partial=False)

    result = by.answer(waiting, {(number(1), "extension-unclear"): answer}, approve=True)

    assert asked(waiting) == {(number(1), "extension-unclear")}
    assert (only(result)["처리기한일시"], only(result)["연장처리일수"]) == (due, days)


@pytest.mark.parametrize("column", ["불산입기간처리횟수", "내용보완요청횟수"])
@pytest.mark.parametrize(("answer", "due"), [("2021-10-20", "2021-10-20"), ("as-counted", "2021-10-14")])
def test_a_deadline_that_stood_still_is_a_question(column: str, answer: str, due: str) -> None:
    by = office()
    waiting = run(row(**{column: "1"}), by=by, partial=False)

    result = by.answer(waiting, {(number(1), "deadline-stands-still"): answer}, approve=True)

    assert asked(waiting) == {(number(1), "deadline-stands-still")}
    assert only(result)["처리기한일시"] == due


def test_a_system_date_that_differs_is_listed() -> None:
    result = run(
        row(**{"법정/내부처리기한": "2021-10-12 18:00"}), row(2, **{"법정/내부처리기한": "2021-10-14 24:00"}),
        row(3, **{"법정/내부처리기한": "2021-10-14 18:00"}),
    )  # fmt: skip

    assert cells(result, "기한차이") == [(number(1), "2021-10-12 18:00", "2021-10-14")]
    assert result.verdict == "proved"


LATE: Sequence[tuple[dict[str, str], int | None]] = (
    ({"처리일": "2021-10-14 23:59"}, None),
    ({"처리일": "2021-10-15 00:01"}, 1),
    ({"처리일": "2021-10-18 10:00"}, 2),
    ({"처리일": "2021-10-17 10:00"}, 1),
    ({"처리유형": "처리중", "처리일": ""}, 22),
    ({"처리유형": "타기관이송", "처리일": "2021-11-10 10:00"}, None),
    ({"처리유형": "민원취하", "처리일": ""}, None),
    ({"처리유형": "병합처리", "처리일": ""}, None),
    ({"처리기간": "즉시", "처리일": "2021-10-05 13:30"}, None),
    ({"처리기간": "즉시", "처리일": "2021-10-05 13:31"}, 1),
)


def test_what_is_late_is_listed_with_its_working_days() -> None:
    result = run(*(row(n, **said) for n, (said, _) in enumerate(LATE, start=1)))

    listed = {each[0]: each[-1] for each in cells(result, "지연")}
    assert listed == {number(n): late for n, (_, late) in enumerate(LATE, start=1) if late is not None}
    assert result.verdict == "proved"


@pytest.mark.parametrize(
    ("said", "code", "answer"),
    [
        ({"처리일": "2021-10-04 10:00"}, "closed-before-received", "2021-10-06 10:00"),
        ({"처리일": "10월 6일"}, "closed-unclear", "2021-10-06"),
        ({"신청일자": "어제"}, "applied-unclear", "2021-10-05 09:00"),
        ({"접수일자": "2021-13-05 09:00"}, "received-unclear", "2021-10-05 09:30"),
        ({"접수일자": "2021-10-05", "처리기간": "즉시"}, "received-time-missing", "2021-10-05 09:30"),
        ({"처리기간": "2일", "처리일": "2021-10-07"}, "closed-time-missing", "2021-10-07 09:00"),
        ({"법정/내부처리기한": "추후 통보"}, "due-unclear", "none"),
        ({"처리연장횟수": "여러 번"}, "extensions-unclear", "0"),
    ],
)
def test_what_has_no_reading_is_asked(said: dict[str, str], code: str, answer: str) -> None:
    by = office()
    waiting = run(row(**said), by=by, partial=False)

    result = by.answer(waiting, {(number(1), code): answer}, approve=True)

    assert asked(waiting) == {(number(1), code)}
    assert result.state == "released"
    assert only(result)["처리상태"] == "완료"


def test_the_working_days_of_a_petition_count_the_first() -> None:
    assert only(run(row()))["실처리일수"] == 5  # 5, 6, 7, 8 and 12 October; the 9th to 11th are off
