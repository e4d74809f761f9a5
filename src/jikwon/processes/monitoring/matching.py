"""Whom a report is about: one person of the register, or a question; never a guess."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from jikwon.processes.monitoring.columns import Who
from jikwon.processes.monitoring.register import Watched

NOBODY, TWO, OTHER_NAME = "report-of-nobody", "report-of-two", "report-name-differs"


class Register:
    """The watched people, found by id, or by name and birth date."""

    def __init__(self, watched: Iterable[Watched]) -> None:
        self._by_id: dict[str, Watched] = {}
        self._by_name: dict[tuple[str, str], list[Watched]] = defaultdict(list)
        for each in watched:
            if each.member.id:
                self._by_id[each.member.id] = each
            for name, birth in {(version.name, version.birth) for version in each.versions}:
                if name and birth:
                    self._by_name[name, birth].append(each)

    def by_id(self, id_: str) -> Watched | None:
        """Give the person with this id."""
        return self._by_id.get(id_)

    def find(self, who: Who) -> tuple[Watched | None, str, Sequence[Watched]]:
        """Give the one person a report is about; else why not, and who it may be about.

        An id is enough, unless a name or birth date beside it is another person's. Without an id, name and birth
        date must name one person; a phone decides between two.
        """
        named = [each for each in self._by_name.get((who.name, who.birth), ()) if _fits_phone(each, who)]
        if who.id:
            found = self._by_id.get(who.id)
            if found is None:
                return None, NOBODY, named
            if _is_theirs(found, who):
                return found, "", ()
            return None, OTHER_NAME, [found, *(each for each in named if each is not found)]
        if len(named) == 1:
            return named[0], "", ()
        return None, TWO if named else NOBODY, named


def _is_theirs(watched: Watched, who: Who) -> bool:
    return any(
        who.name in ("", each.name) and (not who.birth or not each.birth or who.birth == each.birth)
        for each in watched.versions
    )


def _fits_phone(watched: Watched, who: Who) -> bool:
    return not who.phone or any(not each.phone or each.phone == who.phone for each in watched.versions)
