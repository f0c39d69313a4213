"""From cleaned indicator rows to one row per person, by the rules of `evaluation.rules.arithmetic`."""

from __future__ import annotations

import ibis
from ibis import _
from ibis.expr import types as ir

from capaian.evaluation.bulk.algebra import WHOLE, TableAlgebra
from capaian.evaluation.bulk.checks import any_of, indicator_checks
from capaian.evaluation.rules import arithmetic
from capaian.evaluation.rules.policy import Policy
from capaian.kernel.algebra import whole
from capaian.planning.rules.achievement import State, working

# What is true of some row of a result, and then of a person, one bit each: a single aggregate carries them all.
BAD, MAIN, ADDITIONAL, UNREPORTED, OPEN = 1, 2, 4, 8, 16
RATED = {"above": 32, "meets": 64, "below": 128}
REPEATED, MIXED = 256, 512  # of a result; above the bits of a row there is room for one bit per indicator
FLAGS = 8
BUCKETS = 52


@ibis.udf.scalar.builtin(name="hash")  # type: ignore[untyped-decorator]
def engine_hash(text: str) -> int:  # type: ignore[empty-body]
    """The engine's own hash of a text; differs between engines, so nothing may depend on its value."""


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def bit_count(bits: int) -> int:  # type: ignore[empty-body]
    """How many bits are set."""


@ibis.udf.agg.builtin  # type: ignore[untyped-decorator]
def bit_or(bits: int) -> int:  # type: ignore[empty-body]
    """All bits that are set in some row."""


def score(rows: ir.Table, policy: Policy) -> ir.Table:
    """Cleaned indicator rows → one row per person. Rows without a person share one that has no name."""
    return scored(by_person(by_result(with_achievement(rows, policy))), policy)


def with_achievement(rows: ir.Table, policy: Policy) -> ir.Table:
    """Rows with `bad` (refused by a check), `is_main`, `pct` (WHOLE, missing if not scored) and `state`."""
    checked = rows.mutate(
        bad=any_of(check.fails for check in indicator_checks(rows.columns)), is_main=ibis.coalesce(_.kind == "main", False),
    )
    algebra = TableAlgebra(checked, prefix="i_")
    done = working(
        algebra, higher=_.polarity == "higher", target=_.target, realization=_.realization,
        target_high=_.target_high if "target_high" in rows.columns else ibis.null(WHOLE),
        cap=None if policy.cap is None else int(whole(policy.cap, 10**policy.decimals)), decimals=policy.decimals,
    )
    return algebra.table.mutate(pct=done.pct, state=done.state)


def by_result(rows: ir.Table) -> ir.Table:
    """One row per person and result: the mean of its scored indicators and the flags of its rows.

    A repeated indicator leaves fewer bits than rows. Two indicators may fall on the same bit by chance, so this only
    suspects; `finishing.find_repeated` looks again.
    """
    bucket = (((engine_hash(_.indicator) % BUCKETS) + BUCKETS) % BUCKETS).cast("int64")
    flags = _flag(_.bad, BAD) + ibis.ifelse(_.is_main, MAIN, ADDITIONAL)
    flags += _flag(_.is_main & (_.state == State.NO_REALIZATION.value), UNREPORTED)
    flags += _flag(_.state != State.SCORED.value, OPEN)
    if "result_rating" in rows.columns:
        flags += ibis.cases(*((_.result_rating == word, bit) for word, bit in RATED.items()), else_=0)
    # As a column of its own, because a plain 1 is 32 bits wide on Spark.
    marked = rows.mutate(one=ibis.literal(1).cast("int64"), place=bucket + FLAGS)
    grouped = marked.mutate(bits=flags.cast("int64") + (_.one << _.place)).group_by(_.person, _.result).aggregate(
        total=_.pct.sum(), scored=_.pct.count(), rows=_.count(), bits=bit_or(_.bits),
    )
    algebra = TableAlgebra(grouped, prefix="r_")
    mean = arithmetic.mean(algebra, ibis.coalesce(_.total, 0), _.scored.cast(WHOLE))
    row_bits = _.bits & (2**FLAGS - 1)
    repeated = bit_count(_.bits - row_bits) != _.rows
    mixed = _has(_.bits, MAIN) & _has(_.bits, ADDITIONAL)
    return algebra.table.mutate(
        main_mean=ibis.ifelse(_has(_.bits, MAIN), mean, None),
        additional_mean=ibis.ifelse(_has(_.bits, MAIN), None, mean),
        flags=row_bits + _flag(repeated, REPEATED) + _flag(mixed, MIXED),
    )


def by_person(results: ir.Table) -> ir.Table:
    """One row per person: totals and counts of the results' means, and flags."""
    return results.group_by(_.person).aggregate(
        main_total=_.main_mean.sum(), main_count=_.main_mean.count(), lowest=_.main_mean.min(),
        additional_total=_.additional_mean.sum(), additional_count=_.additional_mean.count(), flags=bit_or(_.flags),
    )


def scored(people: ir.Table, policy: Policy) -> ir.Table:
    """One row per person with `pct`, `score_state`, `rating` and `basis`, and what is to be looked at again."""
    given = ibis.cases(*((_has(_.flags, bit), word) for word, bit in RATED.items()))
    algebra = TableAlgebra(people.mutate(given=given), prefix="p_")
    done = arithmetic.person(
        algebra, main_total=ibis.coalesce(_.main_total, 0), main_count=_.main_count.cast(WHOLE), lowest_main=_.lowest,
        additional_total=ibis.coalesce(_.additional_total, 0), additional_count=_.additional_count.cast(WHOLE),
        unreported_main=_.flags & UNREPORTED, given=_.given, bridge=policy.bridge, decimals=policy.decimals,
    )
    contradicted = bit_count(_.flags & sum(RATED.values())) > 1
    return algebra.table.select(
        "person", is_open=_has(_.flags, OPEN), is_suspect=_has(_.flags, REPEATED),
        is_flagged=_has(_.flags, BAD) | _has(_.flags, MIXED) | contradicted | _.person.isnull(), pct=done.pct,
        score_state=done.state, rating=done.rating, basis=done.basis,
    )


def _flag(condition: ibis.Deferred, bit: int) -> ibis.Deferred:
    return ibis.ifelse(condition, bit, 0)


def _has(bits: ibis.Deferred, bit: int) -> ibis.Deferred:
    return (bits & bit) > 0
