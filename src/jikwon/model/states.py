"""The states of a run: one list for the engine, the command line and the console."""

from enum import IntEnum, StrEnum


class State(StrEnum):
    """What a run is doing or waiting for."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    NEEDS_PEOPLE = "needs-people"
    AWAITING_APPROVAL = "awaiting-approval"
    ACTING = "acting"
    RELEASED = "released"
    REFUTED = "refuted"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Stage(StrEnum):
    """Where in its life a run stands; stages follow each other in this order."""

    COLLECT = "collect"
    HANDLE = "handle"
    DELIVER = "deliver"
    VERIFY = "verify"
    APPROVE = "approve"
    RELEASE = "release"
    ACT = "act"
    ACCOUNT = "account"
    END = "end"


class Exit(IntEnum):
    """The command line's exit codes."""

    RELEASED = 0
    FAILED = 1
    USAGE = 2
    WAITS = 3
    REFUTED = 4
    CANCELLED = 5


OPEN = frozenset({State.QUEUED, State.RUNNING, State.ACTING})
"""States in which a robot has work to do."""
ENDED = frozenset({State.RELEASED, State.REFUTED, State.CANCELLED})
"""States that nothing but a new run follows."""
