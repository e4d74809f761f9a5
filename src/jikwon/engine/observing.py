"""What the log and a trace say of the work: each piece, each act, each site that is opened, and each run that rests."""

import os
import time
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Final

from jikwon.engine import tracing
from jikwon.engine.office import Office
from jikwon.model import Act, JikwonError, Stage, State
from jikwon.records.database import after_commit
from jikwon.trust import logs

if TYPE_CHECKING:
    from jikwon.engine.active import Active
    from jikwon.engine.acts.outside import Outside

FORMAT: Final = "JIKWON_LOG_FORMAT"
"""The variable by which a program that starts others says how they write to standard output."""
_LOG = logs.get(__name__)


def begin(office: Office, *, shown: bool = True) -> None:
    """Open the log of this process: its file, and standard output as the environment or the settings want it.

    A command that talks to a person there is not `shown`.
    """
    wanted = (os.environ.get(FORMAT) or office.settings.log.stdout) if shown else ""
    logs.open_log(office.home, stdout="json" if wanted == "json" else "text" if wanted else "")


def is_shown(office: Office) -> bool:
    """Tell whether programs of this office write their log to standard output."""
    return bool(os.environ.get(FORMAT) or office.settings.log.stdout)


def piece(perform: Callable[["Active", Stage, int], None]) -> Callable[["Active", Stage, int], None]:
    """Observe the doing of one piece of a run's stage: every line written meanwhile names it."""

    @wraps(perform)
    def observed(active: "Active", stage: Stage, start: int) -> None:
        began = time.monotonic()
        of = {"stage": stage.value, "process": active.row.process, "start": start, "attempt": active.row.attempt}
        with logs.during(run=active.id, **of), tracing.span(f"stage {stage.value}", active.id, **of):
            try:
                perform(active, stage, start)
            except JikwonError as error:
                _LOG.failure("piece-dropped", error, seconds=time.monotonic() - began)
                raise
            _LOG.info("piece-done", seconds=time.monotonic() - began)

    return observed


def act(
    attempt: Callable[..., JikwonError | None],
) -> Callable[..., JikwonError | None]:
    """Observe one attempt at an act outside; its kind is told, its key is not."""

    @wraps(attempt)
    def observed(active: "Active", work: object, act: Act, effects: object) -> JikwonError | None:
        with tracing.span(f"act {act.kind}", active.id, process=active.row.process, kind=act.kind):
            known = attempt(active, work, act, effects)
            if known is not None:
                _LOG.failure("act-failed", known)
                tracing.failed(known)
            return known

    return observed


def site(opened: Callable[["Outside", str], object]) -> Callable[["Outside", str], object]:
    """Observe a process's asking for a site: the first time opens it."""

    @wraps(opened)
    def observed(active: "Outside", name: str) -> object:
        with tracing.span(f"site {name}", active.id, process=active.row.process, site=name):
            return opened(active, name)

    return observed


def failed(error: JikwonError) -> None:
    """Say that the piece at hand has failed, and with it the run."""
    _LOG.failure("piece-failed", error)
    tracing.failed(error)


def rests(run: str, process: str, state: State) -> None:
    """Say that a run has come to rest, once that is on the disk."""
    after_commit(lambda: _LOG.info("run-rests", run=run, process=process, state=state.value))
