"""Which entries the address asks for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jikwon.console.shell import words
from jikwon.model import fact
from jikwon.trust.chain import Entry


@fact
class Filter:
    """Parts of a name, of a deed and of a run, and the first and last day; what is empty asks for everything."""

    actor: str = ""
    action: str = ""
    run: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Filter":
        """Read the address; a day that is none is passed over."""
        return cls(
            actor=str(given.get("actor", "")).strip(), action=str(given.get("action", "")).strip(),
            run=str(given.get("run", "")).strip(),
            since=_day(given.get("since", "")), until=_day(given.get("until", "")),
        )  # fmt: skip

    def takes(self, entry: Entry) -> bool:
        """Tell whether an entry is asked for."""
        day = entry.at.date()
        return (
            self.actor in entry.actor
            and (self.action in entry.action or self.action in said(entry.action))
            and self.run in entry.run
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )

    @property
    def words(self) -> str:
        """Say what was asked for, for the trail itself."""
        given = {"actor": self.actor, "action": self.action, "run": self.run, "since": self.since, "until": self.until}
        return " ".join(f"{name}={value}" for name, value in given.items() if value)


def said(action: str) -> str:
    """Give a deed in the reader's language; one that has no words there as it stands."""
    return words.say("actions", f"trail.{action}")


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
