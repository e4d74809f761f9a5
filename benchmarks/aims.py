"""The aims of `aims.toml`, held against what was measured; one that is missed has a reason there."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import figures
from figures import Held
from measuring import Contest, Result

AIMS: Final = Path(__file__).with_name("aims.toml")
MET, MISSED, UNKNOWN = "met", "**not met**", "not measured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One aim: a figure of a contest and the least or the most that it may be.

    `measure` is `times` (the contender's whole process by ours), `seconds`, `peak-mib`, `a-second` (units of the work),
    `growth` (by work × log, see `figures.growth`), `faster-than-<contest>` (our time there by ours here) or the name of
    a figure that a program told. `contender` "" is ours. `reason` says why it is missed or not measured, where it is.
    """

    contest: str
    words: str
    measure: str
    contender: str = ""
    least: float | None = None
    most: float | None = None
    reason: str = ""

    def is_met_by(self, figure: float) -> bool:
        """Tell whether a figure is good enough."""
        return (self.least is None or figure >= self.least) and (self.most is None or figure <= self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of an aim; `figure` None where it was not measured."""

    aim: Aim
    figure: float | None

    @property
    def word(self) -> str:
        """Say it."""
        if self.figure is None:
            return UNKNOWN
        return MET if self.aim.is_met_by(self.figure) else MISSED

    @property
    def reason(self) -> str:
        """Give the reason of an aim that is missed or could not be measured, else ""."""
        return "" if self.word == MET else " ".join(self.aim.reason.split())


def label(aim: Aim) -> str:
    """Name the contest of an aim as the page does."""
    return f"B11 {aim.contest}" if aim.measure == "growth" else aim.contest


def read(path: Path = AIMS) -> list[Aim]:
    """Read the aims. Raises `TypeError` for a word that an aim has not."""
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["aim"]
    return [Aim(**each) for each in found]


def judge(aims: list[Aim], held: Held, grown: Held) -> list[Verdict]:
    """Hold every aim against what was measured."""
    return [Verdict(aim=aim, figure=_figure(aim, held, grown)) for aim in aims]


def _figure(aim: Aim, held: Held, grown: Held) -> float | None:
    if aim.measure == "growth":
        of = [(contest, results) for contest, results in grown if _is_of(aim.contest, contest) and results[0].samples]
        return figures.growth(of) if len(of) > 1 else None
    for contest, results in held:
        if contest.code == aim.contest:
            result = next((each for each in results if each.contender.name == aim.contender), None)
            result = results[0] if not aim.contender else result
            if result and result.samples and results[0].samples:
                return _of_contest(aim, contest, results[0], result, held)
    return None


def _is_of(code: str, contest: Contest) -> bool:
    return contest.code == code or contest.code.startswith(f"{code}-")


def _of_contest(aim: Aim, contest: Contest, ours: Result, result: Result, held: Held) -> float | None:
    if aim.measure.startswith("faster-than-"):
        other = Aim(contest=aim.measure.removeprefix("faster-than-"), words="", measure="seconds")
        seconds = _figure(other, held, ())
        return seconds / figures.spread(contest, ours).middle if seconds else None
    match aim.measure:
        case "times":
            return figures.ratios(contest, ours, result).middle
        case "seconds":
            return figures.spread(contest, result).middle
        case "peak-mib":
            return figures.peak_mib(result)
        case "a-second":
            return contest.size / figures.spread(contest, result, work=True).middle
    return figures.told(result, aim.measure).middle
