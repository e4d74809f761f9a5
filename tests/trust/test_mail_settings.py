"""The office's mail server in `settings.toml`."""

from datetime import timedelta
from pathlib import Path

import pytest

from jikwon.model.mail import MailUnset
from jikwon.trust.errors import SettingsInvalid
from jikwon.trust.home import Home
from jikwon.trust.settings import load

MAIL = """
[mail]
server = "mail.songpa.go.kr"
sender = "민원여권과 <robot@songpa.go.kr>"
domains = ["songpa.go.kr"]
credential = "post"
"""
RECORD = """
[mail.record]
server = "imap.songpa.go.kr"
folder = "보낸편지함"
complete = true
settles_s = 5
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


def test_what_is_not_said_is_encrypted_and_without_a_record(home: Home) -> None:
    home.settings.write_text(MAIL, "utf-8")

    server = load(home).mail_server(home)

    assert (server.security, server.port, server.record) == ("starttls", 587, None)
    assert server.domains == ("songpa.go.kr",)
    assert load(home).credentials_of(["mail"]) == {"post"}
    assert load(home).credentials_of(["petition"]) == set()


def test_a_record_is_complete_only_where_the_office_says_so(home: Home) -> None:
    home.settings.write_text(MAIL + RECORD.replace("complete = true\n", ""), "utf-8")
    unsaid = load(home).mail_server(home).record
    home.settings.write_text(MAIL + RECORD, "utf-8")
    said = load(home).mail_server(home).record

    assert unsaid is not None
    assert said is not None
    assert (unsaid.is_complete, said.is_complete) == (False, True)
    assert (said.folder, said.port, said.settles_within) == ("보낸편지함", 993, timedelta(seconds=5))


@pytest.mark.parametrize(
    "wrong",
    [
        MAIL + 'security = "none"\n',
        MAIL + RECORD + 'security = "none"\n',
        MAIL + 'security = "ssl"\n',
        MAIL.replace('["songpa.go.kr"]', "[]"),
        MAIL + "port = 0\n",
        MAIL + 'passwort = "x"\n',
    ],
)
def test_what_is_wrong_is_refused_before_any_work(home: Home, wrong: str) -> None:
    home.settings.write_text(wrong, "utf-8")

    with pytest.raises(SettingsInvalid, match=r"settings\.toml"):
        load(home)


def test_an_office_without_mail_is_told_what_to_write(home: Home) -> None:
    with pytest.raises(MailUnset, match=r"\[mail\]"):
        load(home).mail_server(home)


def test_loopback_may_go_without_encryption(home: Home) -> None:
    home.settings.write_text(MAIL.replace("mail.songpa.go.kr", "127.0.0.1") + 'security = "none"\n', "utf-8")

    assert load(home).mail_server(home).security == "none"
