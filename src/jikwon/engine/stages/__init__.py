"""One module per stage of a run. Each does its stage once more without harm if it was cut."""

from collections.abc import Callable

from jikwon.engine.active import Active
from jikwon.engine.stages import account, act, approve, collect, deliver, handle, release, verify
from jikwon.model import Stage

STAGES: dict[Stage, Callable[[Active, int], None]] = {
    Stage.COLLECT: collect.perform,
    Stage.HANDLE: handle.perform,
    Stage.DELIVER: deliver.perform,
    Stage.VERIFY: verify.perform,
    Stage.APPROVE: approve.perform,
    Stage.RELEASE: release.perform,
    Stage.ACT: act.perform,
    Stage.ACCOUNT: account.perform,
}
"""`perform(active, start)`: `start` is the first position of a batch, or the lane; else 0."""
