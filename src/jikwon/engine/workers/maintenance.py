"""Maintenance: nothing new is begun on any machine, what is in hand ends, and people go on ordering and answering."""

from jikwon.engine.office import Office
from jikwon.model import InputError
from jikwon.records import marks
from jikwon.records.database import together
from jikwon.records.marks import Mark

NAME = "maintenance"


class UnderMaintenance(InputError):
    """The office is under maintenance, so no work is begun."""

    code = "under-maintenance"


def standing() -> Mark | None:
    """Give the maintenance that is on, with its reason; None while work is done as usual."""
    return marks.get(NAME)


def begin(office: Office, *, reason: str) -> bool:
    """Begin maintenance; False if it is on already. From the moment this returns no worker takes anything new."""
    with together():
        if not marks.put(NAME, reason, account=office.account):
            return False
        office.note("maintenance begun", why=reason)
    return True


def end(office: Office) -> bool:
    """End maintenance; False if it is not on. What waited begins, and triggers make up for one moment each."""
    with together():
        if not marks.remove(NAME):
            return False
        office.note("maintenance ended")
    return True


def refuse_work() -> None:
    """Raise `UnderMaintenance` while it is on: for commands that would work at once."""
    if mark := standing():
        raise UnderMaintenance(reason=mark.value, by=mark.account)
