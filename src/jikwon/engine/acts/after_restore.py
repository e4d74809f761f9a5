"""After a restore: acts that may have been done while the records that tell of it were lost."""

from typing import Final

from jikwon.engine.acts.ledger import intent
from jikwon.engine.office import Office
from jikwon.engine.sealing import Seal
from jikwon.model import Act
from jikwon.records import acts, restores
from jikwon.records.runs import RunRow

REACH_S: Final = 7 * 24 * 3600.0
"""So many seconds after a restore a run may be one that people start again because it was lost: a week."""


def intend(office: Office, row: RunRow, seal: Seal) -> int:
    """Write into the ledger, for a run in a gap's reach, that each of its open acts may have been done in the gap.

    So every receiver is asked before anything is done. A line that the ledger has stays as it is. What a person
    settles later is settled: this is done once, when a run begins to act, or at the restore. Inside a transaction.
    Gives the number of new lines.
    """
    gap = restores.gap_after(row.created_at - REACH_S)
    if gap is None:
        return 0
    planned = [each for each in acts.of_run(row.id) if each.state != "done"]
    opened = [(each.key_hash, seal.unpack(each.act, Act, "acts", each.position)) for each in planned]
    return sum(
        restores.doubt(intent(office, act, key_hash=key_hash, run=row.id), gap.begin) for key_hash, act in opened
    )
