"""Why rows were rejected: a list with file, row, column and reason, made only where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from typing import Any

import ibis
from ibis import _
from ibis.expr import types as ir

from capaian.evaluation.bulk.checks import Check, any_of, as_value

COLUMNS = ("file", "row", "column", "reason", "person")
TWICE = "kunci ganda; person, result dan indicator yang sama sudah ada di baris lain"
MIXED = "hasil yang sama tercatat sebagai main dan additional"
CONTRADICTED = "result_rating berbeda-beda untuk orang yang sama"
BEHAVIOUR_TWICE = "kunci ganda; orang ini sudah ada di baris lain"


def indicator_problems(
    engine: Any, rows: ir.Table, people: ir.Table, *, file: str, checks: Iterable[Check]
) -> ir.Table:
    """Every problem of the indicator file. `rows` are cleaned and numbered; `people` those with any flag set."""
    looked_at = rows.filter(any_of(check.fails for check in checks) | _.person.isin(people.person))
    kept = engine.create_table("indicator_rows", looked_at, temp=True)
    keys = kept.filter(_.person.notnull() & _.result.notnull() & _.indicator.notnull())
    found = [*_failing(kept, file, checks), _repeated(keys, ("person", "result", "indicator"), "indicator", TWICE, file)]
    found.append(_varying(keys, ("person", "result"), "kind", MIXED, file))
    if "result_rating" in kept.columns:
        rated = kept.filter(_.result_rating.notnull())
        found.append(_varying(rated, ("person",), "result_rating", CONTRADICTED, file))
    return _joined(found)


def behaviour_problems(rows: ir.Table, *, file: str, checks: Iterable[Check]) -> ir.Table:
    """Every problem of the behaviour file; `rows` are cleaned and numbered."""
    repeated = _repeated(rows.filter(_.person.notnull()), ("person",), "person", BEHAVIOUR_TWICE, file)
    return _joined([*_failing(rows, file, checks), repeated])


def reasons_by_person(problems: ir.Table) -> ir.Table:
    """What to tell each person's row: where its first problem is, and how many more there are."""
    place = (
        problems.file + ", baris " + problems.row.cast("string") + ", " + problems.column + ": " + problems.reason
    )
    order = ibis.row_number().over(group_by=problems.person, order_by=[problems.file, problems.row, problems.column])
    first = problems.filter(problems.person.notnull()).mutate(place=place, number=order)
    told = first.group_by(_.person).aggregate(place=_.place.max(where=_.number == 0), more=_.count() - 1)
    more = ibis.ifelse(_.more > 0, " (dan " + _.more.cast("string") + " masalah lain)", "")
    return told.select("person", rejection="ditolak: " + _.place + more)


def _failing(rows: ir.Table, file: str, checks: Iterable[Check]) -> list[ir.Table]:
    return [_listed(rows.filter(check.fails), file, check.column, as_value(check.reason)) for check in checks]


def _repeated(rows: ir.Table, key: tuple[str, ...], column: str, reason: str, file: str) -> ir.Table:
    times = rows.mutate(times=ibis._.count().over(group_by=key))
    return _listed(times.filter(_.times > 1), file, column, reason)


def _varying(rows: ir.Table, key: tuple[str, ...], column: str, reason: str, file: str) -> ir.Table:
    spread = rows.mutate(lowest=_[column].min().over(group_by=key), highest=_[column].max().over(group_by=key))
    return _listed(spread.filter(_.lowest != _.highest), file, column, reason)


def _listed(rows: ir.Table, file: str, column: str, reason: Any) -> ir.Table:
    return rows.select(
        file=ibis.literal(file), row=_.row_number.cast("int64"), column=ibis.literal(column),
        reason=ibis.literal(reason) if isinstance(reason, str) else reason, person=_.person,
    )


def _joined(tables: list[ir.Table]) -> ir.Table:
    return reduce(lambda left, right: left.union(right), tables)


def line_of(message: str) -> int | None:
    """The line a CSV reader complains about."""
    found = re.search(r"Line: (\d+)", message)
    return int(found[1]) if found else None
