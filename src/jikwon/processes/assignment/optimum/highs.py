"""One aim of a program brought to its least, by HiGHS."""

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import NamedTuple

import highspy
import numpy as np

from jikwon.model import JikwonError
from jikwon.processes.assignment.optimum.program import Program

_NEAR = 1e-6
_SEED = 1


class SolverFailed(JikwonError):
    """The solver ended without an answer for a program that has one."""

    code = "assignment-solver-failed"


class Least(NamedTuple):
    """The least that was found of an aim, what is proved that it cannot be below, and the columns' counts.

    `counts` is None where the time did not suffice to find any.
    """

    value: int
    bound: int
    counts: Sequence[int] | None


class Matrix:
    """A program as HiGHS takes it; the aims are its last rows, so that each can be held."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._costs = np.array(program.costs, dtype=np.float64).reshape(-1, 5)
        rows = len(program.bounds)
        cells = np.array(program.entries, dtype=np.int64).reshape(-1, 3)
        aims = [(rows + aim, column, cost[aim]) for column, cost in enumerate(program.costs) for aim in range(5)]
        aims_cells = np.array([each for each in aims if each[2]], dtype=np.int64).reshape(-1, 3)
        cells = np.concatenate([cells, aims_cells])
        cells = cells[np.argsort(cells[:, 0], kind="stable")]
        self._rows = rows + 5
        self._start = np.searchsorted(cells[:, 0], np.arange(self._rows)).astype(np.int32)
        self._index = cells[:, 1].astype(np.int32)
        self._values = cells[:, 2].astype(np.float64)
        self._whole = np.array([1 if column.pattern else 0 for column in program.columns], dtype=np.int32)

    def least(
        self, aim: int, held: Mapping[int, int], *, start: Sequence[int] | None, within_s: float | None
    ) -> Least:
        """Bring one aim to its least while every held one stays at most what it is held at."""
        solver = self._solver(aim, held, within_s)
        if start is not None:
            solver.setSolution(len(start), np.arange(len(start), dtype=np.int32), np.array(start, dtype=np.float64))
        solver.run()
        status, info = solver.getModelStatus(), solver.getInfo()
        constant = self._program.constant[aim]
        is_done = status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
        if not is_done and status != highspy.HighsModelStatus.kTimeLimit:
            raise SolverFailed(status=str(status).rpartition(".")[2])
        bound = ceil(info.mip_dual_bound - _NEAR) if info.mip_dual_bound > -_NEAR else 0
        counts: Sequence[int] | None = None if self._program.columns else ()
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            counts = self._integral(solver)
        value = self._value(aim, counts) if counts is not None else 0
        return Least(value + constant, (value if is_done else min(bound, value)) + constant, counts)

    def _value(self, aim: int, counts: Sequence[int]) -> int:
        return floor(float(self._costs[:, aim] @ np.array(counts, dtype=np.float64)) + 0.5)

    def _solver(self, aim: int, held: Mapping[int, int], within_s: float | None) -> highspy.Highs:
        solver = highspy.Highs()
        options = {"output_flag": False, "threads": 1, "random_seed": _SEED, "mip_rel_gap": 0.0, "mip_abs_gap": 0.999}
        for name, value in options.items():
            solver.setOptionValue(name, value)
        if within_s is not None:
            solver.setOptionValue("time_limit", max(within_s, 0.01))
        program = self._program
        infinite = float("inf")
        low = [bound[0] for bound in program.bounds] + [-infinite] * 5
        high = [bound[1] for bound in program.bounds]
        high += [held.get(each, infinite) - (program.constant[each] if each in held else 0) for each in range(5)]
        solver.passModel(
            len(program.columns), self._rows, len(self._values), 2, 1, 0.0,
            self._costs[:, aim].copy(), np.zeros(len(program.columns)), np.array(program.upper, dtype=np.float64),
            np.array(low), np.array(high), self._start, self._index, self._values, self._whole,
        )  # fmt: skip
        return solver

    def _integral(self, solver: highspy.Highs) -> Sequence[int]:
        """Give the solution in whole numbers."""
        values = np.array(solver.getSolution().col_value)
        rounded = np.rint(values)
        if np.abs(values - rounded).max(initial=0.0) < 1e-4:
            return [int(each) for each in rounded]
        return self._flow(solver, rounded)

    def _flow(self, solver: highspy.Highs, rounded: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Sequence[int]:
        """Send the units again for the patterns found: a flow, so that a corner of it is whole."""
        low = np.where(self._whole == 1, rounded, 0.0)
        high = np.where(self._whole == 1, rounded, np.array(self._program.upper, dtype=np.float64))
        number = len(low)
        columns = np.arange(number, dtype=np.int32)
        solver.changeColsBounds(number, columns, low, high)
        solver.changeColsIntegrality(number, columns, np.ones(number, dtype=np.uint8))
        solver.run()
        values = np.array(solver.getSolution().col_value)
        if np.abs(values - np.rint(values)).max(initial=0.0) > 1e-4:
            raise SolverFailed(status="not whole")
        return [int(each) for each in np.rint(values)]
