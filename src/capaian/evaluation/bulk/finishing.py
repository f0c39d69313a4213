"""The last steps, per person: what is missing, what is rejected, the predikat, and the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ibis
from ibis import _
from ibis.expr import types as ir

from capaian.evaluation.rules.arithmetic import BASIS_REASONS
from capaian.evaluation.rules.person import KINDS
from capaian.evaluation.rules.policy import Policy
from capaian.foundation.errors import Problem
from capaian.foundation.exchange.numbers import LOOKS_LIKE_THOUSANDS
from capaian.foundation.exchange.sources import Source
from capaian.planning.rules.achievement import REASONS, State

COLUMNS = ("person", "achievement_pct", "result_rating", "behaviour_rating", "predikat", "state", "reasons")
NO_BEHAVIOUR = "rating perilaku kerja belum ada"
NO_INDICATORS = "orang ini tidak ada di berkas indikator"

is_person = _.person.notnull()


def find_repeated(engine: Any, rows: ir.Table) -> None:
    """Fill the table `repeated`: people with the same indicator twice, looked for among the suspects only."""
    people = engine.table("people")
    suspects = people.filter(_.is_suspect & is_person)
    looked_at = rows.semi_join(suspects, "person")
    keys = looked_at.group_by(_.person, _.result, _.indicator).aggregate(times=_.count())
    engine.create_table("repeated", keys.filter(_.times > 1).select("person").distinct(), temp=True)


def flagged(engine: Any) -> ir.Table:
    """The people (or the nameless) any of whose rows is refused."""
    people = engine.table("people")
    return people.filter(_.is_flagged).select("person").union(engine.table("repeated"))


def open_points(engine: Any, rows: ir.Table) -> ir.Table:
    """Per person, the indicators without an achievement, in the order and words of the rule for one person."""
    people = engine.table("people")
    some = rows.filter(_.state != State.SCORED.value).semi_join(people.filter(_.is_open & is_person), "person")
    kind = ibis.ifelse(_.is_main, KINDS["main"], KINDS["additional"])
    why = ibis.cases(*((_.state == state.value, reason) for state, reason in REASONS.items() if reason))
    told = some.mutate(
        rank=ibis.ifelse(_.is_main, 0, 1), point=kind + " “" + _.result + "”, indikator “" + _.indicator + "”: " + why
    )
    return told.group_by(_.person).aggregate(
        points=_.point.group_concat("; ", order_by=[_.rank, _.result, _.indicator])
    )


def final(engine: Any, policy: Policy) -> ir.Table:
    """The table to write, ordered by person."""
    people = engine.table("people").filter(is_person).select("person", "pct", "score_state", "rating", "basis")
    named = engine.table("behaviour").filter(is_person)
    behaviour = named.group_by(rated=_.person).aggregate(behaviour=_.rating.min())
    both = people.outer_join(behaviour, [("person", "rated")]).mutate(
        person=ibis.coalesce(_.person, _.rated), is_known=_.person.notnull()
    )
    points = engine.table("open_points").rename(points_of="person")
    rejections = engine.table("rejections").rename(rejection_of="person")
    with_points = both.left_join(points, [("person", "points_of")]).mutate(has_points=_.points.notnull())
    joined = with_points.left_join(rejections, [("person", "rejection_of")]).mutate(is_rejected=_.rejection.notnull())
    return _told(_judged(joined, policy)).select(*COLUMNS).order_by("person")


def _judged(joined: ir.Table, policy: Policy) -> ir.Table:
    kept = joined.mutate(**{
        name: ibis.ifelse(_.is_rejected, ibis.null(kind), _[name])
        for name, kind in (("pct", "decimal(38, 0)"), ("rating", "string"), ("behaviour", "string"))
    })
    cells = [
        ((_.rating == result) & (_.behaviour == behaviour), predikat)
        for result, row in policy.matrix.items() for behaviour, predikat in row.items()
    ]
    return kept.mutate(
        predikat=ibis.cases(*cells), achievement_pct=_percent(policy.decimals),
        result_rating=_.rating, behaviour_rating=_.behaviour,
    )


def _percent(decimals: int) -> ibis.Deferred:
    # Engines type products of decimals each in their own way; placing the point in the digits is exact on all.
    if not decimals:
        return _.pct
    digits = _.pct.cast("string").lpad(decimals + 1, "0")
    whole = digits.substr(0, digits.length() - decimals)
    return (whole + "." + digits.right(decimals)).cast(f"decimal(38, {decimals})")


def _told(judged: ir.Table) -> ir.Table:
    unrated = ibis.ifelse(_.score_state == "scored", "no-rating", _.score_state)
    scored = ibis.ifelse(_.behaviour.isnull() & (_.score_state == "scored"), "no-behaviour", _.score_state)
    state = ibis.cases(
        (_.is_rejected, "rejected"), (~_.is_known, "no-indicators"), (_.rating.isnull(), unrated), else_=scored
    )
    basis = ibis.cases(*((_.basis == basis.value, reason) for basis, reason in BASIS_REASONS.items()))
    before = ibis.ifelse(_.has_points, _.points + "; ", "")
    after = ibis.ifelse(_.behaviour.isnull(), f"; {NO_BEHAVIOUR}", "")
    reasons = ibis.cases((_.is_rejected, _.rejection), (~_.is_known, NO_INDICATORS), else_=before + basis + after)
    return judged.mutate(state=state, reasons=reasons)


def write(engine: Any, path: Path) -> None:
    """The table `final` as CSV or Parquet."""
    _written(engine, engine.table("final").order_by("person"), path)


def write_problems(engine: Any, path: Path) -> None:
    """The table `problems` as CSV, in the order of the files."""
    listed = engine.table("problems").select("file", "row", "column", "reason")
    _written(engine, listed.order_by("file", "row", "column", "reason"), path)


def _written(engine: Any, table: ir.Table, path: Path) -> None:
    if path.suffix == ".parquet":
        engine.to_parquet(table, str(path))
    else:
        engine.to_csv(table, str(path), header=True)


def counts(table: ir.Table, column: str) -> dict[str, int]:
    """How many people have each value, missing ones left out."""
    rows = table.filter(_[column].notnull()).group_by(_[column]).aggregate(number=_.count()).order_by(column)
    return {str(row[column]): int(row["number"]) for row in rows.to_pyarrow().to_pylist()}


def thousands(rows: ir.Table, source: Source) -> tuple[Problem, ...]:
    """A warning for each column of a text file with numbers like 5.014, which some write for five thousand."""
    if source.kind == "parquet":
        return ()
    names = [name for name in ("target", "target_high", "realization") if name in source.columns]
    looks = {name: _[f"{name}_text"].re_search(LOOKS_LIKE_THOUSANDS).sum() for name in names}
    found = rows.aggregate(**looks).to_pyarrow().to_pylist()[0]
    return tuple(
        Problem(
            f"{found[name]} angka seperti 5.014 dibaca sebagai desimal; bila maksudnya ribuan, tulis tanpa titik",
            field=source.columns[name].strip(), file=source.path.name,
        )
        for name in names if found[name]
    )
