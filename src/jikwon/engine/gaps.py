"""After a restore: acts that may have been done while the records that tell of it were lost."""

from typing import Final

from jikwon.engine.active import Active
from jikwon.engine.ledger import intent
from jikwon.model import Act
from jikwon.records import acts, restores

REACH_S: Final = 7 * 24 * 3600.0
"""So many seconds after a restore a run may be one that people start again because it was lost: a week."""


def intend(active: Active) -> None:
    """Write into the ledger, for a run in a gap's reach, that each of its open acts may have been done in the gap.

    So every receiver is asked before anything is done. A line that the ledger has stays as it is. What a person
    settles later is settled: this is done once, when a run begins to act, or at the restore. Inside a transaction.
    """
    gap = restores.gap_after(active.row.created_at - REACH_S)
    if gap is None:
        return
    for planned in acts.of_run(active.id):
        if planned.state != "done":
            act = active.seal.unpack(planned.act, Act, "acts", planned.position)
            acts.intend(intent(active.office, act, key_hash=planned.key_hash, run=active.id, at=gap.begin))
