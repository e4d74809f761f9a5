"""After the acts: the portal's own record of every case, read again and kept for the proof."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from jikwon.model import Receipt, Run
from jikwon.model.planning import subject_of
from jikwon.processes.epi_forms import plan
from jikwon.processes.epi_forms.portal import Epidemic
from jikwon.processes.epi_forms.versions import MARK

AT_ONCE = 4
"""Pages read at a time; the site's own setting may allow fewer."""


def keep_marks(run: Run, portal: Epidemic, receipts: Sequence[Receipt]) -> None:
    """Read 출력 이력 of every case that was marked, in the plan's order, and keep the pages."""
    marked = {subject_of(receipt.key) for receipt in receipts}
    every = (planned.case_id for planned in plan.read(run))
    case_ids = [case_id for case_id in every if subject_of(run.act(MARK, case_id).key) in marked]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        for case_id, (_, html) in zip(case_ids, pool.map(portal.marks, case_ids), strict=True):
            run.keep("mark-page", case_id, html)
