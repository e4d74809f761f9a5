"""역학조사서 출력: the portal's cases of a day, as forms on paper, each marked as printed."""

from collections.abc import Iterator, Sequence
from typing import cast

from jikwon.model import Act, Ask, Done, Effects, Handling, Item, JikwonError, Receipt, Result, Run
from jikwon.processes.epi_forms import forms, labels, ledger, listing, plan, recheck, rules, settings, steps, versions
from jikwon.processes.epi_forms.errors import OtherCase
from jikwon.processes.epi_forms.fields import FIELD
from jikwon.processes.epi_forms.model import Case, Listed
from jikwon.processes.epi_forms.portal import Epidemic, Portal
from jikwon.tools import pdf
from jikwon.tools.printer import Printer, Printing


def open_site(run: Run, name: str) -> object:
    """Open the portal or the printer for a run."""
    if name == steps.PRINTER:
        return Printer(settings.of(run).printer, user=run.process)
    return Portal.open(run)


def collect(run: Run) -> Iterator[Item[Listed] | Ask]:
    """Give one item per case that the portal lists for the day and the district."""
    options = settings.of(run)
    _check_printer(run, options)
    try:
        found = _portal(run).listing(options.day, options.district)
    except JikwonError as error:
        if error.handling is not Handling.ASK:
            raise
        yield labels.unreadable(error, "list-unreadable", run.text)
        return
    yield from listing.items(run, found, options)


def handle(run: Run, item: Item[Listed]) -> Done[Case] | list[Ask]:
    """Read a case's page, keep it as a source, and hold it against what a form must say."""
    try:
        detail, html = _portal(run).case(item.key)
    except JikwonError as error:
        if error.handling is not Handling.ASK:
            raise
        return [labels.unreadable(error, "page-unreadable", run.text, item=item)]
    run.keep("case-page", item.key, html)
    known = labels.answers(run)
    if asks := list(labels.missing(detail, known, run.text, item.at[0])):
        return asks
    detail = labels.renamed(detail, known)
    if detail.text(FIELD["case_id"].labels) != item.key:
        raise OtherCase()
    return rules.judge(
        item, detail, today=run.clock.date(), text=run.text, drawable=_is_drawable,
        may_unmask=settings.of(run).may_unmask,
    )  # fmt: skip


def deliver(run: Run, results: Sequence[Result[Listed, Case]]) -> Iterator[Act]:
    """Make the forms in print order, and plan to print and mark each.

    Effects: the files in the private folder. Repeatable: yes, with the same bytes.
    """
    options = settings.of(run)
    cases = sorted((each.done.fact for each in results if each.done and not each.released), key=rules.print_order)
    versioned = [(case, versions.of(run, case, purpose=options.purpose)) for case in cases]
    made = forms.write(run, versioned, options)
    plan.write_plan(run, made, results, options)
    for form in made:
        yield from _acts(run, form)


def act(run: Run, act: Act, effects: Effects) -> Receipt:
    """Print one form, or mark one case as printed."""
    if act.kind == versions.PRINT:
        return steps.print_form(run, act, effects)
    return steps.mark_case(run, act, effects)


def account(run: Run, receipts: Sequence[Receipt]) -> None:
    """Read every mark again and write the print ledger."""
    recheck.keep_marks(run, _portal(run), receipts)
    ledger.write_ledger(run, receipts)


def _acts(run: Run, form: forms.Form) -> Iterator[Act]:
    """Plan a case: first its paper, then its mark. One that lies on paper already keeps its receipts."""
    case_id, version = form.case.case_id, form.version
    files = () if version.is_printed else (f"forms/{case_id}.pdf",)
    lane = steps.PRINTER
    yield run.act(versions.PRINT, case_id, version=version.text, lane=lane, files=files, marks=version.marks)
    yield run.act(versions.MARK, case_id, version=version.text, lane=lane)


def _portal(run: Run) -> Epidemic:
    return cast("Epidemic", run.site(steps.PORTAL))


def _check_printer(run: Run, options: settings.Options) -> None:
    """Find out now whether the printer can print so; one that is off or busy is waited for later."""
    printer = cast("Printing", run.site(steps.PRINTER))
    try:
        printer.check(copies=options.copies, duplex=options.duplex != settings.ONE_SIDED)
    except JikwonError as error:
        if error.handling is not Handling.WAIT:
            raise


def _is_drawable(text: str) -> bool:
    return not pdf.lacking(text)
