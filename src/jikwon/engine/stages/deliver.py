"""All items together: files into the private folder, and the plan of acts."""

from collections.abc import Iterable, Sequence

from jikwon.engine import asking, told
from jikwon.engine.active import Active
from jikwon.engine.results import results
from jikwon.model import Act, Ask, Exclude, JikwonError, Stage, State, SubjectKind, Wait
from jikwon.records import acts, items, questions, runs


class ActTwice(JikwonError):
    """A plan holds two acts with the same key."""

    code = "act-twice"


class SubjectUnknown(JikwonError):
    """`deliver` decided about an item that the run does not have."""

    code = "subject-unknown"


def perform(active: Active, _start: int) -> None:
    """Let the process decide what needs all items, write its files, and plan its acts.

    Effects: files in the private folder. Repeatable: yes; the folder is made anew.
    """
    active.notes.clear()
    with active.writing():
        items.clear_late(active.id)
        questions.withdraw(active.id, stage=Stage.DELIVER.value)
    active.fresh_staging()
    found = active.results = results(active)
    planned: list[Act] = []
    late: list[Ask | Exclude | Wait] = []
    for each in active.process_.function("deliver")(active, found):
        (planned if isinstance(each, Act) else late).append(each)
    _write(active, planned, late)


def _write(active: Active, planned: Sequence[Act], late: Sequence[Ask | Exclude | Wait]) -> None:
    about_run = [
        each for each in late if isinstance(each, Ask) and each.about and each.about.kind is not SubjectKind.ITEM
    ]
    if about_run:
        asking.wait_for_answers(active, Stage.DELIVER, about_run)
        active.drop_staging()
        return
    with active.writing():
        _settle_late(active, late)
        counts = items.counts(active.id)
        held = counts.get("waiting", 0) and not active.options.partial
        if held or not _anything_to_release(active, counts):
            active.drop_staging()
            active.end(State.NEEDS_PEOPLE)
            return
        _plan(active, planned)
        told.keep(active, "deliver")
        runs.move(active.id, active.now(), stage=Stage.DELIVER, to=Stage.VERIFY, state=State.RUNNING)


def _anything_to_release(active: Active, counts: dict[str, int]) -> bool:
    return not counts.get("waiting", 0) or items.count_unreleased(active.id) > 0


def _settle_late(active: Active, late: Iterable[Ask | Exclude | Wait]) -> None:
    listed = [(each, each.about.key) for each in late if each.about is not None]
    places = items.positions_by_key(active.id, [active.hash("item", key) for _, key in listed])
    settled, asked = [], []
    for each, key in listed:
        position = places.get(active.hash("item", key))
        if position is None:
            raise SubjectUnknown(process=active.process, item=active.hash("item", key))
        state = "excluded" if isinstance(each, Exclude) else "waiting"
        settled.append((state, each.code, active.seal.pack(each, "late", position), position))
        if isinstance(each, Ask):
            asked.append(asking.row_for(active, Stage.DELIVER, each, key=key, position=position))
    items.settle_late(active.id, settled)
    if asked:
        questions.ask(asked)


def _plan(active: Active, planned: Sequence[Act]) -> None:
    first = acts.next_position(active.id, before_part=active.row.part)
    lanes: dict[str, int] = {}
    rows = []
    seen: set[str] = set()
    for position, act in enumerate(planned, first):
        if act.key in seen:
            raise ActTwice(act=act.key)
        seen.add(act.key)
        lane = first + lanes.setdefault(act.lane, len(lanes))
        key_hash = active.office.hasher.full("act", act.key)
        rows.append((position, lane, act.kind, key_hash, active.seal.pack(act, "acts", position)))
    acts.plan(active.id, active.row.part, rows)
