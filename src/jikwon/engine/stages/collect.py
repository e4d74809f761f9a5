"""Sources to work items: all of them are written at once, or none."""

from collections.abc import Sequence

from jikwon.engine import asking, told
from jikwon.engine.active import Active
from jikwon.engine.office import plain
from jikwon.model import Ask, Item, JikwonError, Stage, State
from jikwon.records import items, runs


class KeyTwice(JikwonError):
    """A process gave two work items the same key."""

    code = "key-twice"


def perform(active: Active, _start: int) -> None:
    """Collect the run's items and write them in the order of their keys, whatever order they came in."""
    active.notes.clear()
    active.rows_.update(read=0, used=0, merged=0, skipped=0)
    found: list[Item[object]] = []
    asks: list[Ask] = []
    for each in active.process_.function("collect")(active):
        (asks if isinstance(each, Ask) else found).append(each)
    if asks:
        asking.wait_for_answers(active, Stage.COLLECT, asks)
        return
    _refuse_doubles(active, found)
    found.sort(key=lambda item: item.key)
    with active.writing():
        items.add(
            active.id,
            (
                (position, active.hash("item", item.key), active.seal.pack(item, "items", position))
                for position, item in enumerate(found)
            ),
        )
        told.keep(active, "collect")
        runs.change(active.id, active.now(), counts=plain(active.rows_))
        runs.move(active.id, active.now(), stage=Stage.COLLECT, to=Stage.HANDLE, state=State.RUNNING)


def _refuse_doubles(active: Active, found: Sequence[Item[object]]) -> None:
    seen: set[str] = set()
    for item in found:
        if item.key in seen:
            raise KeyTwice(process=active.process, item=active.hash("item", item.key))
        seen.add(item.key)
