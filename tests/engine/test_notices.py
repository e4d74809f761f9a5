"""The owner of a standing order hears once, by mail, that a run of it needs a person; and nothing personal is in it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine.desk import Desk
from tests.engine.orders import ago, look, request

from jikwon.engine.triggers import notices, orders
from jikwon.engine.triggers.notices import Notices
from jikwon.engine.triggers.orders import SCHEDULE
from jikwon.model import InputError, State
from jikwon.records import runs, triggers
from jikwon_practice.mailbox import PracticeMailbox

TO = "kim@songpa.go.kr, lee@songpa.go.kr"


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[PracticeMailbox]:
    with PracticeMailbox(tmp_path / "mailbox") as running:
        yield running


@pytest.fixture
def office(desk: Desk, peer: PracticeMailbox) -> Desk:
    desk.office.home.settings.write_text(
        f'[mail]\nserver = "127.0.0.1"\nport = {peer.port}\nsecurity = "{peer.security}"\n'
        f'sender = "robot@songpa.go.kr"\ndomains = ["songpa.go.kr"]\nauthority = "{peer.authority or ""}"\n',
        "utf-8",
    )
    vars(desk.office).pop("settings", None)
    return desk


def begun(office: Desk, state: State | None, *, mail: str = TO) -> str:
    """Let a schedule start a run that comes to rest in a state."""
    asked = request(office, office.file(("L1", "김하나")), mail=mail)
    orders.add(office.office, "매일", SCHEDULE, "test-letters", asked)
    ago("매일", days=1)
    look(office)
    (row,) = runs.latest()
    if state is not None:
        runs.end(row.id, time.time(), state)
    return row.id


@pytest.mark.parametrize("state", [State.NEEDS_PEOPLE, State.AWAITING_APPROVAL, State.FAILED, State.REFUTED])
def test_the_owner_hears_once_of_a_run_that_needs_a_person(office: Desk, peer: PracticeMailbox, state: State) -> None:
    run = begun(office, state)

    for _ in range(3):
        Notices(office.office).look()

    (taken,) = peer.record()
    assert set(taken.to) == {"kim@songpa.go.kr", "lee@songpa.go.kr"}
    said = f"{taken.message['Subject']} {taken.message.get_content()}"
    assert run in said
    assert "매일" in said
    assert "김하나" not in said


@pytest.mark.parametrize("state", [None, State.RELEASED, State.PAUSED])
def test_nobody_is_told_of_a_run_that_goes_its_way(office: Desk, peer: PracticeMailbox, state: State | None) -> None:
    begun(office, state)

    Notices(office.office).look()

    assert peer.record() == ()


def test_an_owner_who_asked_for_no_mail_gets_none(office: Desk, peer: PracticeMailbox) -> None:
    begun(office, State.FAILED, mail="")

    Notices(office.office).look()

    assert peer.record() == ()


def test_a_run_that_could_not_be_started_is_told(office: Desk, peer: PracticeMailbox) -> None:
    path = office.file(("L1", "김하나"))
    orders.add(office.office, "매일", SCHEDULE, "test-letters", request(office, path, mail=TO))
    path.unlink()
    ago("매일", days=1)
    look(office)

    Notices(office.office).look()

    assert len(peer.record()) == 1


def test_a_server_that_is_off_is_asked_again_and_the_mail_leaves_once(office: Desk, peer: PracticeMailbox) -> None:
    begun(office, State.NEEDS_PEOPLE)
    peer.close()
    again = Notices(office.office)
    again.look()
    assert triggers.untold("매일")

    peer.start()
    again.look()
    assert peer.record() == ()  # it is left alone for a while
    Notices(office.office).look()

    assert len(peer.record()) == 1


def test_who_dies_while_the_mail_leaves_does_not_send_it_again(
    office: Desk, peer: PracticeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(office, State.NEEDS_PEOPLE)
    peer.faults(drop_untaken=1)  # the line breaks after it was noted that the mail leaves: nobody knows

    Notices(office.office).look()
    Notices(office.office).look()

    assert len(peer.record()) <= 1
    assert not triggers.untold("매일")


@pytest.mark.parametrize("mail", ["kim@elsewhere.kr", "김"])
def test_addresses_outside_the_office_are_refused_before_the_order_is_kept(office: Desk, mail: str) -> None:
    with pytest.raises(InputError):
        begun(office, None, mail=mail)
    assert triggers.every() == []


def test_without_a_mail_server_no_mail_can_be_asked_for(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        begun(desk, None)
    assert "[mail]" in caught.value.text("ko")


def test_a_fault_that_nobody_foresaw_is_logged_and_the_owner_hears_later(
    office: Desk, peer: PracticeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(office, State.FAILED)
    watching = Notices(office.office)
    with monkeypatch.context() as patch:
        patch.setattr(notices, "AGAIN_AFTER_S", 0)
        patch.setattr(notices, "compose", lambda _letter: [][0])
        watching.look()

    watching.look()

    assert len(peer.record()) == 1
