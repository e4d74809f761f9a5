"""Fetching the period's list from the petition system, where no file of it was given."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, cast

from jikwon.model import Run, Source
from jikwon.model.sites import SiteUnset
from jikwon.processes.petitions.errors import ExportIncomplete
from jikwon.processes.petitions.portal import SITE, Petitions

INPUT: Final = "petitions"
KIND: Final = "list-page"
"""The page that says how many petitions there are; kept under the name of the file that it gave."""


def fetch(run: Run, first: date, last: date, *, count: Callable[[Source], int]) -> Sequence[Source]:
    """Take in the period's export as a file of `petitions`, if the run is to fetch it; give what was taken in.

    `auto` fetches where no file was given and the office's settings say where the site is; `yes` always. `count`
    counts the petitions of a file. Raises `SiteUnset` for `yes` without a site, `ExportIncomplete` where the file
    has not as many rows as the page says, and what `Petitions.export` raises.

    Effects: a source of this run. Repeatable: yes; `collect` begins without it.
    """
    if not _is_wanted(run):
        return ()
    export = cast("Petitions", run.site(SITE)).export(first, last)
    taken = {each.name for each in run.sources(INPUT)}
    name = export.name if export.name not in taken else f"직접받음_{export.name}"
    source = run.add_source(INPUT, name, export.data)
    rows = count(source)
    if rows != export.total:
        raise ExportIncomplete(site=SITE, total=export.total, rows=rows)
    run.keep(KIND, name, export.page)
    return (source,)


def _is_wanted(run: Run) -> bool:
    if run.setting("fetch") == "yes":
        run.site_settings(SITE)
        return True
    if run.setting("fetch") == "no" or run.sources(INPUT):
        return False
    try:
        run.site_settings(SITE)
    except SiteUnset:
        return False
    return True
