"""What the portal knows: the people in quarantine, and what each has answered in the app."""

from datetime import date, datetime
from typing import Final

from jikwon.model import Personal, fact

SLOTS: Final = ("10:00", "15:00", "20:00")
YES, NO = "예", "아니오"


@fact
class Quarantined:
    """One person in quarantine; times are Asia/Seoul. `has_app` is false for who is called by phone instead."""

    id: Personal[str]
    name: Personal[str]
    born: Personal[date]
    mobile: Personal[str]
    dong: Personal[str]
    official: Personal[str]
    department: str
    begun_on: Personal[date]
    released_at: Personal[datetime]
    status: Personal[str]
    has_app: bool


@fact
class Answer:
    """One answer of the app, as its user has typed it; `deviant` names what is wrong with it on purpose."""

    id: Personal[str]
    on: date
    slot: str
    answered_at: Personal[datetime]
    temperature: Personal[str]
    fever: Personal[str]
    cough: Personal[str]
    sore_throat: Personal[str]
    short_breath: Personal[str]
    note: Personal[str] = ""
    deviant: str = ""
