"""단순 민원 처리 결과 정리: the functions of the process, in their order."""

from collections.abc import Iterator, Sequence

from jikwon.model import Act, Ask, Done, Exclude, Item, Result, Run, Wait
from jikwon.processes.petitions.model import Case, Petition


def collect(run: Run) -> Iterator[Item[Case]]:
    """Give one item for each 신청번호 received in the period."""
    raise NotImplementedError


def handle(run: Run, item: Item[Case]) -> Done[Petition] | Exclude | list[Ask]:
    """Judge one petition alone."""
    raise NotImplementedError


def deliver(run: Run, results: Sequence[Result[Case, Petition]]) -> Iterator[Act | Ask | Exclude | Wait]:
    """Link the petitions, write workbook, report and mail, and plan the mail.

    Effects: the files in the private folder. Repeatable: yes, with the same bytes.
    """
    raise NotImplementedError
