"""Who may open what: each view names its rights, and runs and questions are shown only to those they concern.

The guard lets nobody into a view that names none.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from django.http import Http404

from jikwon.console.accounts.models import Account
from jikwon.records import questions, runs
from jikwon.records.questions import QuestionRow
from jikwon.records.runs import RunRow
from jikwon.trust.rights import Right

View = TypeVar("View", bound=Callable[..., Any])
EVERYONE: Final = frozenset(Right)
"""The rights of a view that every account may open."""
_SEES_ALL: Final = (Right.APPROVE, Right.AUDIT)


def needs(*rights: Right) -> Callable[[View], View]:
    """Let a view be opened by whoever has one of these rights; put it above all other decorators."""

    def named(view: View) -> View:
        view.rights = frozenset(rights)  # type: ignore[attr-defined] # functions take attributes
        return view

    return named


def for_everyone(view: View) -> View:
    """Let a view be opened by every account."""
    return needs(*EVERYONE)(view)


def rights_of(view: Any) -> frozenset[Right] | None:  # noqa: ANN401 - Django hands any callable
    """Give the rights of a view, or None if it names none."""
    return getattr(view, "rights", None)


def owns(account: Account, row: RunRow) -> bool:
    """Tell whether a run is the person's own, and theirs to direct."""
    return row.account == account.name and account.may(Right.WORK)


def may_see(account: Account, row: RunRow) -> bool:
    """Tell whether a person may see a run: their own, or anyone's for those who approve and audit."""
    return owns(account, row) or account.may(*_SEES_ALL)


def seen_of(account: Account, found: Iterable[RunRow]) -> list[RunRow]:
    """Keep the runs that a person may see."""
    return [row for row in found if may_see(account, row)]


def whose(account: Account) -> tuple[str, ...]:
    """Name the accounts whose runs a person may see; none named: everybody's."""
    return () if account.may(*_SEES_ALL) else (account.name,)


def run_of(account: Account, run: str) -> RunRow:
    """Find a run that the person may see; for others it does not exist (404)."""
    row = runs.get(run)
    if row is None or not may_see(account, row):
        raise Http404
    return row


def own_run_of(account: Account, run: str) -> RunRow:
    """Find a run that the person may direct (404 otherwise)."""
    row = run_of(account, run)
    if not owns(account, row):
        raise Http404
    return row


def question_of(account: Account, question: str) -> QuestionRow:
    """Find a question that the person may answer (404 otherwise): those of every run, since whoever knows answers."""
    row = questions.get(question)
    if row is None or not account.may(Right.ANSWER):
        raise Http404
    return row
