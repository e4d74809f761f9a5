"""The best plan: equal to exhaustive search where that is possible, to the proved bound where it is not."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise, product
from random import Random

import pytest

from jikwon.processes.assignment.optimum import Problem, Seat, Unit, Vector, alternatives, greedy, solve, staying

ZONES = ("가동", "나동", "다동", "")
ADJACENT = frozenset({("가동", "나동")})
KEPT = (0, 0, 0, 1, 6)
ROSTERS = 200


def small(seed: int) -> Problem:
    """Make a roster small enough to try every plan."""
    random = Random(seed)
    soft_cap = random.choice([2, 3, 4, 5])
    seats = [
        Seat(key=f"A{n}", zone=random.choice(ZONES), cap=random.choice([1, 2, 3, 6]), kept=random.choice(KEPT))
        for n in range(random.randint(0, 3))
    ]
    return Problem(
        units=[_unit(random, n, seats, soft_cap) for n in range(random.randint(0, 5))],
        seats=seats, adjacent=ADJACENT, soft_cap=soft_cap,
    )  # fmt: skip


def _unit(random: Random, number: int, seats: list[Seat], soft_cap: int) -> Unit:
    barred = frozenset(seat.key for seat in seats if random.random() < 0.12)
    allowed = [seat.key for seat in seats if seat.key not in barred]
    size = min(soft_cap, random.choice([1, 1, 1, 2, 2, 3]))
    present = random.choice(allowed) if allowed and random.random() < 0.5 else ""
    return Unit(
        key=f"P{number}", zones=tuple(random.choice(ZONES) for _ in range(size)), present=present,
        weight=random.randint(1, size) if present else 0, barred=barred,
    )  # fmt: skip


def large(seed: int, people: int, officials: int, *, new: float) -> Problem:
    """Make a district's day: households, officials of several caps, most people placed before."""
    random = Random(seed)
    zones = [f"{n}동" for n in range(27)]
    seats = [
        Seat(key=f"A{n:05}", zone=random.choice(zones), cap=random.choice([2, 3, 3, 3, 4])) for n in range(officials)
    ]
    sizes = random.choices([1, 2, 3, 4, 5], [40, 30, 17, 9, 4], k=people // 2)
    units = []
    for number, size in enumerate(sizes):
        present = "" if random.random() < new else random.choice(seats).key
        zone = random.choice(zones)
        units.append(Unit(key=f"P{number:06}", zones=(zone,) * size, present=present, weight=size if present else 0))
    adjacent = frozenset(pairwise(zones))
    return Problem(units=units, seats=seats, adjacent=adjacent, soft_cap=5)


def exhaustive(problem: Problem) -> tuple[int, ...]:
    """Try every plan, and cost it without asking the problem."""
    best: tuple[int, ...] = ()
    for plan in product(["", *(seat.key for seat in problem.seats)], repeat=len(problem.units)):
        if any(seat in unit.barred for unit, seat in zip(problem.units, plan, strict=True)):
            continue
        came = Counter({seat: 0 for seat in plan if seat})
        for unit, seat in zip(problem.units, plan, strict=True):
            came[seat] += len(unit.zones)
        loads = [(seat, seat.kept + came[seat.key]) for seat in problem.seats]
        if any(load > problem.soft_cap for seat, load in loads if came[seat.key]):
            continue
        cost = (came[""], *_rest(problem, plan, loads))
        best = min(best, cost) if best else cost
    return best


def _rest(problem: Problem, plan: tuple[str, ...], loads: list[tuple[Seat, int]]) -> tuple[int, ...]:
    zones = {seat.key: seat.zone for seat in problem.seats}
    far = 0
    for unit, seat in zip(problem.units, plan, strict=True):
        for zone in unit.zones if seat else ():
            near = {zone, zones[seat]}
            far += 3 if "" in near else 0 if len(near) == 1 else 1 if near == {"가동", "나동"} else 3
    lost = sum(unit.weight for unit, seat in zip(problem.units, plan, strict=True) if unit.present not in ("", seat))
    over = sum(max(0, load - seat.cap) for seat, load in loads)
    return (over, lost, far, sum(load**2 for _, load in loads))


def moves(problem: Problem, plan: list[str]) -> list[tuple[int, str, Vector]]:
    """List every move of one unit that is allowed: (unit, official, what the plan then costs)."""
    loads, found = problem.loads(plan), []
    for number, (unit, here) in enumerate(zip(problem.units, plan, strict=True)):
        for seat in problem.seats if here else ():
            fits = loads[seat.key] + unit.size <= problem.soft_cap
            if fits and seat.key not in unit.barred and seat.key != here:
                moved = [*plan[:number], seat.key, *plan[number + 1 :]]
                found.append((number, seat.key, problem.cost(moved)))
    return found


def test_the_vector_equals_exhaustive_search_on_small_rosters() -> None:
    for seed in range(ROSTERS):
        problem = small(seed)
        solution = solve(problem)

        assert tuple(solution.vector) == exhaustive(problem), seed
        assert solution.bound == solution.vector, seed


def test_nobody_could_move_to_an_official_who_waited_longer_at_the_same_cost() -> None:
    for seed in range(ROSTERS):
        problem = small(seed)
        solution = solve(problem)
        order = {seat.key: rank for rank, seat in enumerate(problem.seats)}
        for number, seat, cost in moves(problem, list(solution.plan)):
            assert cost != solution.vector or order[seat] > order[solution.plan[number]], seed


def test_the_next_best_official_is_the_one_whose_move_costs_least() -> None:
    for seed in range(0, ROSTERS, 4):
        problem = small(seed)
        solution = solve(problem)
        order = {seat.key: rank for rank, seat in enumerate(problem.seats)}
        tried = moves(problem, list(solution.plan))
        for number, found in enumerate(alternatives.of(problem, solution.plan)):
            best = min(((cost, order[seat], seat) for each, seat, cost in tried if each == number), default=None)
            if best is None:
                assert found is None, seed
                continue
            assert found is not None, seed
            more = tuple(then - now for then, now in zip(best[0], solution.vector, strict=True))
            assert (found.seat, tuple(found.more)) == (best[2], more), seed


def test_the_order_of_units_changes_nothing() -> None:
    for seed in range(0, ROSTERS, 4):
        problem = small(seed)
        other = Problem(
            units=list(reversed(problem.units)), seats=problem.seats, adjacent=ADJACENT, soft_cap=problem.soft_cap
        )
        assert solve(problem) == solve(other)


def crowded(seed: int) -> Problem:
    """Make a roster of which more people name an official than can stay, alike in many ways."""
    random = Random(seed)
    seats = [Seat(key=f"A{n}", zone="가동", cap=2, kept=random.choice([0, 0, 1])) for n in range(random.randint(2, 3))]
    units = []
    for number in range(random.randint(6, 14)):
        size = random.choice([1, 1, 2])
        present = random.choice([*(seat.key for seat in seats), ""])
        zones = tuple(random.choice(("다동", "라동", "")) for _ in range(size))
        units.append(Unit(key=f"P{number}", zones=zones, present=present, weight=size if present else 0))
    return Problem(units=units, seats=seats, adjacent=ADJACENT, soft_cap=3)


def test_a_plan_fed_back_is_the_plan_again_also_where_people_without_a_place_name_their_official() -> None:
    for seed in range(ROSTERS // 2):
        problem = crowded(seed) if seed % 2 else small(seed)
        plan = solve(problem).plan
        units = [
            replace(unit, present=seat, weight=unit.size) if seat else unit
            for unit, seat in zip(problem.units, plan, strict=True)
        ]
        fed_back = Problem(units=units, seats=problem.seats, adjacent=ADJACENT, soft_cap=problem.soft_cap)

        assert solve(fed_back).plan == plan, seed


def test_of_those_who_name_an_official_and_are_alike_the_first_stay() -> None:
    units = [Unit(key=f"P{n}", zones=("가동",), present="A1", weight=1) for n in range(7)]
    seats = [Seat(key="A1", zone="가동", cap=3)]
    solution = solve(Problem(units=units, seats=seats, adjacent=ADJACENT, soft_cap=5))

    assert solution.plan == ["A1"] * 5 + [""] * 2
    assert (
        staying.first(Problem(units=units, seats=seats, adjacent=ADJACENT, soft_cap=5), ["", "", *solution.plan[:5]])
        == solution.plan
    )


def test_people_who_lose_their_official_whatever_the_plan_are_counted() -> None:
    for seed in range(0, ROSTERS, 8):
        problem = small(seed)
        other = Problem(units=problem.units, seats=problem.seats, adjacent=ADJACENT, soft_cap=problem.soft_cap, lost=2)
        plain, more = solve(problem), solve(other)

        assert more.vector == more.bound == plain.vector._replace(changed=plain.vector.changed + 2), seed
        assert more.plan == plain.plan, seed


def test_a_time_limit_leaves_a_plan_and_a_bound_that_it_does_not_pass() -> None:
    problem = large(5, 600, 250, new=0.3)
    solution = solve(problem, within_s=0.0)

    assert solution.vector == problem.cost(solution.plan) <= problem.cost(greedy.plan(problem))
    assert all(0 <= bound <= value for bound, value in zip(solution.bound, solution.vector, strict=True))
    assert solution.bound != solution.vector


def test_an_ample_time_limit_proves_the_same_vector() -> None:
    for seed in range(0, ROSTERS, 8):
        assert solve(small(seed), within_s=60.0).vector == solve(small(seed)).vector


@pytest.mark.slow
@pytest.mark.parametrize(("people", "officials", "new"), [(3_000, 1_500, 0.1), (3_000, 700, 0.1), (6_000, 3_000, 1)])
def test_on_large_rosters_the_bound_equals_the_vector(people: int, officials: int, new: float) -> None:
    problem = large(1, people, officials, new=new)
    solution = solve(problem)

    assert solution.bound == solution.vector <= problem.cost(greedy.plan(problem))
