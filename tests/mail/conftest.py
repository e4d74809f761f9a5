"""A mail server of the practice office, and a robot that sends through it."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from jikwon.model import Intent
from jikwon.model.dates import SEOUL
from jikwon.model.mail import MailServer
from jikwon.tools.mail import Letter, Mailer, compose
from jikwon_practice.mailbox import PracticeMailbox

KEY = "petitions/mail/0123456789abcdef/1"
AT = datetime(2021, 11, 3, 9, 0, tzinfo=SEOUL)
TO = ("kim@songpa.go.kr", "lee@songpa.go.kr")


def message(*, to: tuple[str, ...] = TO, text: str = "보고합니다.\n") -> bytes:
    return compose(Letter(sender="민원여권과 <robot@songpa.go.kr>", to=to, subject="처리 결과", text=text, at=AT))


def server_of(peer: PracticeMailbox, **differing: object) -> MailServer:
    given = {
        "server": "127.0.0.1", "port": peer.port, "security": peer.security, "sender": "robot@songpa.go.kr",
        "domains": ("songpa.go.kr",), "timeout": timedelta(seconds=5), "authority": str(peer.authority or ""),
    }  # fmt: skip
    return MailServer(**{**given, **differing})  # type: ignore[arg-type]


def robot_of(peer: PracticeMailbox, *, answers_within: timedelta = timedelta(seconds=5), **differing: object) -> Mailer:
    secrets = {"account": "robot", "password": "송신-비밀"}
    return Mailer(server_of(peer, **differing), secrets.__getitem__, answers_within=answers_within)


class Ledger:
    """The notes of an act, as the engine keeps them."""

    def __init__(self) -> None:
        self.noted: Mapping[str, str] = {}

    def note(self, noted: Mapping[str, str]) -> None:
        self.noted = dict(noted)

    @property
    def intent(self) -> Intent:
        return Intent(at=AT, noted=self.noted)


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[PracticeMailbox]:
    with PracticeMailbox(tmp_path / "mailbox") as running:
        yield running


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()
