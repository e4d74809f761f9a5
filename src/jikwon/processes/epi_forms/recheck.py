"""After the acts: the portal's own record of every case, read again and kept for the proof."""

from concurrent.futures import ThreadPoolExecutor

from jikwon.model import Run
from jikwon.processes.epi_forms import plan
from jikwon.processes.epi_forms.portal import Epidemic

AT_ONCE = 4
"""Pages read at a time; the site's own setting may allow fewer."""


def keep_marks(run: Run, portal: Epidemic) -> None:
    """Read 출력 이력 of every case in the plan and keep the pages."""
    case_ids = [planned.case_id for planned in plan.read(run)]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        for case_id, (_, html) in zip(case_ids, pool.map(portal.marks, case_ids), strict=True):
            run.keep("mark-page", case_id, html)
