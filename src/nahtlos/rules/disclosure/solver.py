"""The one door to HiGHS: linear and whole-number programmes as arrays, quiet and on one thread."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from .system import Flags, Floats, Incidence, Ints

untyped: Any = highspy
INFINITE: float = highspy.kHighsInf


class Programme:
    """Minimises a cost over columns and under rows, all between bounds; changes keep the last basis."""

    def __init__(self, cost: Floats, lower: Floats, upper: Floats, *, presolve: bool = False) -> None:
        self.size = len(cost)
        self.every = np.arange(self.size, dtype=np.int32)
        self.highs: Any = untyped.Highs()
        self.set("output_flag", False)
        self.set("threads", 1)
        self.set("presolve", "choose" if presolve else "off")
        model = highspy.HighsLp()
        model.num_col_ = self.size
        model.col_cost_ = cost
        model.col_lower_ = lower
        model.col_upper_ = upper
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.zeros(self.size + 1, dtype=np.int32)
        self.highs.passModel(model)

    def set(self, option: str, value: bool | int | float | str) -> None:
        self.highs.setOptionValue(option, value)

    def balance(self, incidence: Incidence, *, signs: tuple[int, ...] = (1,)) -> None:
        """Adds the equations as rows that must be zero; several signs make as many copies of the cells."""
        column = np.concatenate([incidence.column + place * incidence.columns for place in range(len(signs))])
        sign = np.concatenate([incidence.sign * each for each in signs])
        row = np.tile(incidence.row, len(signs))
        order = np.argsort(row, kind="stable")
        starts = np.searchsorted(row[order], np.arange(incidence.rows))
        zero = np.zeros(incidence.rows)
        self.add_rows(zero, zero, starts, column[order], sign[order].astype(np.float64))

    def add_rows(self, lower: Floats, upper: Floats, starts: Ints, columns: Ints, factors: Floats) -> None:
        self.highs.addRows(
            len(lower),
            lower,
            upper,
            len(columns),
            starts.astype(np.int32),
            columns.astype(np.int32),
            factors,
        )

    def limit(self, lower: Floats, upper: Floats) -> None:
        """Sets the bounds of all columns."""
        self.highs.changeColsBounds(self.size, self.every, lower, upper)

    def limit_one(self, column: int, lower: float, upper: float) -> None:
        self.highs.changeColBounds(column, lower, upper)

    def charge(self, cost: Floats) -> None:
        """Sets the cost of all columns."""
        self.highs.changeColsCost(self.size, self.every, cost)

    def charge_one(self, column: int, cost: float) -> None:
        self.highs.changeColCost(column, cost)

    def restrict(self, columns: Flags) -> None:
        """Lets these columns take whole numbers only."""
        whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        kinds = np.array([whole if flag else real for flag in columns.tolist()])
        self.highs.changeColsIntegrality(self.size, self.every, kinds)

    def mark(self) -> None:
        """Remembers the corner where every column is at its lower bound."""
        self.corner = highspy.HighsBasis()
        self.corner.col_status = [highspy.HighsBasisStatus.kLower] * self.size
        self.corner.row_status = [highspy.HighsBasisStatus.kBasic] * self.highs.getNumRow()
        self.corner.valid = True

    def restart(self) -> None:
        """Begins the next solution at that corner, so that no answer depends on earlier questions."""
        self.highs.setBasis(self.corner)

    def solve(self) -> bool:
        """Whether an optimal solution was found."""
        self.highs.run()
        return bool(self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    @property
    def infeasible(self) -> bool:
        """Whether nothing is feasible; no programme here is unbounded, so the doubtful status says it too."""
        status = highspy.HighsModelStatus
        return self.highs.getModelStatus() in (status.kInfeasible, status.kUnboundedOrInfeasible)

    @property
    def found(self) -> bool:
        """Whether there is a feasible solution, even if it is not known to be the best."""
        return bool(self.highs.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible)

    @property
    def nodes(self) -> int:
        """The branches of the last whole-number solution."""
        return max(0, int(self.highs.getInfo().mip_node_count))

    @property
    def effort(self) -> int:
        """The simplex steps of the last solution, a measure of time that no clock is needed for."""
        return int(self.highs.getInfo().simplex_iteration_count)

    def solution(self) -> tuple[Floats, Floats]:
        """The columns' values and the rows' multipliers."""
        found = self.highs.getSolution()
        return np.array(found.col_value), np.array(found.row_dual)

    def values(self) -> Floats:
        return np.array(self.highs.getSolution().col_value)

    @property
    def objective(self) -> float:
        return float(self.highs.getInfo().objective_function_value)

    @property
    def bound(self) -> float:
        """The proven bound of a whole-number programme."""
        return float(self.highs.getInfo().mip_dual_bound)
