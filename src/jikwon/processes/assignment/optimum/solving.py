"""The five aims, one after the other, each held where it was found when the next is brought to its least."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from jikwon.model import JikwonError
from jikwon.processes.assignment.optimum import greedy, seating, staying, ties
from jikwon.processes.assignment.optimum.classes import Classes
from jikwon.processes.assignment.optimum.problem import Problem, Vector
from jikwon.processes.assignment.optimum.program import CHANGED, DISTANCE, LOAD_SQUARES, OVER, UNASSIGNED, Program


class VectorDiffers(JikwonError):
    """The plan that was made of a solution does not cost what the solution did."""

    code = "assignment-vector-differs"


class Solution(NamedTuple):
    """Each unit's official ("" for none) in the order of the units, what that costs, and what is proved.

    No plan has a lower first aim than `bound[0]`; none with `vector[0]` a lower second one than
    `bound[1]`, and so on. Where `bound` is `vector`, the plan is the best.
    """

    plan: Sequence[str]
    vector: Vector
    bound: Vector


def solve(problem: Problem, *, within_s: float | None = None) -> Solution:
    """Find the best plan, and settle by the fixed rule what the aims leave open.

    `within_s` bounds the solver's time; then `bound` may be below `vector`.
    """
    return _Solving(problem, within_s).solution()


class _Solving:
    """One problem while its aims are brought to their least, one by one."""

    def __init__(self, problem: Problem, within_s: float | None) -> None:
        self.problem = problem
        self.until = None if within_s is None else time.monotonic() + within_s
        self.plan: Sequence[str] | None = None
        self.held: dict[int, int] = {}
        self.bound: list[int] = []

    def solution(self) -> Solution:
        """Bring the aims that no distance touches to their least in a small program, the others in a whole one."""
        if self.until is not None:
            self.plan = greedy.plan(self.problem)
        self._stage(Classes(self.problem, whole=True), (UNASSIGNED, OVER, CHANGED))
        self._stage(Classes(self.problem, settled=self.held[CHANGED] == self.problem.lost), (DISTANCE, LOAD_SQUARES))
        wanted = Vector(*(self.held[aim] for aim in range(5)))
        assert self.plan is not None
        plan = ties.settled(self.problem, staying.first(self.problem, self.plan))
        vector = self.problem.cost(plan)
        # A program counts who goes far as far; where time cut the search short, some of them may be near after all.
        if vector != wanted and (self.until is None or vector > wanted):
            raise VectorDiffers(wanted=str(tuple(wanted)), found=str(tuple(vector)))
        return Solution(plan, vector, Vector(*map(min, self.bound, vector)))

    def _stage(self, classes: Classes, aims: Sequence[int]) -> None:
        from jikwon.processes.assignment.optimum.highs import Matrix  # the solver takes time to import

        program = Program(classes)
        matrix = Matrix(program)
        start = None if self.plan is None else seating.counts_of(program, self.plan)
        counts: Sequence[int] | None = start
        for aim in aims:
            least = matrix.least(aim, self.held, start=counts, until=self.until)
            counts = least.counts
            self.held[aim] = least.value
            self.bound.append(least.bound)
        assert counts is not None
        if counts is not start:
            self.plan = seating.plan_of(program, counts)
