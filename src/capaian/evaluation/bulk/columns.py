"""From whatever a file holds to clean columns: texts without blanks around them, numbers as whole counts."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
from ibis.expr import datatypes as dt
from ibis.expr import types as ir

from capaian.evaluation.bulk.algebra import WHOLE
from capaian.foundation.exchange.numbers import DECIMALS, DIGITS, NUMBER
from capaian.kernel.algebra import INPUT_DECIMALS

TEXTS = ("person", "result", "kind", "indicator", "polarity", "result_rating", "rating")
NUMBERS = ("target", "target_high", "realization")
EXACT = f"decimal({DIGITS + DECIMALS}, {DECIMALS})"
WIDE = "decimal(38, 10)"


def cleaned(table: ir.Table, names: Mapping[str, str], *, keep_row: bool = False) -> ir.Table:
    """The wanted columns by their own names. An empty text is missing, blanks around it are removed; a number is a WHOLE
    count of 10^-4, missing if illegal, beside `<name>_illegal` and `<name>_text` (what the file says)."""
    columns: dict[str, ir.Value] = {"row_number": table.row_number} if keep_row else {}
    for name, header in names.items():
        column = table[header]
        if name in NUMBERS:
            columns |= _number(name, column)
        else:
            columns[name] = _text(column)
    return table.select(**columns)


def _text(column: ir.Value) -> ir.Value:
    text = column if column.type().is_string() else column.cast("string")
    # Removing blanks is slow, looking for them is not, and few cells have any.
    return ibis.ifelse(text.like(" %") | text.like("% "), text.strip(), text).nullif("")


def _number(name: str, column: ir.Value) -> dict[str, ir.Value]:
    kind = column.type()
    text = column.cast("string")
    given = column.notnull()
    if kind.is_null():
        value = ibis.null(EXACT)
    elif kind.is_string():
        text = _text(column)
        given = text.notnull()
        value = ibis.ifelse(text.re_search(NUMBER), text, ibis.null("string")).cast(EXACT)
    elif kind.is_floating():
        # Its shortest writing is the number meant; from there on it is exact.
        wide = ibis.ifelse(_inside(column) & ~column.isnan(), text, ibis.null("string")).cast(WIDE)
        value = ibis.ifelse((wide != 0) | (column == 0), _fitting(wide), ibis.null(EXACT))
    elif _is_narrow(kind):
        return {name: _count(column, kind), f"{name}_illegal": ibis.literal(False), f"{name}_text": text}
    else:
        value = _fitting(ibis.ifelse(_inside(column), column, ibis.null(kind)).cast(WIDE))
    return {name: _count(value, kind), f"{name}_illegal": given & value.isnull(), f"{name}_text": text}


def _is_narrow(kind: dt.DataType) -> bool:
    if kind.is_integer():
        return bool(kind.nbytes <= 4)
    fits = kind.is_decimal() and kind.precision is not None and kind.scale is not None
    return bool(fits and kind.scale <= INPUT_DECIMALS and kind.precision - kind.scale <= DIGITS)


def _inside(column: ir.Value) -> ir.Value:
    limit = 10**DIGITS
    return (column > -limit) & (column < limit)


def _fitting(wide: ir.Value) -> ir.Value:
    return ibis.ifelse(wide == wide.cast(EXACT), wide.cast(EXACT), ibis.null(EXACT))


def _count(value: ir.Value, kind: dt.DataType) -> ir.Value:
    if kind.is_integer() and _is_narrow(kind):
        return value.cast("int64").cast(WHOLE) * 10**INPUT_DECIMALS
    return (value * 10**INPUT_DECIMALS).cast(WHOLE)

