"""The same result as `capaian score`, written by hand in Polars for the files of `bench.score`.

What a careful analyst would write for this one scheme and clean files: whole-number arithmetic, half up, the same states
and reasons, and the same refusal of repeated keys. It checks nothing else and knows no other scheme.

    python bench/score_polars.py INDICATORS BEHAVIOUR OUT
"""

from __future__ import annotations

import sys

import polars as pl

CAP, ABOVE, MEETS, FLOOR, WEIGHT = 12_000, 10_500, 9_000, 9_000, 80
MATRIX = {
    ("above", "above"): "SANGAT_BAIK", ("above", "meets"): "BAIK", ("above", "below"): "KURANG",
    ("meets", "above"): "BAIK", ("meets", "meets"): "BAIK", ("meets", "below"): "KURANG",
    ("below", "above"): "BUTUH_PERBAIKAN", ("below", "meets"): "BUTUH_PERBAIKAN", ("below", "below"): "SANGAT_KURANG",
}
BY_BRIDGE = "rating hasil kerja menurut jembatan skema (kebijakan instansi)"
INCOMPLETE = "realisasi hasil kerja utama belum lengkap; rating hasil kerja tidak diusulkan"
NOTHING = "tidak ada hasil kerja utama yang dapat dihitung; rating hasil kerja tidak diusulkan"
NO_REALIZATION = "belum ada realisasi"
ZERO_TARGET = "target nol, persentase tidak dapat dihitung dan perlu dinilai atasan"


def half_up(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """Whole numbers; null where the denominator is zero or missing."""
    below = pl.when(denominator != 0).then(denominator)
    return (2 * numerator + below) // (2 * below)


def indicators(path: str) -> pl.LazyFrame:
    """Rows with `pct` in hundredths of a percent and `state`."""
    count = [(pl.col(name) * 100).cast(pl.Int64).alias(name) for name in ("target", "target_high", "realization")]
    low, actual = pl.col("target"), pl.col("realization")
    high = pl.coalesce("target_high", "target")
    bound = pl.when(actual > high).then(high).otherwise(low)
    earned = pl.when(pl.col("polarity") == "higher").then(actual).otherwise(2 * bound - actual).clip(lower_bound=0)
    share = pl.when((actual >= low) & (actual <= high)).then(10_000).otherwise(half_up(10_000 * earned, bound))
    state = (
        pl.when((low == 0) & (high == 0)).then(pl.lit("zero")).when(actual.is_null()).then(pl.lit("missing"))
        .when((bound == 0) & (actual < low)).then(pl.lit("zero")).otherwise(pl.lit("scored"))
    )
    frame = pl.scan_parquet(path).with_columns(count).with_columns(pct=share.clip(upper_bound=CAP), state=state)
    return frame.with_columns(pct=pl.when(pl.col("state") == "scored").then("pct"))


def people(rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row per person with percentage, rating and state."""
    main = pl.col("kind") == "main"
    results = rows.group_by("person", "result", "kind").agg(
        mean=half_up(pl.col("pct").sum(), pl.col("pct").count().cast(pl.Int64)),
        missing=((pl.col("state") == "missing") & main).any(),
        repeated=pl.col("indicator").n_unique() != pl.len(),
    )
    of_main, of_additional = pl.col("mean").filter(main), pl.col("mean").filter(~main)
    found = results.group_by("person").agg(
        main=half_up(of_main.sum(), of_main.count().cast(pl.Int64)), lowest=of_main.min(),
        additional=half_up(of_additional.sum(), of_additional.count().cast(pl.Int64)),
        missing=pl.col("missing").any(), repeated=pl.col("repeated").any(),
    )
    both = half_up(pl.col("main") * WEIGHT + pl.col("additional") * (100 - WEIGHT), pl.lit(100))
    state = (
        pl.when("missing").then(pl.lit("incomplete")).when(pl.col("main").is_null()).then(pl.lit("not-computable"))
        .otherwise(pl.lit("scored"))
    )
    rating = (
        pl.when((pl.col("pct") >= ABOVE) & (pl.col("lowest") >= FLOOR)).then(pl.lit("above"))
        .when(pl.col("pct") >= MEETS).then(pl.lit("meets")).otherwise(pl.lit("below"))
    )
    scored = found.with_columns(state=state).with_columns(
        pct=pl.when(pl.col("state") == "scored").then(pl.coalesce(both, "main"))
    )
    return scored.with_columns(rating=pl.when(pl.col("state") == "scored").then(rating))


def open_points(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Per person, what could not be computed."""
    kind = pl.when(pl.col("kind") == "main").then(pl.lit("hasil kerja utama")).otherwise(pl.lit("hasil kerja tambahan"))
    why = pl.when(pl.col("state") == "zero").then(pl.lit(ZERO_TARGET)).otherwise(pl.lit(NO_REALIZATION))
    point = pl.format("{} “{}”, indikator “{}”: {}", kind, pl.col("result"), pl.col("indicator"), why)
    some = rows.filter(pl.col("state") != "scored").select("person", "kind", "result", "indicator", point=point)
    order = [pl.col("kind") != "main", pl.col("result"), pl.col("indicator")]
    return some.group_by("person").agg(points=pl.col("point").sort_by(order).str.join("; "))


def score(facts: str, behaviour: str, out: str) -> None:
    """Read, judge, write."""
    rows = indicators(facts)
    ratings = pl.scan_parquet(behaviour).rename({"rating": "behaviour_rating"})
    cell = pl.concat_str("rating", "behaviour_rating", separator="/")
    predikat = cell.replace_strict({"/".join(key): value for key, value in MATRIX.items()}, default=None)
    basis = (
        pl.when(pl.col("state") == "scored").then(pl.lit(BY_BRIDGE)).when(pl.col("state") == "incomplete")
        .then(pl.lit(INCOMPLETE)).otherwise(pl.lit(NOTHING))
    )
    joined = people(rows).join(ratings, on="person", how="left").join(open_points(rows), on="person", how="left")
    final = joined.with_columns(reasons=pl.concat_str("points", basis, separator="; ", ignore_nulls=True))
    final.select(
        "person", (pl.col("pct").cast(pl.Decimal(38, 0)) * pl.lit("0.01").cast(pl.Decimal(3, 2))).alias("achievement_pct"),
        pl.col("rating").alias("result_rating"), "behaviour_rating", predikat.alias("predikat"), "state", "reasons",
    ).sort("person").collect(engine="streaming").write_parquet(out)


if __name__ == "__main__":
    score(*sys.argv[1:])
