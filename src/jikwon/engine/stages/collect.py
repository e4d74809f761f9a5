"""Sources to work items: all of them are written at once, or none."""

from jikwon.engine.active import Active
from jikwon.engine.files import kept_sources, sources
from jikwon.engine.office import plain
from jikwon.engine.questions import asking
from jikwon.engine.runs import noting
from jikwon.model import Stage, State
from jikwon.model.collecting import in_order
from jikwon.records import items, runs


def perform(active: Active, _start: int) -> None:
    """Collect the run's items and write them in the order of their keys, whatever order they came in."""
    active.notes.clear()
    active.rows_.update(read=0, used=0, merged=0, skipped=0)
    kept_sources.clear(active)
    sources.clear(active)
    collected = active.process_.function("collect")(active)
    found, asks = in_order(collected, process=active.process, hash=active.hash)
    if asks:
        asking.wait_for_answers(active, Stage.COLLECT, asks)
        return
    with active.writing():
        items.add(
            active.id,
            (
                (position, active.hash("item", item.key), active.seal.pack(item, "items", position))
                for position, item in enumerate(found)
            ),
        )
        noting.keep(active, "collect")
        runs.change(active.id, active.now(), counts=plain(active.rows_))
        runs.move(active.id, active.now(), stage=Stage.COLLECT, to=Stage.HANDLE, state=State.RUNNING)
