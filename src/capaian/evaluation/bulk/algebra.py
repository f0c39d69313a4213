"""The algebra of `kernel.algebra` over the columns of an Ibis table: exact on every engine."""

from __future__ import annotations

from typing import Any

import ibis
from ibis import _
from ibis.expr import types as ir

WHOLE = "decimal(38, 0)"  # every engine has it; the widest number the legal inputs can lead to has 36 digits


class TableAlgebra:
    """Numbers are WHOLE columns of `table`; `keep` adds a column to it, so the table grows as the rule proceeds."""

    def __init__(self, table: ir.Table, prefix: str = "") -> None:
        self.table = table
        self.prefix = prefix
        self._quotients = 0

    def missing(self, value: Any) -> Any:
        return value.isnull()

    def known(self, value: Any, default: Any) -> Any:
        return ibis.coalesce(value, default)

    def where(self, condition: Any, yes: Any, no: Any) -> Any:
        if yes is None and no is None:
            return ibis.null("string")
        return ibis.ifelse(condition, yes, no)

    def quotient(self, numerator: Any, denominator: Any) -> Any:
        """Half up without floating point: a DOUBLE only guesses, whole numbers decide.

        Engines divide decimals through DOUBLE or cut them at a scale of their own. So the quotient is guessed, what
        is left over is guessed once more (now small enough for the guess to be off by one at most), and the remainder,
        computed exactly, says whether to go one up or down. Good for quotients up to 10^30 (a DOUBLE knows 53 bits,
        two guesses 104); legal inputs lead to 4 × 10^28 at most.
        """
        self._quotients += 1
        number = self._quotients
        dividend = self.keep(f"dividend{number}", (2 * numerator + denominator).cast(WHOLE))
        divisor = self.keep(f"divisor{number}", _column(2 * denominator).cast(WHOLE))
        first = self.keep(f"first{number}", _guess(dividend, divisor))
        rest = self.keep(f"rest{number}", dividend - first * divisor)
        second = self.keep(f"second{number}", first + _guess(rest, divisor))
        left = self.keep(f"left{number}", dividend - second * divisor)
        step = ibis.cases((left < 0, -1), (left >= divisor, 1), else_=0)
        return self.keep(f"quotient{number}", second + step)

    def keep(self, name: str, value: Any) -> Any:
        column = f"{self.prefix}{name}"
        self.table = self.table.mutate(**{column: value})
        return _[column]


def _guess(dividend: Any, divisor: Any) -> Any:
    return (dividend.cast("float64") / divisor.cast("float64")).cast(WHOLE)


def _column(value: Any) -> Any:
    return ibis.literal(value) if isinstance(value, int) else value
