"""A portal's searched list as a file: search, read how many there are, download, and take the file in as a source."""

from collections.abc import Callable

from jikwon.model import Personal, Run, Source, fact
from jikwon.model.sites import SiteUnset
from jikwon.tools.browser.entrance import Entrance
from jikwon.tools.browser.errors import ExportIncomplete, SearchRefused
from jikwon.tools.browser.page import Page
from jikwon.tools.browser.places import Place


@fact
class Export:
    """A list as a page gave it: the file, how many rows the page says there are, and the page that says so."""

    name: Personal[str]
    data: Personal[bytes]
    total: int
    page: Personal[bytes]


def download(entrance: Entrance, page: Page, *, search: Place, total: Place, alert: Place, export: Place) -> Export:
    """Press `search` on a page whose form is filled, and download what was found.

    Raises `SearchRefused` where the page answers with an alert, and what the places and the entrance raise.
    """
    page.press(search)
    if entrance.first_of(page, (page, total), (page, alert)) is alert:
        raise SearchRefused(site=entrance.site.name, said=page.text(alert))
    count = int("".join(filter(str.isdigit, page.text(total))))
    shown = page.html().encode()
    given = page.download(press=export)
    return Export(name=given.name, data=given.data, total=count, page=shown)


def is_wanted(run: Run, *, input: str, site: str) -> bool:  # noqa: A002 - the manifest's word
    """Tell whether a run is to fetch an input, by its setting `fetch`.

    `auto` fetches where no file was given and the office's settings say where the site is; `yes` always, and raises
    `SiteUnset` where they do not; `no` never.
    """
    wanted = run.setting("fetch")
    if wanted == "no" or (wanted == "auto" and run.sources(input)):
        return False
    try:
        run.site_settings(site)
    except SiteUnset:
        if wanted == "yes":
            raise
        return False
    return True


def take_in(
    run: Run,
    export: Export,
    *,
    input: str,  # noqa: A002 - the manifest's word
    site: str,
    kind: str,
    count: Callable[[Source], int],
) -> Source:
    """Take a downloaded file in as one of `input`, and keep the page that gave it as `kind` under the file's name.

    `count` counts the rows of a file. Raises `ExportIncomplete` where it has not as many as the page says.

    Effects: a source of this run. Repeatable: with `collect`, which begins without it.
    """
    taken = {each.name for each in run.sources(input)}
    name = export.name if export.name not in taken else f"직접받음_{export.name}"
    source = run.add_source(input, name, export.data)
    rows = count(source)
    if rows != export.total:
        raise ExportIncomplete(site=site, total=export.total, rows=rows)
    run.keep(kind, name, export.page)
    return source
