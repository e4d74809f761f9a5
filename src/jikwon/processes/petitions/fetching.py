"""Fetching the period's list from the petition system, where no file of it was given."""

from collections.abc import Callable
from datetime import date
from typing import Final, cast

from jikwon.model import Run, Source
from jikwon.processes.petitions.portal import SITE, Petitions
from jikwon.tools.browser import lists

INPUT: Final = "petitions"
KIND: Final = "list-page"
"""The page that says how many petitions there are; kept under the name of the file that it gave."""


def fetch(run: Run, first: date, last: date, *, count: Callable[[Source], int]) -> None:
    """Take in the period's export as a file of `petitions`, if the run is to fetch it (see `lists.is_wanted`).

    `count` counts the petitions of a file. Raises `SiteUnset`, `ExportIncomplete`, and what `Petitions.export` raises.

    Effects: a source of this run. Repeatable: yes; `collect` begins without it.
    """
    if lists.is_wanted(run, input=INPUT, site=SITE):
        export = cast("Petitions", run.site(SITE)).export(first, last)
        lists.take_in(run, export, input=INPUT, site=SITE, kind=KIND, count=count)
