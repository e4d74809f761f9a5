"""One row of a register of quarantined people."""

from jikwon.model import Personal, fact


@fact
class Entry:
    """What one row of the register says, as written; a resident number is already a birth date.

    A process's own entry adds the columns that it alone reads. `has_release` tells whether the row's
    table has a column for the release.
    """

    id: Personal[str] = ""
    name: Personal[str] = ""
    birth: Personal[str] = ""
    phone: Personal[str] = ""
    zip: Personal[str] = ""
    address: Personal[str] = ""
    detail: Personal[str] = ""
    dong: Personal[str] = ""
    start: Personal[str] = ""
    release: Personal[str] = ""
    status: Personal[str] = ""
    has_release: bool = False
