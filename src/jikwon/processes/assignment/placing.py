"""The plan made into lines: who goes to whom, by which rule, and why somebody changes or stays without."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jikwon.model import Run
from jikwon.processes.assignment import roster
from jikwon.processes.assignment.households import Gathering, Member
from jikwon.processes.assignment.model import Official
from jikwon.processes.assignment.optimum import AIMS, Problem, Solution, Unit, alternatives, solve
from jikwon.processes.assignment.optimum.alternatives import Alternative

KEPT, NEW, CHANGED = "유지", "신규", "변경"


class Line(NamedTuple):
    """One person with an official, or without (`official` None).

    `kind` is 배정구분; `rule`, `why` and `reason` are codes of the strings' tables `rules`, `changes` and
    `unassigned`, "" where there is nothing to say.
    """

    member: Member
    official: Official | None
    kind: str
    rule: str
    together: bool
    alternative: Alternative | None
    why: str
    reason: str


class Placing(NamedTuple):
    """Everything that `deliver` decides: the lines by id, the loads of all officials, and what is proved."""

    gathering: Gathering
    lines: Sequence[Line]
    loads: Mapping[str, int]
    solution: Solution


def place(run: Run, gathering: Gathering) -> Placing:
    """Solve the run's problem and say of everybody what came of it."""
    problem, members, solution = _solved(run, gathering)
    others = alternatives.of(problem, solution.plan)
    lines = [
        _line(gathering, problem, unit, member, seat, other)
        for unit, seat, other in zip(problem.units, solution.plan, others, strict=True)
        for member in members[unit.key]
    ]
    loads = {key: gathering.kept[key] for key in gathering.officials} | problem.loads(solution.plan)
    return Placing(gathering, sorted(lines, key=lambda line: line.member.person.id), loads, solution)


def _solved(run: Run, gathering: Gathering) -> tuple[Problem, Mapping[str, Sequence[Member]], Solution]:
    """Find the best plan; where the register as it stands is the best already, nobody moves.

    An earlier run may have left a household with members at one official and others without a place, for
    they were free then. Placed whole now they would push somebody out, so they are free as long as that
    gains nothing.
    """
    limit = run.setting("time_limit")
    within = float(limit) if limit else None
    adjacent = roster.adjacent(run, told=lambda _: None)
    if gathering.divided:
        problem, members = gathering.problem(adjacent, apart=gathering.divided)
        standing = [unit.present for unit in problem.units]
        if _is_full(problem, standing) and (solution := solve(problem, within_s=within)).plan == standing:
            return problem, members, solution
    problem, members = gathering.problem(adjacent)
    return problem, members, solve(problem, within_s=within)


def _is_full(problem: Problem, plan: Sequence[str]) -> bool:
    """Tell whether a plan is possible, and nobody it leaves without a place could be given one beside it."""
    loads = problem.loads(plan)
    come = {seat for seat in plan if seat}
    return all(loads[seat] <= problem.soft_cap for seat in come) and not any(
        problem.has_room(unit, loads) for unit, seat in zip(problem.units, plan, strict=True) if not seat
    )


def _line(
    gathering: Gathering, problem: Problem, unit: Unit, member: Member, seat: str, other: Alternative | None
) -> Line:
    person = member.person
    is_valid = gathering.has_valid(member)
    kind = KEPT if seat == person.official else CHANGED if person.official else NEW
    return Line(
        member=member,
        official=gathering.officials[seat] if seat else None,
        kind=kind,
        rule=_rule(gathering, seat, other) if seat else "",
        together=unit.size > 1,
        alternative=other,
        why=_why(gathering, member, is_valid=is_valid) if person.official and seat != person.official else "",
        reason="" if seat else _reason(problem, unit),
    )


def _rule(gathering: Gathering, seat: str, other: Alternative | None) -> str:
    """Name the first aim in which the next best official is worse, else what the fixed rule looked at."""
    if other is None:
        return "only"
    for aim, more in zip(AIMS, other.more, strict=True):
        if more:
            return aim
    return "last" if gathering.officials[seat].last != gathering.officials[other.seat].last else "id"


def _why(gathering: Gathering, member: Member, *, is_valid: bool) -> str:
    """Say why a present official is not kept."""
    known = gathering.officials.get(member.person.official)
    if known is None:
        return "unknown"
    if known.hindrance:
        return known.hindrance
    return "better" if is_valid else "family"


def _reason(problem: Problem, unit: Unit) -> str:
    """Say why somebody has no official."""
    if not problem.seats:
        return "nobody"
    if all(seat.key in unit.barred for seat in problem.seats):
        return "barred"
    return "full"
