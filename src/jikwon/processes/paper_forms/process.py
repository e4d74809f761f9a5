"""종이 서식 입력: scanned forms to a table, each value by a rule and readings that agree, or by a person."""

from collections.abc import Iterator, Sequence

from jikwon.model import Ask, Done, Exclude, Item, Note, Place, Result, Run
from jikwon.processes.paper_forms import asking, kept, looking, opening, rules, sheets, thresholds
from jikwon.processes.paper_forms.model import Cell, Doubt, Form, Page, Seen, Template, Thresholds, Value
from jikwon.tools import tables


def collect(run: Run) -> Iterator[Item[Page]]:
    """Give one item for each page of the scans; template and thresholds are held against what they must be."""
    opening.template_of(run)
    if not thresholds.of(run).of:
        run.tell(Note(code="no-thresholds", at=Place(source="thresholds", file=thresholds.SHIPPED.name)))
    for source, page in opening.pages(run):
        run.count(read=1, used=1)
        yield Item(
            key=f"{source.name}/{page:03}",
            at=(opening.place(source.name, page),),
            body=Page(file=source.name, page=page),
        )


def handle(run: Run, item: Item[Page]) -> Done[Form] | Exclude | list[Ask]:
    """Read one page. What is asked about is kept as a picture when the page is first looked at.

    Effects: the readings and the pictures of unclear cells among the run's kept sources.
    Repeatable: yes; a picture that was kept before is replaced by the same one.
    """
    template, limits = opening.template_of(run), thresholds.of(run)
    look = looking.look(opening.source_of(run, item.body.file), item.body.page, template)
    if not item.answers:
        run.keep(kept.READINGS, item.key, kept.encoded(look.seen), suffix=".json")
    if look.seen.refused and (code := asking.about_page(look.seen)) not in item.answers:
        return [asking.page(run, item, code, look)]
    if look.seen.refused and item.answers[asking.about_page(look.seen)].choice == asking.LEAVE_OUT:
        return Exclude(code="서식아님", at=item.at)
    judged = _judged(item, template, look.seen, limits)
    doubts = [each for each in judged if isinstance(each, Doubt)]
    if doubts:
        fields = {field.name: field for field in template.fields}
        return [asking.cell(run, item, fields[doubt.field], doubt, look) for doubt in doubts]
    return Done(fact=Form(page=item.body, values=tuple(each for each in judged if isinstance(each, Value))))


def deliver(run: Run, results: Sequence[Result[Page, Form]]) -> Iterator[Ask]:
    """Write the workbook.

    Effects: the file in the private folder. Repeatable: yes, with the same bytes.
    """
    book = sheets.workbook(run, opening.template_of(run), results)
    tables.write(run.output("paper-forms"), book, at=run.clock)
    yield from ()


def _judged(item: Item[Page], template: Template, seen: Seen, limits: Thresholds) -> list[Value | Doubt]:
    """Judge every field; of a page that was refused, a person types them all."""
    cells = {cell.field: cell for cell in seen.cells}
    found: list[Value | Doubt] = []
    for field in template.fields:
        judged = rules.judge(field, cells.get(field.name, Cell(field=field.name, readings=None)), limits)
        found.append(asking.answered(field, judged, item.answers) if isinstance(judged, Doubt) else judged)
    return found
