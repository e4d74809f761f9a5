"""A storm: faults drawn by a seed, striking while an office does its work, and what must hold when it is over."""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.acting.receiving import RunningReceiver
from tests.crash.programs import ENDED
from tests.crash.storm import aftermath
from tests.crash.storm.blows import Blow, Mend
from tests.crash.storm.faults import FAULTS
from tests.crash.storm.fleet import LANES, Fleet, Setting

LOOK_S = 0.1
STUCK_S = 150.0
"""The longest time without any progress."""
COLLECTED_A_SECOND = 100
"""While a list is read or written nothing is counted; so many of its lines a second it is on the slowest machine."""


def draw(fleet: Fleet, faults: Sequence[str], force: "Force", *, seed: int) -> list[Blow]:
    """Draw a storm: blows of some kinds, each that the office can have at least once, in the order of their moments."""
    chance = random.Random(seed)
    fitting = [name for name in faults if FAULTS[name].fits(fleet)]
    drawn = [*fitting, *chance.choices(fitting, k=max(force.blows - len(fitting), 0))]
    chance.shuffle(drawn)
    return sorted((_blow(chance, name, force.count) for name in drawn), key=lambda blow: blow.moment)


def _blow(chance: random.Random, name: str, count: int) -> Blow:
    fault = FAULTS[name]
    first = 1.05 if "receiver" in name else 0.3  # nobody talks to the receiver before the first letter is sent
    return Blow(
        moment=chance.uniform(first * count, 1.85 * count),
        fault=name,
        way=chance.choice(list(fault.ways)),
        lasts_s=chance.uniform(*fault.lasts_s),
        target=chance.randrange(12),
    )


class Storm:
    """A fleet with a run of so many letters, and the blows that meet it."""

    def __init__(self, fleet: Fleet, blows: Sequence[Blow], *, count: int) -> None:
        self.fleet = fleet
        self.blows = blows
        self.count = count
        self.met: Counter[str] = Counter()
        self._going_on: list[tuple[float, Blow, Mend]] = []
        self._unfelt: list[Blow] = []

    def begin(self) -> None:
        """Hand the run to the workers."""
        path = self.fleet.file("편지", self.count, lanes=LANES)
        settles = str(self.fleet.setting.settles_s)
        assert self.fleet.clerk("start", str(path), self.fleet.receiver.url, settles), self.fleet.story()

    def pass_over(self) -> None:
        """Let the whole storm pass, and the office come to rest."""
        self.begin()
        self.rage()
        self.settle()

    def assert_all_is_well(self) -> None:
        """Hold everything against each other, and see that the storm was one."""
        aftermath.assert_all_is_well(self.fleet, self.count)
        self.assert_all_struck()

    def assert_all_struck(self) -> None:
        """See that every kind of blow that was drawn has met somebody while there was work."""
        missed = {blow.fault for blow in self.blows} - {fault for fault, times in self.met.items() if times}
        assert not missed, f"nobody felt {missed}\n{self.fleet.story()}"

    def rage(self) -> None:
        """Let every blow strike in its turn, and all of it pass."""
        for blow in self.blows:
            self.wait_for(blow.moment)
            self.strike(blow)
        self.wait_for(2 * self.count)
        while self._going_on:
            self._look()

    def strike(self, blow: Blow) -> None:
        """Strike once; what is being done to the same thing ends first."""
        fleet = self.fleet
        on = FAULTS[blow.fault].on.format(target=blow.target % len(fleet.machines))
        while on and on in self._held():
            self._look()
        until = time.monotonic() + STUCK_S
        while (mend := FAULTS[blow.fault].strike(fleet, blow)) is None:
            assert time.monotonic() < until, f"nothing to strike with {blow}\n{fleet.story()}"
            self._look()
        fleet.note(f"{blow}  in {fleet.stage()}, {fleet.arrived()} arrived")
        self._going_on.append((time.monotonic() + blow.lasts_s, blow, mend))
        self._look()

    def _strike_others(self) -> None:
        """Let what met nobody strike the next machine: the one that it struck may have had nothing in hand."""
        again, self._unfelt = self._unfelt, []
        for blow in again:
            self.strike(blow)

    def _held(self) -> set[str]:
        machines = len(self.fleet.machines)
        return {FAULTS[blow.fault].on.format(target=blow.target % machines) for _, blow, _ in self._going_on}

    def wait_for(self, moment: float) -> None:
        """Wait until so many items are judged and letters arrived; see that somebody is at it all the while."""
        last, changed = -1.0, time.monotonic()
        patience_s = STUCK_S + self.count / COLLECTED_A_SECOND
        while (now := self.progress()) < moment and self.fleet.state() not in ("released", "refuted", "cancelled"):
            if now != last:
                last, changed = now, time.monotonic()
            self._look()
            self._strike_others()
            assert time.monotonic() - changed < patience_s, f"stuck at {now} of {moment}\n{self.fleet.story()}"

    def progress(self) -> float:
        """Count what is judged and what has arrived."""
        arrived = self.fleet.arrived()
        return self.count + arrived if arrived else self.fleet.settled()

    def _look(self) -> None:
        now = time.monotonic()
        for due in [each for each in self._going_on if each[0] <= now]:
            self._going_on.remove(due)
            felt = due[2]()
            self.fleet.note(f"{'over:':>8}  {due[1].fault} {due[1].way} {'' if felt else '(nobody felt it)'}")
            self.met[due[1].fault] += felt
            if not self.met[due[1].fault]:
                self._unfelt.append(replace(due[1], target=due[1].target + 1))
        self.fleet.attend(is_calm=not self._going_on)
        time.sleep(LOOK_S)

    def settle(self) -> None:
        """Let the run end, and every service after it."""
        until = time.monotonic() + 2 * STUCK_S
        while self.fleet.state() not in ENDED or self.fleet.state() == "failed":
            assert time.monotonic() < until, f"never ended: {self.fleet.state()}\n{self.fleet.story()}"
            self._look()
        time.sleep(1.0)  # for the last pointers to be tidied away
        for service in self.fleet.services:
            service.is_wanted = False
        for service in self.fleet.services:
            service.end(within_s=60)


@dataclass(frozen=True, kw_only=True)
class Force:
    """How much a storm is: so many letters, so many blows, and how long the receiver takes, twice, for a letter."""

    count: int
    blows: int
    delay_ms: int


@dataclass(frozen=True, kw_only=True)
class Again:
    """A storm that shall come again; without `only` with faults of all kinds."""

    seed: int
    force: Force
    only: Sequence[str]


@contextmanager
def storm(folder: Path, setting: Setting, faults: Sequence[str], force: Force, *, seed: int) -> Iterator[Storm]:
    """Gather an office, draw a storm over it, and leave nothing behind; the order of blows is printed."""
    receiver = RunningReceiver(folder / "record.jsonl", delay_ms=force.delay_ms)
    receiver.start()
    fleet = Fleet(folder, receiver, setting, seed=seed)
    try:
        fleet.gather()
        drawn = draw(fleet, faults, force, seed=seed)
        sys.stdout.write("\n".join([f"\nstorm {seed} over {force.count} items:", *map(str, drawn), ""]))
        made = Storm(fleet, drawn, count=force.count)
        try:
            yield made
        finally:
            sys.stdout.write("\n".join(["as it went:", *fleet.told, f"met: {dict(made.met)}", *fleet.crashes(), ""]))
    finally:
        fleet.disband()
        receiver.stop()
