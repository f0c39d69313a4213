"""`score_files`: two tables in, one row per person out, and a list of what was rejected beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from capaian.evaluation.bulk import engines, finishing, people, problems
from capaian.evaluation.bulk.checks import behaviour_checks, indicator_checks
from capaian.evaluation.bulk.columns import cleaned
from capaian.evaluation.rules.policy import Policy, policy_of
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.exchange.replacing import publish, workshop
from capaian.foundation.exchange.sources import Source, open_source
from capaian.governance.schemes import Scheme

REQUIRED = ("person", "result", "kind", "indicator", "polarity", "target", "realization")
OPTIONAL = ("target_high", "result_rating")
BEHAVIOUR = ("person", "rating")
NO_BRIDGE = (
    "skema ini menyerahkan rating hasil kerja kepada pejabat penilai; tambahkan kolom result_rating "
    "atau pakai skema instansi yang memuat jembatan"
)

# Told what is being done, and a question that answers how far it is (0 to 100, or less where nobody knows).
Watch = Callable[[str, Callable[[], float]], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of it. `states` counts people; `rejected` is the side file, None where nothing was rejected."""

    people: int
    states: dict[str, int]
    predikat: dict[str, int]
    rejected_rows: int
    rejected: Path | None
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What one run works with."""

    policy: Policy
    indicators: Source
    behaviour: Source
    out: Path
    directory: Path
    engine: Any
    watch: Watch

    def step(self, text: str) -> None:
        self.watch(text, self.engine.con.query_progress)


def score_files(
    *, scheme: Scheme, indicators: Path, behaviour: Path, out: Path, engine: str = "duckdb",
    watch: Watch = lambda _text, _progress: None,
) -> Summary:
    """PermenPANRB 6/2022 annex IV.B.3 with the scheme's own policy, over whole files.

    Raises InvalidInput, with nothing written, where a file as a whole cannot be used. A bad row goes to
    `<out>.rejected.csv`, and nobody with such a row is scored on the rest.
    """
    policy = policy_of(scheme)
    if out.suffix.lower() not in {".csv", ".parquet"}:
        raise InvalidInput([Problem("hasil ditulis sebagai .csv atau .parquet", field="--out", file=out.name)])
    facts = open_source(indicators, required=REQUIRED, optional=OPTIONAL)
    ratings = open_source(behaviour, required=BEHAVIOUR)
    if policy.bridge is None and "result_rating" not in facts.columns:
        raise InvalidInput([Problem(NO_BRIDGE, field="result_rating", file=scheme.id)])
    with workshop(out) as directory, engines.duckdb_engine(directory) as embedded:
        job = Job(policy, facts, ratings, out, directory, embedded, watch)
        try:
            return _run(job, engine)
        except duckdb.Error as error:
            raise InvalidInput([_told(error, facts, ratings)]) from error


def _run(job: Job, engine: str) -> Summary:
    job.step("Menghitung capaian")
    _score_people(job, engine)
    if not job.engine.table("people").filter(finishing.is_person).count().to_pyarrow().as_py():
        raise InvalidInput([Problem("tidak ada baris data", file=job.indicators.path.name)])
    job.step("Memeriksa perilaku kerja")
    ratings = cleaned(engines.numbered(job.engine, job.behaviour, job.directory), job.behaviour.columns, keep_row=True)
    job.engine.create_table("behaviour", ratings, temp=True)
    job.step("Memeriksa baris")
    rejected_rows = _reject(job)
    job.step("Menyusun alasan")
    rows = people.with_achievement(_cleaned(job), job.policy)
    job.engine.create_table("open_points", finishing.open_points(job.engine, rows), temp=True)
    job.step("Menulis hasil")
    finished = job.directory / f"out{job.out.suffix.lower()}"
    job.engine.create_table("final", finishing.final(job.engine, job.policy), temp=True)
    finishing.write(job.engine, finished)
    return _publish(job, finished, rejected_rows)


def _cleaned(job: Job) -> Any:
    return cleaned(engines.read(job.engine, job.indicators, job.directory), job.indicators.columns)


def _score_people(job: Job, engine: str) -> None:
    if engine == "duckdb":
        scored = people.score(_cleaned(job), job.policy)
        job.engine.create_table("people", scored, temp=True)
        return
    with engines.spark_engine(job.directory) as spark:
        rows = cleaned(engines.read(spark, job.indicators, job.directory), job.indicators.columns)
        parts = job.directory / "people.parquet"
        engines.write_parts(spark, people.score(rows, job.policy), parts)
    job.engine.create_table("people", job.engine.read_parquet(str(parts / "*.parquet")), temp=True)


def _reject(job: Job) -> int:
    """Fill the tables `problems` and `rejections`; the number of rejected rows."""
    finishing.find_repeated(job.engine, _cleaned(job))
    found = problems.behaviour_problems(
        job.engine.table("behaviour"), file=job.behaviour.path.name, checks=behaviour_checks()
    )
    flagged = finishing.flagged(job.engine)
    if flagged.count().to_pyarrow().as_py():
        rows = cleaned(
            engines.numbered(job.engine, job.indicators, job.directory), job.indicators.columns, keep_row=True
        )
        found = found.union(problems.indicator_problems(
            job.engine, rows, flagged, file=job.indicators.path.name, checks=indicator_checks(rows.columns)
        ))
    job.engine.create_table("problems", found, temp=True)
    listed = job.engine.table("problems")
    job.engine.create_table("rejections", problems.reasons_by_person(listed), temp=True)
    return int(listed.select("file", "row").distinct().count().to_pyarrow().as_py())


def _publish(job: Job, finished: Path, rejected_rows: int) -> Summary:
    side = job.out.with_name(f"{job.out.stem}.rejected.csv")
    final = job.engine.table("final")
    summary = Summary(
        people=int(final.count().to_pyarrow().as_py()), states=finishing.counts(final, "state"),
        predikat=finishing.counts(final, "predikat"), rejected_rows=rejected_rows,
        rejected=side if rejected_rows else None,
        warnings=(*job.indicators.warnings, *job.behaviour.warnings, *finishing.thousands(_cleaned(job), job.indicators)),
    )
    if rejected_rows:
        listed = job.directory / "rejected.csv"
        finishing.write_problems(job.engine, listed)
        publish(listed, side)
    else:
        # A list left from an earlier run would speak of rows that are right now.
        side.unlink(missing_ok=True)
    publish(finished, job.out)
    return summary


def _told(error: duckdb.Error, *sources: Source) -> Problem:
    text = str(error)
    source = next((source for source in sources if str(source.path) in text), sources[0])
    row = problems.line_of(text)
    if source.kind == "parquet":
        return Problem("berkas Parquet rusak atau terpotong; ekspor ulang dari sumbernya", file=source.path.name)
    if row is None:
        raise error
    return Problem("jumlah sel atau tanda kutip tidak cocok dengan judul kolom", row=row, file=source.path.name)
