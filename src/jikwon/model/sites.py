"""What an office says about a site outside: where it is, and which credential opens it."""

from datetime import timedelta

from jikwon.model.errors import InputError
from jikwon.model.facts import fact
from jikwon.model.turns import FREE, Turns


class SiteUnset(InputError):
    """The office's settings do not say where a site is."""

    code = "site-unset"
    run_wide = True


@fact
class Site:
    """One site of the office's settings: `pages` is how many of its pages may be open at a time.

    `credential` is the name before the dot: `run.credential(f"{site.credential}.password")`. `turns` is asked before
    the site is touched: how often and how many at a time is for all machines of the office together.
    """

    name: str
    address: str
    credential: str = ""
    timeout: timedelta = timedelta(seconds=30)
    pages: int = 4
    turns: Turns = FREE
