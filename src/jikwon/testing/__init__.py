"""Run a process in memory in a unit test, in milliseconds; hold a process folder to its shape.

::

    office = testing.Office(process="hygiene-kits", as_of="2021-10-06T09:00")
    result = office.run(inputs={"register": [("a.csv", "성명,...\\n...")]}, settings={"policy": "per-household"})
    assert result.state == "needs-people"
    result = office.answer(result, {("S1", "address-unclear"): "올림픽로 326"}, approve=True)
    assert result.sheet("delivery-list", "배송명단")[0]["수량"] == 1
"""

from jikwon.testing.checking import check
from jikwon.testing.effects import Crash, Fault, MemoryEffects
from jikwon.testing.findings import Finding
from jikwon.testing.memory import MemoryRun, MemorySource
from jikwon.testing.office import Excluded, Office
from jikwon.testing.proving import ProvedBreak, prove
from jikwon.testing.results import Question, RunResult

__all__ = [
    "Crash", "Excluded", "Fault", "Finding", "MemoryEffects", "MemoryRun", "MemorySource", "Office", "ProvedBreak",
    "Question", "RunResult", "check", "prove",
]  # fmt: skip
