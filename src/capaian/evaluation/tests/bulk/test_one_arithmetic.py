"""A table and a person are judged alike: any legal input, ties and boundaries included."""

from decimal import Decimal

import duckdb
import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from capaian.evaluation.bulk import engines, finishing, people
from capaian.evaluation.bulk.algebra import TableAlgebra
from capaian.evaluation.bulk.columns import cleaned
from capaian.evaluation.bulk.scoring import score_files
from capaian.evaluation.rules.policy import policy_of
from capaian.evaluation.tests.bulk import generated
from capaian.governance.schemes import load
from capaian.kernel.algebra import ONE

SCHEME = "sofifi-capaian-2026"
MOST = 10**16 - Decimal("0.0001")
AMOUNT = pa.decimal128(20, 4)


def as_table(rows: list[dict], *, columns: tuple[str, ...] = generated.COLUMNS) -> pa.Table:
    kinds = {name: AMOUNT if name in {"target", "target_high", "realization"} else pa.string() for name in columns}
    return pa.Table.from_pylist(rows, schema=pa.schema(kinds))


def by_table(directory, indicators, behaviour, scheme=SCHEME):
    """The same shape as `generated.one_by_one`, through files and the whole of `score_files`."""
    facts, ratings, out = (directory / f"{name}.parquet" for name in ("indicators", "behaviour", "out"))
    for path, table in (
        (facts, as_table(indicators)), (ratings, as_table(behaviour, columns=("person", "rating"))),
    ):
        with duckdb.connect() as engine:
            engine.register("given", table)
            engine.execute(f"COPY given TO '{path}' (FORMAT parquet)")
    score_files(scheme=load(scheme), indicators=facts, behaviour=ratings, out=out)
    with duckdb.connect() as engine:
        rows = engine.execute(
            "SELECT person, achievement_pct, result_rating, behaviour_rating, predikat, reasons "
            f"FROM read_parquet('{out}') WHERE state <> 'no-indicators'"
        ).fetchall()
    return {person: tuple(rest) for person, *rest in rows}


@pytest.fixture(scope="module")
def embedded(tmp_path_factory):
    with engines.duckdb_engine(tmp_path_factory.mktemp("engine")) as engine:
        yield engine


@given(st.lists(st.tuples(st.integers(0, 10**30), st.integers(1, 10**30)), min_size=1, max_size=20))
@example([(149, 100), (150, 100), (1, 2), (0, 1), (10**30, 3), (10**30, 1), (10**36, 10**30 - 1)])
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_quotient_is_exact_to_the_last_of_38_digits(embedded, pairs):
    numbers = pa.table({
        "numerator": pa.array([Decimal(n) for n, _ in pairs], pa.decimal128(38, 0)),
        "denominator": pa.array([Decimal(d) for _, d in pairs], pa.decimal128(38, 0)),
    })
    algebra = TableAlgebra(ibis.memtable(numbers))

    quotient = algebra.quotient(ibis._.numerator, ibis._.denominator)
    found = embedded.to_pyarrow(algebra.table.select(quotient=quotient))["quotient"].to_pylist()

    assert found == [ONE.quotient(Decimal(n), Decimal(d)) for n, d in pairs]


amounts = st.one_of(
    st.decimals(0, MOST, places=4), st.decimals(0, 200, places=2), st.integers(0, 20).map(Decimal),
    st.sampled_from([Decimal(0), MOST, Decimal("0.0001"), Decimal("1.0000"), Decimal("99.995")]),
)


@st.composite
def rows(draw, person: str):
    target = draw(st.none() | amounts)
    high = None if target is None else draw(st.none() | st.just(target) | amounts.filter(lambda value: value >= target))
    realization = draw(st.none() | amounts | amounts.map(lambda value: -value) | st.sampled_from([target, high]))
    kind, result = draw(st.sampled_from([("main", "A"), ("main", "B"), ("additional", "C")]))
    return {
        "person": person, "result": result, "kind": kind, "indicator": draw(st.uuids().map(str)),
        "polarity": draw(st.sampled_from(["higher", "lower"])), "target": target, "target_high": high,
        "realization": realization, "result_rating": None,
    }


@st.composite
def populations(draw):
    indicators, behaviour = [], []
    for person in ("P1", "P2", "P3"):
        indicators += draw(st.lists(rows(person), min_size=1, max_size=6))
        behaviour.append({"person": person, "rating": draw(st.sampled_from(generated.RATINGS))})
    return indicators, behaviour


class Judge:
    """The expressions of `score_files`, compiled once: each example only fills the tables and runs them."""

    def __init__(self, engine, scheme: str) -> None:
        self.engine, self.policy = engine, policy_of(load(scheme))
        self._fill([], [])
        engine.con.execute("CREATE OR REPLACE TEMP TABLE rejections (person VARCHAR, rejection VARCHAR)")
        rows = cleaned(engine.table("given"), {name: name for name in generated.COLUMNS})
        self.steps = [self._kept("people", people.score(rows, self.policy))]
        achieved = people.with_achievement(rows, self.policy)
        self.steps.append(self._kept("open_points", finishing.open_points(engine, achieved)))
        self.answer = ibis.to_sql(finishing.final(engine, self.policy))

    def _fill(self, indicators, behaviour):
        tables = {"given": as_table(indicators), "behaviour": as_table(behaviour, columns=("person", "rating"))}
        for name, table in tables.items():
            self.engine.con.register("new", table)
            self.engine.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM new")

    def _kept(self, name, expression):
        statement = f"CREATE OR REPLACE TEMP TABLE {name} AS {ibis.to_sql(expression)}"
        self.engine.con.execute(statement)
        return statement

    def judge(self, indicators, behaviour):
        self._fill(indicators, behaviour)
        for step in self.steps:
            self.engine.con.execute(step)
        rows = self.engine.con.execute(self.answer).fetchall()
        return {row[0]: (*row[1:5], row[6]) for row in rows}


@pytest.fixture(scope="module", params=[SCHEME])
def judge(request, embedded):
    return Judge(embedded, request.param)


@given(population=populations())
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_legal_people_get_the_same_percentage_rating_predikat_and_reasons(judge, population):
    indicators, behaviour = population

    assert judge.judge(indicators, behaviour) == generated.one_by_one(indicators, behaviour, judge.policy)


def test_a_hundred_thousand_rows_get_the_same_as_one_by_one(tmp_path):
    indicators, behaviour = generated.people(20_000, seed=2022)
    assert len(indicators) > 99_000

    found = by_table(tmp_path, indicators, behaviour)

    assert found == generated.one_by_one(indicators, behaviour, policy_of(load(SCHEME)))
