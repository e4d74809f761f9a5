"""The faults that a storm may have: what each does, to what, how long, in which ways."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tests.crash.storm import on_machines, on_programs, on_servers, on_ways
from tests.crash.storm.blows import LONG_S, SHORT_S, Blow, Mend
from tests.crash.storm.fleet import Fleet


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A kind of fault; `fits` says whether an office of this setting can have it."""

    strike: Callable[[Fleet, Blow], Mend | None]
    on: str = ""
    """What it is done to: two faults are never done to the same thing at once ("" for a thing chosen anew)."""
    lasts_s: tuple[float, float] = (0.0, 0.0)
    ways: Sequence[str] = ("",)
    fits: Callable[[Fleet], bool] = lambda _fleet: True


def _has_server(fleet: Fleet) -> bool:
    return fleet.server is not None


def _has_networks(fleet: Fleet) -> bool:
    return fleet.setting.has_networks


def _has_clocks(fleet: Fleet) -> bool:
    return fleet.setting.has_clocks


def _full(disk: str, *, on: str) -> Fault:
    return Fault(strike=on_machines.fill(disk), on=on, lasts_s=(2.0, 6.0), fits=lambda fleet: disk in fleet.disks)


_TO_DATABASE = Fault(strike=on_ways.cut_database, on="way-{target}", fits=_has_server)
_AWHILE = ("tear", "late", "lost", "slow")

FAULTS: Mapping[str, Fault] = {
    "kill": Fault(strike=on_programs.kill),
    "stop": Fault(strike=on_programs.stop, lasts_s=LONG_S),
    "drain": Fault(strike=on_programs.drain, lasts_s=(2.0, 5.0)),
    "join": Fault(strike=on_programs.join, lasts_s=(5.0, 10.0)),
    "database-blink": replace(_TO_DATABASE, lasts_s=SHORT_S, ways=_AWHILE),
    "database-cut": replace(_TO_DATABASE, lasts_s=LONG_S, ways=("tear", "one-side", "late", "lost")),
    "receiver-cut": Fault(strike=on_ways.cut_receiver, on="line-{target}", lasts_s=SHORT_S, ways=_AWHILE),
    "cable": Fault(strike=on_ways.pull, on="way-{target}", lasts_s=LONG_S, fits=_has_networks),
    "database-restart": Fault(
        strike=on_servers.restart_database, on="server", lasts_s=SHORT_S, ways=("fast", "crash"), fits=_has_server
    ),
    "backend": Fault(strike=on_servers.kill_backend, on="server", ways=("end", "crash"), fits=_has_server),
    "disk-home": _full("home", on="home"),
    "disk-files": _full("files", on="files"),
    "disk-database": _full("database", on="server"),
    "clock": Fault(
        strike=on_machines.skew, on="clock-{target}", lasts_s=(5.0, 15.0), ways=("-7", "-1", "+1", "+30"),
        fits=_has_clocks,
    ),
    "receiver-forgets": Fault(strike=on_servers.forget, on="receiver"),
    "receiver-off": Fault(strike=on_servers.switch_off, on="receiver", lasts_s=(0.3, 1.5)),
    "receiver-full": Fault(strike=on_servers.empty_paper, on="receiver", lasts_s=(1.0, 4.0)),
}  # fmt: skip
