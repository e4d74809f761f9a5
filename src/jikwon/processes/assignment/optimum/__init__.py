"""The best assignment, proved: who goes to whom so that five aims, in strict order, are met as well as can be."""

from jikwon.processes.assignment.optimum.problem import AIMS, Problem, Seat, Unit, Vector
from jikwon.processes.assignment.optimum.solving import Solution, solve

__all__ = ["AIMS", "Problem", "Seat", "Solution", "Unit", "Vector", "solve"]
