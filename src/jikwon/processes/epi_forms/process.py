"""역학조사서 출력: the portal's cases of a day, as forms on paper, each marked as printed."""

from collections.abc import Iterator, Sequence

from jikwon.model import Act, Ask, Done, Effects, Exclude, Item, Receipt, Result, Run

from .model import Case, Listed


def collect(run: Run) -> Iterator[Item[Listed] | Ask]:
    """Give one item per case that the portal lists for the day and the district."""
    raise NotImplementedError


def handle(run: Run, item: Item[Listed]) -> Done[Case] | list[Ask]:
    """Read a case's page, keep it as a source, and hold it against what a form must say."""
    raise NotImplementedError


def deliver(run: Run, results: Sequence[Result[Listed, Case]]) -> Iterator[Act | Exclude]:
    """Make the forms in print order, and plan to print and mark each."""
    raise NotImplementedError


def act(run: Run, act: Act, effects: Effects) -> Receipt:
    """Print one form, or mark one case as printed."""
    raise NotImplementedError


def account(run: Run, receipts: Sequence[Receipt]) -> None:
    """Write the print ledger."""
    raise NotImplementedError
