"""One aim of a program brought to its least, by HiGHS.

The relaxation gives a bound and every column's reduced cost. A plan that reaches the rounded bound can
hold only columns whose reduced cost is not above what rounding added, so the integer program is solved
over these alone; where none is found, the bound is raised by what that proves, and the next ones enter.
"""

import time
from collections.abc import Mapping, Sequence
from math import ceil, floor, inf
from typing import Final, NamedTuple, TypeAlias

import highspy
import numpy as np

from jikwon.model import JikwonError
from jikwon.processes.assignment.optimum.program import Program

_NEAR: Final = 1e-6
_WHOLE: Final = 1e-4
_OPTIONS: Final = {
    "output_flag": False, "threads": 1, "random_seed": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.999,
}  # fmt: skip
"""All costs are whole numbers, so that a gap below one is none."""

_Floats: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
_Status = highspy.HighsModelStatus


class SolverFailed(JikwonError):
    """The solver ended without an answer for a program that has one."""

    code = "assignment-solver-failed"


class OutOfTime(Exception):
    """The time is over; what is known by then stands."""


class Least(NamedTuple):
    """The least that was found of an aim, what is proved that it cannot be below, and the columns' counts."""

    value: int
    bound: int
    counts: Sequence[int]


class Matrix:
    """A program as HiGHS takes it; the aims are its last rows, so that each can be held."""

    def __init__(self, program: Program) -> None:
        self.constant = program.constant
        self._costs = np.array(program.costs, dtype=np.float64).reshape(-1, 5)
        self._columns = len(program.columns)
        self._upper = np.array(program.upper, dtype=np.float64)
        self._whole = np.array([1 if column.pattern else 0 for column in program.columns], dtype=np.int32)
        rows = len(program.bounds)
        aims = np.argwhere(self._costs)
        aim_cells = np.column_stack([rows + aims[:, 1], aims[:, 0], self._costs[aims[:, 0], aims[:, 1]]])
        cells = np.concatenate([np.array(program.entries, dtype=np.float64).reshape(-1, 3), aim_cells])
        cells = cells[np.argsort(cells[:, 0], kind="stable")]
        self._rows = rows + 5
        self._start = np.searchsorted(cells[:, 0], np.arange(self._rows)).astype(np.int32)
        self._index = cells[:, 1].astype(np.int32)
        self._values = cells[:, 2].copy()
        self._low = np.array([bound[0] for bound in program.bounds] + [-inf] * 5)
        self._high = np.array([bound[1] for bound in program.bounds] + [inf] * 5)

    def least(self, aim: int, held: Mapping[int, int], *, start: Sequence[int] | None, until: float | None) -> Least:
        """Bring one aim to its least while every held one stays at most what it is held at.

        `start` is a plan that is known; it must be given where `until`, a moment of the monotonic clock,
        bounds the time.
        """
        if not self._columns:
            return Least(self.constant[aim], self.constant[aim], ())
        return _Search(self, aim, held, start, until).least()

    def solver(self, aim: int, held: Mapping[int, int], *, upper: _Floats, relaxed: bool) -> highspy.Highs:
        """Make a solver for one aim; `upper` bounds the columns."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]  # its constructor alone has no types
        for name, value in _OPTIONS.items():
            solver.setOptionValue(name, value)
        solver.passModel(
            self._columns, self._rows, len(self._values), 2, 1, 0.0, self._costs[:, aim].copy(),
            np.zeros(self._columns), upper, self._low, self._bounds(held), self._start, self._index, self._values,
            np.zeros(self._columns, dtype=np.int32) if relaxed else self._whole,
        )  # fmt: skip
        return solver

    def value(self, aim: int, counts: Sequence[int]) -> int:
        """Give what counts cost in one aim, the constant left out."""
        return floor(float(self._costs[:, aim] @ np.array(counts, dtype=np.float64)) + 0.5)

    def holds(self, counts: Sequence[int], held: Mapping[int, int]) -> bool:
        """Tell whether whole counts keep every row and bound."""
        found = np.array(counts, dtype=np.float64)
        number = np.repeat(np.arange(self._rows), np.diff(np.append(self._start, len(self._values))))
        rows = np.bincount(number, weights=self._values * found[self._index], minlength=self._rows)
        in_rows = (rows >= self._low - _WHOLE) & (rows <= self._bounds(held) + _WHOLE)
        return bool(in_rows.all() and (found >= 0).all() and (found <= self._upper).all())

    def whole(self, solver: highspy.Highs) -> Sequence[int]:
        """Give the solution in whole numbers; units are sent again where they were split, for a corner is whole."""
        values = np.array(solver.getSolution().col_value)
        rounded = np.rint(values)
        if np.abs(values - rounded).max(initial=0.0) > _WHOLE:
            numbers = np.arange(self._columns, dtype=np.int32)
            fixed = self._whole == 1
            solver.changeColsBounds(
                self._columns, numbers, np.where(fixed, rounded, 0.0), np.where(fixed, rounded, self._upper)
            )
            solver.changeColsIntegrality(self._columns, numbers, np.ones(self._columns, dtype=np.uint8))
            solver.run()
            rounded = np.rint(np.array(solver.getSolution().col_value))
        return [int(each) for each in rounded]

    def dual_bound(self, aim: int, held: Mapping[int, int], prices: _Floats) -> tuple[float, _Floats]:
        """Give the bound that row prices prove, and every column's reduced cost.

        Weak duality: no plan costs less than what its rows are worth at any prices, and the columns'
        negative rests at most. So the bound is right whatever the solver did to find the prices.
        """
        low, high = self._low, self._bounds(held)
        prices = np.where((prices > 0) & np.isinf(low), 0.0, np.where((prices < 0) & np.isinf(high), 0.0, prices))
        worth = np.repeat(prices, np.diff(np.append(self._start, len(self._values)))) * self._values
        reduced = self._costs[:, aim] - np.bincount(self._index, weights=worth, minlength=self._columns)
        limits = np.where(prices > 0, low, high)
        rows = prices * np.where(np.isinf(limits), 0.0, limits)  # an infinite one has no price
        return float(rows.sum() + np.minimum(reduced, 0.0) @ self._upper), reduced

    def _bounds(self, held: Mapping[int, int]) -> _Floats:
        high = self._high.copy()
        for each, most in held.items():
            high[self._rows - 5 + each] = most - self.constant[each]
        return high

    @property
    def upper(self) -> _Floats:
        """The columns' bounds."""
        return self._upper


class _Search:
    """One aim on its way to its least."""

    def __init__(
        self, matrix: Matrix, aim: int, held: Mapping[int, int], start: Sequence[int] | None, until: float | None
    ) -> None:
        self.matrix, self.aim, self.held, self.until = matrix, aim, held, until
        self.counts = start
        self.value = matrix.value(aim, start) if start is not None else None
        self.bound = 0

    def least(self) -> Least:
        """Raise the bound until a plan reaches it, or the time is over."""
        try:
            relaxed, reduced = self._relaxed()
            self.bound = max(ceil(relaxed - _NEAR), 0)
            more = 0
            while self.value is None or self.value > self.bound:
                target = self.bound + more if self.value is None else min(self.bound + more, self.value - 1)
                self._try(target, np.where(reduced > target - relaxed + _NEAR, 0.0, self.matrix.upper))
                more = 4 * more + 2
        except OutOfTime:
            pass
        assert self.counts is not None
        assert self.value is not None
        constant = self.matrix.constant[self.aim]
        return Least(self.value + constant, self.bound + constant, self.counts)

    def _try(self, target: int, upper: _Floats) -> None:
        """Look for a plan among columns that hold every plan of `target` or less; learn from it either way."""
        if self._found(upper, presolve="choose") <= self.bound:
            return
        # HiGHS 1.15.1's presolve called programs of ours infeasible that have plans: only without it is a
        # plan that was not found proof that there is none.
        value = self._found(upper, presolve="off")
        self.bound = max(self.bound, target + 1 if value > target else int(value))

    def _found(self, upper: _Floats, *, presolve: str) -> float:
        """Solve over some columns, keep a better plan, and give its value; infinite if there is none."""
        solver = self.matrix.solver(self.aim, self.held, upper=upper, relaxed=False)
        solver.setOptionValue("presolve", presolve)
        if self._run(solver) != _Status.kOptimal:
            return inf
        counts = self.matrix.whole(solver)
        if not self.matrix.holds(counts, self.held):
            raise SolverFailed(status="rows broken")
        value = self.matrix.value(self.aim, counts)
        if self.value is None or value < self.value:
            self.counts, self.value = counts, value
        return value

    def _relaxed(self) -> tuple[float, _Floats]:
        """Give the value and the reduced costs where seats and units may be split."""
        solver = self.matrix.solver(self.aim, self.held, upper=self.matrix.upper, relaxed=True)
        if (status := self._run(solver)) != _Status.kOptimal:
            raise SolverFailed(status=status.name)
        return self.matrix.dual_bound(self.aim, self.held, np.array(solver.getSolution().row_dual))

    def _run(self, solver: highspy.Highs) -> highspy.HighsModelStatus:
        if self.until is not None:
            solver.setOptionValue("time_limit", max(self.until - time.monotonic(), 0.0))
        solver.run()
        status = solver.getModelStatus()
        if status == _Status.kTimeLimit:
            raise OutOfTime
        if status not in (_Status.kOptimal, _Status.kInfeasible):
            raise SolverFailed(status=status.name)
        return status
