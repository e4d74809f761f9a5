"""All items together: files into the private folder, and the plan of acts."""

from collections.abc import Iterable, Sequence

from jikwon.engine.active import Active
from jikwon.engine.questions import asking
from jikwon.engine.runs import noting, publishing
from jikwon.engine.runs.results import results
from jikwon.model import Act, Ask, Exclude, Stage, State, Wait
from jikwon.model.planning import plan
from jikwon.model.settling import ItemState, is_about_item, settle_late
from jikwon.records import acts, items, questions, runs


def perform(active: Active, _start: int) -> None:
    """Let the process decide what needs all items, write its files, and plan its acts.

    Effects: files in a private folder. Repeatable: yes; the folder is made anew.
    """
    try:
        _perform(active)
    finally:
        active.drop_making()


def _perform(active: Active) -> None:
    active.notes.clear()
    active.publishing.clear()
    with active.writing():
        items.clear_late(active.id)
        questions.withdraw(active.id, stage=Stage.DELIVER.value)
        active.drop_staging()
    active.fresh_making()
    found = active.results = results(active)
    planned: list[Act] = []
    late: list[Ask | Exclude | Wait] = []
    try:
        for each in active.process_.function("deliver")(active, found):
            (planned if isinstance(each, Act) else late).append(each)
        if active.second:
            active.second.finish()
    except BaseException:
        active.end_second()  # else it might write a file into the folder of the next attempt
        raise
    _write(active, planned, late)


def _write(active: Active, planned: Sequence[Act], late: Sequence[Ask | Exclude | Wait]) -> None:
    about_run = [each for each in late if isinstance(each, Ask) and not is_about_item(each)]
    if about_run:
        asking.wait_for_answers(active, Stage.DELIVER, about_run)
        return
    with active.writing():
        _settle_late(active, late)
        counts = items.counts(active.id)
        held = counts.get("waiting", 0) and not active.options.partial
        if held or not _anything_to_release(active, counts):
            active.end(State.NEEDS_PEOPLE)
            return
        _plan(active, planned)
        publishing.write(active)
        noting.keep(active, "deliver")
        active.stage_made()
        runs.move(active.id, active.now(), stage=Stage.DELIVER, to=Stage.VERIFY, state=State.RUNNING)


def _anything_to_release(active: Active, counts: dict[str, int]) -> bool:
    return not counts.get("waiting", 0) or items.count_unreleased(active.id) > 0


def _settle_late(active: Active, late: Iterable[Ask | Exclude | Wait]) -> None:
    keys = {result.item.key: position for position, result in enumerate(active.results or ())}
    fates = settle_late(late, keys, process=active.process, hash=active.hash)
    settled, asked = [], []
    for key, fate in fates.items():
        position = keys[key]
        kept = active.seal.pack(fate.excluded or fate.waiting, "late", position)
        settled.append((fate.state.value, fate.code, kept, position))
        asked += [asking.row_for(active, Stage.DELIVER, ask, position=position) for ask in fate.waiting]
    items.settle_late(active.id, settled)
    for state, _code, _kept, position in settled:
        if state == ItemState.EXCLUDED.value:
            questions.withdraw(active.id, position=position)  # whatever the answer, it changes nothing
    if asked:
        questions.ask(asked)


def _plan(active: Active, planned: Sequence[Act]) -> None:
    rows = []
    for each in plan(planned, first=acts.next_position(active.id, before_part=active.row.part)):
        key_hash = active.office.hasher.full("act", each.act.key)
        sealed = active.seal.pack(each.act, "acts", each.position)
        rows.append((each.position, each.lane, each.act.kind, key_hash, sealed))
    acts.plan(active.id, active.row.part, rows)
