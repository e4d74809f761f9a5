"""Runs as a whole: nothing twice, parts and supplements, the mail, exports that are missing."""

import pytest

from jikwon.model import SettingInvalid
from jikwon.model.mail import MailServer
from jikwon.processes.petitions.errors import DepartmentUnreadable, ExportsMissing
from jikwon.processes.petitions.tests.exports import asked, cells, number, office, process, results, row, run
from jikwon.testing import Fault, Office, check
from jikwon.tools.mail import FakeMailer, MailDomainForbidden

SERVER = MailServer(server="mail.example.go.kr", sender="robot@example.go.kr", domains=("example.go.kr",))
TO = {"mail_to": "kim@example.go.kr", "period": "2021-10"}


def test_the_process_has_its_shape() -> None:
    assert [str(finding) for finding in check(process())] == []


def test_no_export_ends_before_any_work() -> None:
    with pytest.raises(ExportsMissing):
        run()


@pytest.mark.parametrize("period", ["2021-13", "2021-10-31..2021-10-01", "시월"])
def test_a_period_that_means_nothing_ends_before_any_work(period: str) -> None:
    with pytest.raises(SettingInvalid):
        run(row(), settings={"period": period})


def test_a_department_without_a_code_ends_before_any_work() -> None:
    with pytest.raises(DepartmentUnreadable):
        run(row(), departments=",공원녹지과,2019-01-01,\n")


def test_what_is_certain_is_released_and_the_rest_after_its_answer() -> None:
    by = office()
    first = run(row(), row(2, 처리유형="심사중"), by=by)

    assert first.state == "needs-people"
    assert list(results(first)) == [number(1)]
    assert cells(first, "부서별")[-1][1] == 1

    second = by.answer(first, {(number(2), "status-unknown"): "처리중"}, approve=True)

    assert second.state == "released", [check.name for check in second.mismatches]
    assert list(results(second)) == [number(2)]
    assert cells(second, "부서별")[-1][1] == 2
    assert asked(second) == set()


def test_a_twin_of_a_petition_that_was_released_is_linked_in_the_supplement() -> None:
    by = office()
    same = {"민원제목": "같은 제목", "민원내용": "같은 내용", "민원인": "정마루"}
    first = run(row(**same), row(2, 처리유형="심사중", **same), by=by)

    second = by.answer(first, {(number(2), "status-unknown"): "완료"}, approve=True)

    assert second.state == "released", [check.name for check in second.mismatches]
    assert cells(second, "중복·재신청") == [(number(2), number(1), "중복")]


def test_the_mail_is_sent_once_however_often_the_period_is_run() -> None:
    mailer = FakeMailer()
    by = _office(mailer)

    first = run(row(), settings=TO, by=by)
    again = run(row(), settings=TO, by=by)

    assert first.state == again.state == "released", (first.mismatches, first.error)
    assert sum(mailer.times.values()) == 1


def test_other_figures_are_another_mail() -> None:
    mailer = FakeMailer()
    by = _office(mailer)

    run(row(), settings=TO, by=by)
    run(row(), row(2), settings=TO, by=by)

    assert sum(mailer.times.values()) == 2


@pytest.mark.parametrize("fault", [Fault.CRASH_BEFORE, Fault.CRASH_AFTER])
def test_a_crash_around_the_mail_leaves_it_once(fault: Fault) -> None:
    mailer = FakeMailer()
    by = _office(mailer)
    by.effects.faults["mail"] = fault
    killed = run(row(), settings=TO, by=by)

    result = by.resume(killed)

    assert result.state == "released", (result.mismatches, result.error)
    assert sum(mailer.times.values()) == 1


def test_mail_to_a_foreign_domain_ends_before_any_work() -> None:
    with pytest.raises(MailDomainForbidden):
        run(row(), settings={"mail_to": "kim@example.com"}, by=_office(FakeMailer()))


def _office(mailer: FakeMailer) -> Office:
    return Office(
        process=process(), as_of="2021-11-15T09:00", mail=SERVER, open_site=lambda _run, _name: mailer,
    )  # fmt: skip
