"""Fetching the app's answers of a day, where no file of them was given."""

from datetime import date
from typing import Final, cast

from jikwon.model import Run
from jikwon.model.sites import SiteUnset
from jikwon.processes.monitoring import reports
from jikwon.processes.monitoring.errors import ExportIncomplete
from jikwon.processes.monitoring.portal import SITE, Quarantine

APP: Final = "app"
KIND: Final = "answers-page"
"""The page that says how many answers there are; kept under the name of the file that it gave."""


def fetch(run: Run, day: date) -> None:
    """Take in the day's export as a file of `app`, if the run is to fetch it.

    `auto` fetches where no file was given and the office's settings say where the site is; `yes` always.
    Raises `SiteUnset` for `yes` without a site, `ExportIncomplete` where the file has not as many rows as the
    page says, and what `Quarantine.export` raises.

    Effects: a source of this run. Repeatable: yes; `collect` begins without it.
    """
    if not _is_wanted(run):
        return
    export = cast("Quarantine", run.site(SITE)).export(day)
    taken = {each.name for each in run.sources(APP)}
    name = export.name if export.name not in taken else f"직접받음_{export.name}"
    source = run.add_source(APP, name, export.data)
    rows = reports.count(source)
    if rows != export.total:
        raise ExportIncomplete(site=SITE, total=export.total, rows=rows)
    run.keep(KIND, name, export.page)


def _is_wanted(run: Run) -> bool:
    if run.setting("fetch") == "yes":
        run.site_settings(SITE)
        return True
    if run.setting("fetch") == "no" or run.sources(APP):
        return False
    try:
        run.site_settings(SITE)
    except SiteUnset:
        return False
    return True
