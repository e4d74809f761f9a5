"""Fetching the app's answers of a day, where no file of them was given."""

from datetime import date
from typing import Final, cast

from jikwon.model import Run
from jikwon.processes.monitoring import reports
from jikwon.processes.monitoring.portal import SITE, Quarantine
from jikwon.tools.browser import lists

APP: Final = "app"
KIND: Final = "answers-page"
"""The page that says how many answers there are; kept under the name of the file that it gave."""


def fetch(run: Run, day: date) -> None:
    """Take in the day's export as a file of `app`, if the run is to fetch it (see `lists.is_wanted`).

    Raises `SiteUnset`, `ExportIncomplete`, and what `Quarantine.export` raises.

    Effects: a source of this run. Repeatable: yes; `collect` begins without it.
    """
    if lists.is_wanted(run, input=APP, site=SITE):
        export = cast("Quarantine", run.site(SITE)).export(day)
        lists.take_in(run, export, input=APP, site=SITE, kind=KIND, count=reports.count)
