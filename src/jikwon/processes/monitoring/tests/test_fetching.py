"""Fetching the app's answers where no file was given."""

from datetime import date

import pytest

from jikwon.model import InputError, Site, State
from jikwon.model.catalog import at as process_at
from jikwon.processes.monitoring.fakes import FakeQuarantine
from jikwon.processes.monitoring.tests.days import FOLDER, REPORT, dropped, inputs, outcomes, person, run, said
from jikwon.testing import Office
from jikwon.tools.browser import LoginRefused, SessionLost

DAY = date(2021, 10, 6)
WELL = {
    "격리자관리번호": "Q1", "점검일": f"{DAY}", "회차": "1차", "응답일시": "2021-10-06 09:58:00", "체온(℃)": "36.5",
    "발열감": "아니오", "기침": "아니오", "인후통": "아니오", "호흡곤란": "아니오",
}  # fmt: skip


def office(page: FakeQuarantine, *, is_set_up: bool = True) -> Office:
    site = Site(name="quarantine", address="https://app.test", credential="quarantine")
    return Office(
        process=process_at(FOLDER), as_of="2021-10-06T10:30", sites=[site] if is_set_up else [],
        open_site=lambda _run, _name: page,
    )  # fmt: skip


def test_without_a_file_the_days_answers_are_fetched_and_proved_like_a_given_file() -> None:
    page = FakeQuarantine({DAY: [WELL, {**WELL, "격리자관리번호": "Q2", "기침": "예"}]})
    result = run([person(), person("Q2", "박두리")], by=office(page))

    assert outcomes(result) == {("Q1", "10:00"): "정상", ("Q2", "10:00"): "유증상"}
    ledger = {row["파일"]: row for row in result.sheet(REPORT, "파일원장")}
    assert (ledger["자가진단결과_20211006.csv"]["입력경로"], ledger["자가진단결과_20211006.csv"]["채택"]) == ("APP", 2)
    assert list(result.kept["answers-page"]) == ["자가진단결과_20211006.csv"]
    assert result.verdict == "proved"


def test_a_given_file_is_used_instead() -> None:
    page = FakeQuarantine()
    result = run([person()], by=office(page), app=[said()])

    assert page.exports == 0
    assert outcomes(result) == {("Q1", "10:00"): "정상"}


def test_yes_fetches_beside_a_given_file_of_the_same_name() -> None:
    page = FakeQuarantine({DAY: [WELL]})
    given = [("자가진단결과_20211006.csv", [said(temperature="36.2", 응답일시="2021-10-06 09:40")])]
    result = run([person()], by=office(page), app=given, settings={"fetch": "yes"})

    assert dropped(result) == [("자가진단결과_20211006.csv", 2, "같은 경로의 더 새로운 결과가 있음")]
    assert result.verdict == "proved"


@pytest.mark.parametrize("word", ["no", "auto"])
def test_nothing_is_fetched_where_it_is_not_wanted_or_not_set_up(word: str) -> None:
    page = FakeQuarantine({DAY: [WELL]})
    with pytest.raises(InputError):
        run([person()], by=office(page, is_set_up=word == "no"), settings={"fetch": word})

    assert page.exports == 0


def test_yes_without_a_site_says_what_to_write() -> None:
    with pytest.raises(InputError, match=r"\[sites.quarantine\]"):
        run([person()], by=office(FakeQuarantine(), is_set_up=False), settings={"fetch": "yes"})


def test_a_day_without_answers_is_a_file_without_rows() -> None:
    result = run([person()], by=office(FakeQuarantine()))

    assert outcomes(result) == {("Q1", "10:00"): "미응답"}
    assert result.verdict == "proved"


def test_a_file_with_fewer_rows_than_the_page_says_is_not_used() -> None:
    by = office(FakeQuarantine({DAY: [WELL]}, counts_wrong=1))
    result = run([person()], by=by)

    assert (result.state, result.error.code if result.error else "") == (State.FAILED, "export-incomplete")
    assert outcomes(by.resume(result)) == {("Q1", "10:00"): "정상"}


@pytest.mark.parametrize(
    "error", [LoginRefused(site="quarantine", said="계정이 잠겼습니다"), SessionLost(site="quarantine")]
)
def test_what_the_page_refuses_fails_the_run_and_a_resume_goes_on(error: LoginRefused | SessionLost) -> None:
    by = office(FakeQuarantine({DAY: [WELL]}, failures=[error]))
    result = run([person()], by=by)
    assert (result.state, result.error) == (State.FAILED, error)

    assert outcomes(by.resume(result)) == {("Q1", "10:00"): "정상"}


def test_the_day_that_is_asked_for_is_fetched() -> None:
    page = FakeQuarantine({DAY: [WELL], date(2021, 10, 5): [{**WELL, "점검일": "2021-10-05", "체온(℃)": "38.0"}]})
    result = office(page).run(inputs=inputs([person()]), settings={"date": "2021-10-05"})

    assert outcomes(result)["Q1", "10:00"] == "유증상"
