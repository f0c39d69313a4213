"""What makes a row unusable, as conditions over cleaned columns: once to count them, once to say why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

import ibis
from ibis import _
from ibis.expr import types as ir

from capaian.foundation.exchange.numbers import REFUSALS

RATINGS = ("above", "meets", "below")


@dataclass(frozen=True, slots=True)
class Check:
    """A column, the condition under which a row fails, and the reason (text, or an expression of the row)."""

    column: str
    fails: ibis.Deferred
    reason: ibis.Deferred | str


def any_of(conditions: Iterable[ibis.Deferred]) -> ibis.Deferred:
    """Where at least one condition holds; a condition about something missing does not hold."""
    return reduce(or_, (ibis.coalesce(condition, False) for condition in conditions))


def indicator_checks(columns: Iterable[str]) -> tuple[Check, ...]:
    """PermenPANRB 8/2021 annex ch. VI p. 91-100: what the rule refuses for one person, it refuses here."""
    found = set(columns)
    numbers = [name for name in ("target", "target_high", "realization") if name in found]
    checks = [_filled("person"), _filled("result"), _filled("indicator")]
    checks += [_word("kind", ("main", "additional")), _word("polarity", ("higher", "lower"))]
    checks += [Check(name, _[f"{name}_illegal"], _refusal(name)) for name in numbers]
    checks.append(Check("target", _.target < 0, _quoted(_.target_text, "target tidak boleh negatif")))
    if "target_high" in found:
        no_target = _.target_high.notnull() & _.target.isnull() & ~_.target_illegal
        checks.append(Check("target_high", no_target, "batas atas target tanpa target"))
        lower = "batas atas target lebih kecil daripada target"
        checks.append(Check("target_high", _.target_high < _.target, _quoted(_.target_high_text, lower)))
    if "result_rating" in found:
        checks.append(_word("result_rating", RATINGS, may_be_empty=True))
    return tuple(checks)


def behaviour_checks() -> tuple[Check, ...]:
    """PermenPANRB 6/2022 annex IV.B.3: a person and one of the three ratings."""
    return (_filled("person"), _word("rating", RATINGS))


def _filled(column: str) -> Check:
    return Check(column, _[column].isnull(), "kosong")


def _word(column: str, words: tuple[str, ...], *, may_be_empty: bool = False) -> Check:
    reason = f"tidak dikenal; gunakan {', '.join(words[:-1])} atau {words[-1]}"
    unknown = ~_[column].isin(words)
    # An empty cell compares to nothing, so it needs a condition of its own.
    fails = unknown if may_be_empty else _[column].isnull() | unknown
    return Check(column, fails, _quoted(ibis.coalesce(_[column], ""), reason))


def _quoted(text: ibis.Deferred, reason: str) -> ibis.Deferred:
    return "“" + text + f"” {reason}"


def _refusal(name: str) -> ibis.Deferred:
    text = _[f"{name}_text"]
    branches = [(text.re_search(pattern), _quoted(text, reason)) for pattern, reason in REFUSALS[:-1]]
    return ibis.cases(*branches, else_=_quoted(text, REFUSALS[-1][1]))


def as_value(reason: ibis.Deferred | str) -> ibis.Deferred | ir.Scalar:
    """A reason as something a table can hold."""
    return ibis.literal(reason) if isinstance(reason, str) else reason
