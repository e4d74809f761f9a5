"""Sending through a real mail server: once, to everybody or to nobody, and what can be told afterwards."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from tests.mail.conftest import KEY, TO, Ledger, message, robot_of

from jikwon.model import JikwonError, Probe
from jikwon.tools.mail import (
    MailAnswerLost,
    MailBusy,
    MailForbids,
    MailLacks,
    MailNotOurs,
    MailOff,
    MailRecipientsRefused,
    MailRefused,
    MailUnproven,
)
from jikwon_practice.mailbox import PracticeMailbox


def test_a_mail_arrives_as_it_was_written_with_its_id_in_front(peer: PracticeMailbox, ledger: Ledger) -> None:
    sent = robot_of(peer).send(message(), key=KEY, note=ledger.note)

    (taken,) = peer.record()
    number = "<petitions.mail.0123456789abcdef.1@songpa.go.kr>"
    assert taken.data == f"Message-ID: {number}\r\n".encode() + message()
    assert (taken.to, taken.sender) == (TO, "robot@songpa.go.kr")
    assert (sent.message_id, sent.recipients, sent.domains) == (number, 2, ("songpa.go.kr",))
    assert taken.message.get_content().splitlines() == ["보고합니다."]


def test_lines_that_begin_with_a_dot_arrive(peer: PracticeMailbox, ledger: Ledger) -> None:
    plain = b"From: robot@songpa.go.kr\r\nTo: kim@songpa.go.kr\r\n\r\n.\r\n..two\r\nend\r\n"

    robot_of(peer).send(plain, key=KEY, note=ledger.note)

    assert peer.record()[0].data.endswith(b"\r\n\r\n.\r\n..two\r\nend\r\n")


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_it_logs_in_over_an_encrypted_line_that_the_offices_authority_proves(
    tmp_path: Path, ledger: Ledger, security: str
) -> None:
    folder = tmp_path / "box"
    folder.mkdir()
    with PracticeMailbox(folder, security=security, account="robot", password="송신-비밀") as peer:
        robot_of(peer, credential="mail").send(message(), key=KEY, note=ledger.note)

        assert len(peer.record()) == 1
        with pytest.raises(MailUnproven):
            robot_of(peer, credential="mail", authority="").send(message(), key=KEY, note=ledger.note)


def test_a_wrong_login_is_tried_once_and_said_without_it(tmp_path: Path, ledger: Ledger) -> None:
    folder = tmp_path / "box"
    folder.mkdir()
    with (
        PracticeMailbox(folder, security="tls", account="robot", password="andere") as peer,
        pytest.raises(MailForbids) as refused,
    ):
        robot_of(peer, credential="mail").send(message(), key=KEY, note=ledger.note)

    assert "송신" not in str(refused.value)
    assert refused.value.run_wide
    assert ledger.noted == {}


def test_a_server_without_encryption_gets_no_login(peer: PracticeMailbox, ledger: Ledger) -> None:
    with pytest.raises(MailLacks):
        robot_of(peer, security="starttls").send(message(), key=KEY, note=ledger.note)


def test_one_refused_recipient_keeps_the_mail_from_all_and_only_the_domain_is_named(
    peer: PracticeMailbox, ledger: Ledger
) -> None:
    peer.faults(refused={"lee@songpa.go.kr": 550})
    with pytest.raises(MailRecipientsRefused) as refused:
        robot_of(peer).send(message(), key=KEY, note=ledger.note)
    assert peer.record() == ()
    assert (refused.value.fields["count"], refused.value.fields["domains"]) == (1, "songpa.go.kr")
    assert "lee" not in refused.value.dumps()

    peer.faults()
    assert robot_of(peer).find(KEY, ledger.intent) is Probe.NOT_THERE
    robot_of(peer).send(message(), key=KEY, note=ledger.note)

    assert [taken.to for taken in peer.record()] == [TO]


@pytest.mark.parametrize(
    ("faults", "error"),
    [
        ({"greylisted": 1}, MailBusy),
        ({"refused": {"kim@songpa.go.kr": 450}}, MailBusy),
        ({"busy": 1}, MailBusy),
        ({"refuse_content": 1}, MailRefused),
    ],
)
def test_after_a_refusal_it_is_certain_that_nothing_was_sent_and_another_try_sends_once(
    peer: PracticeMailbox, ledger: Ledger, faults: dict[str, object], error: type[JikwonError]
) -> None:
    peer.faults(**faults)
    with pytest.raises(error):
        robot_of(peer).send(message(), key=KEY, note=ledger.note)
    assert robot_of(peer).find(KEY, ledger.intent) is Probe.NOT_THERE

    peer.faults()
    robot_of(peer).send(message(), key=KEY, note=ledger.note)

    assert len(peer.record()) == 1


@pytest.mark.parametrize(("fault", "kept"), [("drop_taken", 1), ("drop_untaken", 0)])
def test_a_line_that_breaks_after_the_end_leaves_it_open_and_without_a_record_nobody_can_tell(
    peer: PracticeMailbox, ledger: Ledger, fault: str, kept: int
) -> None:
    peer.faults(**{fault: 1})
    with pytest.raises(MailAnswerLost):
        robot_of(peer).send(message(), key=KEY, note=ledger.note)

    assert len(peer.record()) == kept
    assert robot_of(peer).find(KEY, ledger.intent) is Probe.CANNOT_TELL


def test_a_server_that_answers_too_late_leaves_it_open(peer: PracticeMailbox, ledger: Ledger) -> None:
    peer.faults(slow_s=1.0)
    with pytest.raises(MailAnswerLost):
        robot_of(peer, answers_within=timedelta(seconds=0.2)).send(message(), key=KEY, note=ledger.note)

    until = time.monotonic() + 10
    while not peer.record() and time.monotonic() < until:
        time.sleep(0.05)
    assert len(peer.record()) == 1


def test_a_server_that_is_off_took_nothing(peer: PracticeMailbox, ledger: Ledger) -> None:
    peer.close()
    with pytest.raises(MailOff):
        robot_of(peer).send(message(), key=KEY, note=ledger.note)

    assert robot_of(peer).find(KEY, ledger.intent) is Probe.NOT_THERE


@pytest.mark.parametrize("to", [("kim@songpa.go.kr", "lee@elsewhere.kr"), ()])
def test_what_is_not_for_an_allowed_domain_never_reaches_the_server(
    peer: PracticeMailbox, ledger: Ledger, to: tuple[str, ...]
) -> None:
    with pytest.raises(MailNotOurs):
        robot_of(peer).send(message(to=to), key=KEY, note=ledger.note)

    assert peer.record() == ()


def test_a_mail_takes_a_place_and_a_turn_at_the_server_before_it_is_handed_over(
    peer: PracticeMailbox, ledger: Ledger
) -> None:
    seen = list[str]()

    class Turns:
        @contextmanager
        def place(self) -> Iterator[None]:
            seen.append("place")
            yield
            seen.append(f"left after {len(peer.record())}")

        def next(self) -> None:
            seen.append(f"turn before {len(peer.record())}")

    robot_of(peer, turns=Turns()).send(message(), key=KEY, note=ledger.note)

    assert seen == ["place", "turn before 0", "left after 1"]
