"""Many questions at once: taken, forwarded, or given the same choice, after a look at what they are."""

from collections.abc import Mapping, Sequence

from jikwon.console.inbox import deciding
from jikwon.console.inbox.deciding import Unusable
from jikwon.console.inbox.opened import Desk
from jikwon.engine.office import Office
from jikwon.engine.questions import claiming
from jikwon.engine.runs import ordering
from jikwon.model import Choice, fact
from jikwon.model.answering import QuestionUnknown
from jikwon.records import questions
from jikwon.records.questions import QuestionRow

MOST = 200
"""So many at once; a page of the list shows fewer."""


@fact
class Came:
    """What has come of many questions at once."""

    done: int = 0
    refused: int = 0
    runs: int = 0


def open_among(ids: Sequence[str]) -> list[QuestionRow]:
    """Give the questions that are still open, in the order in which they were chosen."""
    found = questions.many(ids[:MOST])
    return [found[each] for each in ids[:MOST] if each in found and found[each].state == "open"]


def same_choices(desk: Desk, rows: Sequence[QuestionRow]) -> tuple[Choice, ...]:
    """Give the choices that all of these questions offer; () where one offers others or cannot be undone."""
    asks = [ask for row in rows if (ask := desk.ask(row))]
    if not asks or len(asks) < len(rows) or any(deciding.is_irreversible(ask) for ask in asks):
        return ()
    offered = {(ask.kind, ask.choices) for ask in asks}
    return asks[0].choices if len(offered) == 1 else ()


def take(office: Office, rows: Sequence[QuestionRow]) -> Came:
    """Take those in hand that nobody has."""
    done = sum(claiming.take(office, row) for row in rows)
    return Came(done=done, refused=len(rows) - done)


def forward(office: Office, rows: Sequence[QuestionRow], *, to: str, note: str, people_s: float) -> Came:
    """Pass all of them to one account."""
    each_s = people_s / max(1, len(rows))
    done = sum(claiming.forward(office, row, to=to, note=note, people_s=each_s) for row in rows)
    return Came(done=done, refused=len(rows) - done)


def answer(desk: Desk, rows: Sequence[QuestionRow], given: Mapping[str, str], people_s: float) -> Came:
    """Give all of them the same choice; one that cannot take it stays open. Runs that ask nothing more go on."""
    each_s, done = people_s / max(1, len(rows)), 0
    for row in rows:
        fresh, ask = questions.get(row.id), desk.ask(row)
        if fresh is not None and fresh.state == "answered" and fresh.answered_by == desk.office.account:
            done += 1  # an answer before it was kept for the office and has settled this one as well
            continue
        try:
            if ask:
                done += bool(deciding.answer(desk.office, row, ask, given, each_s))
        except (Unusable, QuestionUnknown):
            continue
    went = sum(ordering.go_on_if_answered(desk.office, run) for run in sorted({row.run_id for row in rows}))
    return Came(done=done, refused=len(rows) - done, runs=went)
