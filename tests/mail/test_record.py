"""A record of sent mail that can be asked over IMAP: what it tells after the answer was lost."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec

import pytest
from tests.mail.conftest import AT, KEY, Ledger, message, robot_of
from tests.needing import need

from jikwon.model import Intent, Probe
from jikwon.model.mail import MailRecord
from jikwon.tools.mail import MailAnswerLost, Mailer, MailForbids, RecordUnreadable, Sent
from jikwon_practice.mailbox import PracticeMailbox

FOLDER = "보낸편지함"


@pytest.fixture
def port(peer: PracticeMailbox) -> Iterator[int]:
    need("" if find_spec("twisted") else "the practice record's IMAP face needs twisted")
    with peer.asked(FOLDER, account="robot", password="송신-비밀") as port:
        yield port


def robot(peer: PracticeMailbox, port: int, *, is_complete: bool = True, folder: str = FOLDER) -> Mailer:
    record = MailRecord(
        server="127.0.0.1", port=port, security="none", folder=folder, is_complete=is_complete,
        settles_within=timedelta(seconds=0.3),
    )  # fmt: skip
    return robot_of(peer, record=record)


def lose_the_answer(peer: PracticeMailbox, ledger: Ledger, fault: str) -> None:
    peer.faults(**{fault: 1})
    with pytest.raises(MailAnswerLost):
        robot_of(peer).send(message(), key=KEY, note=ledger.note)
    peer.faults()


def test_a_mail_that_is_on_record_was_sent(peer: PracticeMailbox, ledger: Ledger, port: int) -> None:
    robot_of(peer).send(message(), key=KEY.replace("/1", "/2"), note=Ledger().note)
    lose_the_answer(peer, ledger, "drop_taken")

    found = robot(peer, port).find(KEY, ledger.intent)

    assert isinstance(found, Sent)
    assert (found.message_id, found.recipients) == ("<petitions.mail.0123456789abcdef.1@songpa.go.kr>", 2)
    assert robot(peer, port, is_complete=False).find(KEY, ledger.intent) == found


def test_a_mail_that_a_complete_record_lacks_was_not_sent_and_another_record_cannot_tell(
    peer: PracticeMailbox, ledger: Ledger, port: int
) -> None:
    robot_of(peer).send(message(), key=f"{KEY}1", note=Ledger().note)  # its id begins with ours
    lose_the_answer(peer, ledger, "drop_untaken")

    assert robot(peer, port).find(KEY, ledger.intent) is Probe.NOT_THERE
    assert robot(peer, port, is_complete=False).find(KEY, ledger.intent) is Probe.CANNOT_TELL


def test_a_mail_that_the_server_still_works_on_is_waited_for(peer: PracticeMailbox, ledger: Ledger, port: int) -> None:
    peer.faults(slow_s=0.2)
    with pytest.raises(MailAnswerLost):
        robot_of(peer, answers_within=timedelta(seconds=0.05)).send(message(), key=KEY, note=ledger.note)

    assert isinstance(robot(peer, port).find(KEY, ledger.intent), Sent)


def test_a_folder_that_is_not_there_or_a_wrong_login_is_told(peer: PracticeMailbox, ledger: Ledger, port: int) -> None:
    lose_the_answer(peer, ledger, "drop_taken")

    with pytest.raises(RecordUnreadable):
        robot(peer, port, folder="없는 폴더").find(KEY, ledger.intent)
    with pytest.raises(MailForbids), peer.asked(FOLDER, account="robot", password="other") as other:
        robot(peer, other).find(KEY, ledger.intent)


def lost(since: timedelta = timedelta()) -> Intent:
    """Ask as after a restore: what was noted up to a moment before now is lost."""
    return Intent(at=AT, lost_until=datetime.now(UTC) - since)


def test_a_mail_whose_note_is_lost_is_looked_up(peer: PracticeMailbox, ledger: Ledger, port: int) -> None:
    robot_of(peer).send(message(), key=KEY, note=ledger.note)

    assert isinstance(robot(peer, port).find(KEY, lost()), Sent)
    assert robot_of(peer).find(KEY, lost()) is Probe.CANNOT_TELL


def test_a_mail_that_may_have_left_just_before_the_restore_is_looked_up_again_when_it_must_be_there(
    peer: PracticeMailbox, port: int
) -> None:
    begin = time.monotonic()

    assert robot(peer, port).find(KEY, lost()) is Probe.NOT_THERE

    assert time.monotonic() - begin > 0.25
