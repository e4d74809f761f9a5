"""What changes the outside opens to an act in hand alone, while a process's code runs."""

import threading
from collections.abc import Iterator

import pytest

from jikwon.model.doors import ActOutOfTurn, act_in_hand, behind_shut_doors, changes_outside, doors_shut


@changes_outside
def send() -> str:
    return "sent"


def in_a_thread() -> object:
    found: list[object] = []

    def work() -> None:
        try:
            found.append(send())
        except ActOutOfTurn as error:
            found.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found[0]


def test_a_tool_of_its_own_needs_no_act() -> None:
    assert send() == "sent"


def test_a_process_cannot_change_the_outside() -> None:
    with pytest.raises(ActOutOfTurn):
        behind_shut_doors(send)()
    assert send() == "sent"


def test_an_act_in_hand_opens_the_door_to_its_own_thread_alone() -> None:
    with doors_shut(), act_in_hand():
        assert send() == "sent"
        assert isinstance(in_a_thread(), ActOutOfTurn)
    assert in_a_thread() == "sent"


def test_the_door_shuts_again_when_the_act_fails() -> None:
    with doors_shut():
        with pytest.raises(ValueError, match="broken"), act_in_hand():
            raise ValueError("broken")
        with pytest.raises(ActOutOfTurn):
            send()


def test_what_a_process_yields_is_made_behind_shut_doors() -> None:
    def collect() -> Iterator[object]:
        yield in_a_thread()
        yield send()

    found = behind_shut_doors(collect)()

    assert isinstance(next(found), ActOutOfTurn)
    assert send() == "sent"  # whoever takes the items is not the process
    with pytest.raises(ActOutOfTurn):
        next(found)
