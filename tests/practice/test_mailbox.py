"""The practice office's mailbox: what its mail server has taken, as a person and as a test see it."""

import smtplib
from pathlib import Path

import pytest
from tests.mail.conftest import AT

from jikwon.tools.mail import Attachment, Letter, compose
from jikwon_practice.office import Practice

from .visitor import Answer as Came
from .visitor import Visitor

HWPX = Attachment(name="민원 처리결과 보고.hwpx", data=b"PK\x03\x04 report")


class Reader(Visitor):
    """Somebody at the mailbox."""

    def give_password(self, password: str) -> Came:
        login = "/mailbox/login"
        return self.post(login, token_from=login, given={"account": self.office.account, "password": password})

    def give_code(self, code: str) -> Came:
        return self.post("/mailbox/login/code", token_from="/mailbox/login/code", given={"code": code})


def send(office: Practice, subject: str) -> None:
    letter = Letter(
        sender="robot@songpa.go.kr", to=("kim@songpa.go.kr",), subject=subject, text="가. 접수: 12건\n", at=AT,
        attachments=(HWPX,),
    )  # fmt: skip
    with smtplib.SMTP("127.0.0.1", office.mail_port, timeout=10) as server:
        server.sendmail(letter.sender, letter.to, compose(letter))


@pytest.fixture
def reader(office: Practice) -> Reader:
    made = Reader(office)
    made.sign_in()
    return made


def test_a_mail_is_listed_shown_and_its_file_given(office: Practice, reader: Reader) -> None:
    send(office, "단순 민원 처리 결과(10월)")
    number = office.mails()[-1].number

    assert "단순 민원 처리 결과(10월)" in reader.get("/mailbox/mails").text
    page = reader.get(f"/mailbox/mails/{number}").text
    assert "가. 접수: 12건" in page
    assert HWPX.name in page
    given = reader.get(f"/mailbox/mails/{number}/files/1")
    assert given.content == HWPX.data
    assert given.headers.get_content_type() == "application/hwp+zip"
    assert reader.get(f"/mailbox/mails/{number}/files/2").status == 404
    assert reader.get("/mailbox/mails/999999").status == 404


def test_nobody_sees_mails_unsigned(office: Practice) -> None:
    assert Visitor(office).get("/mailbox/mails").address.endswith("/mailbox/login")


def test_faults_strike_the_next_mail(office: Practice) -> None:
    known = len(office.mails())
    office.mail_faults(refused={"kim@songpa.go.kr": 550})
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(office, "거절")
    office.mail_faults()
    assert len(office.mails()) == known


def test_after_a_restart_the_server_listens_where_it_did_and_has_its_record(tmp_path: Path) -> None:
    with Practice(seed=2, cases=1, folder=tmp_path) as office:
        send(office, "하나")
        port = office.mail_port
        office.stop()
        office.start()
        send(office, "둘")

        assert office.mail_port == port
        assert [str(each.message["Subject"]) for each in office.mails()] == ["하나", "둘"]
