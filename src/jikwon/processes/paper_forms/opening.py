"""The files of a run: the pages of its scans, and its template."""

from collections.abc import Iterator

from jikwon.model import Place, Run, Source
from jikwon.processes.paper_forms import template
from jikwon.processes.paper_forms.errors import TemplateTwice
from jikwon.processes.paper_forms.model import Template
from jikwon.tools import scans

INPUT = "scans"


def template_of(run: Run) -> Template:
    """Read the run's one template. Raises `TemplateTwice`, `TemplateInvalid`."""
    given = run.sources("template")
    if len(given) != 1:
        raise TemplateTwice(input="template", files=len(given))
    return template.load(given[0], today=run.clock.date())


def pages(run: Run) -> Iterator[tuple[Source, int]]:
    """Walk every page of every file, in name order. Raises what `scans.count_pages` raises."""
    for source in run.sources(INPUT):
        for page in range(1, scans.count_pages(source.read(), file=source.name) + 1):
            yield source, page


def source_of(run: Run, file: str) -> Source:
    """Give the file of a page."""
    return next(each for each in run.sources(INPUT) if each.name == file)


def place(file: str, page: int, *, field: str = "") -> Place:
    """Name a page, or a field on it; a page has no rows."""
    return Place(source=INPUT, file=file, sheet=f"{page}쪽", column=field)
