from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import Http404

from capaian.foundation.errors import Refused
from capaian.foundation.writing import writing
from capaian.people.models import Circumstance
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.models import MatrixCell, MatrixRow, ResultPlan, RoleMatrix
from capaian.planning.queries import coverage_kept as kept
from capaian.planning.queries.coverage import counts_for
from capaian.planning.queries.coverage_lists import lacks_of, rows_for
from capaian.planning.queries.coverage_scope import scope_for
from capaian.planning.rules.coverage import Kind, summed
from capaian.planning.tests import factories
from capaian.planning.tests.assigning import assignment

DAY = date(2026, 1, 21)
NOW = datetime(2026, 1, 21, 2, 0, tzinfo=UTC)


def scope(cast, person, unit=None):
    return scope_for(cast.actor(person, DAY), DAY, year=2026, unit_id=unit.pk if unit else None)


def found(cast, person, kind, unit=None):
    asked = scope(cast, person, unit)
    rows = rows_for(asked, kind)
    kept.count_anew(asked, NOW)
    seen = kept.seen_for(asked, kind, NOW, number="1", per_page=25)
    assert rows.count() == summed(counts_for(asked))[kind] == seen.sums[kind]
    assert list(rows) == seen.records
    return [(lack.person.split(",")[0], lack.what, lack.note, lack.action) for lack in lacks_of(asked, kind, rows)]


def units_of(asked, kind):
    counted = kept.seen_for(asked, Kind(kind), NOW, number=None, per_page=25).counted
    return [(row["name"], (row["sums"] or {}).get(kind, 0)) for row in kept.units_for(asked, counted)]


@pytest.fixture(autouse=True)
def year(cast):
    return factories.performance_year(cast.agency)


def test_results_that_hang_below_nothing_and_those_that_wait(cast):
    skp = factories.skp(cast.ani, results=0)
    factories.result(skp, "Yatim")
    with writing("test"):
        ResultPlan.objects.create(skp=skp, statement="Menunggu", placeholder="rencana Budi")
        ResultPlan.objects.create(skp=skp, statement="Sasaran", objective=factories.objective(cast.unit))
        ResultPlan.objects.create(skp=skp, statement="Tugas", assignment=assignment(cast.ani, state=workflow.ACTIVE))
        ResultPlan.objects.create(skp=skp, statement="Belajar", source="study")
        ResultPlan.objects.create(skp=skp, statement="Dulu", dropped_on=DAY)
    assert found(cast, cast.citra, Kind.ORPHANS) == [("Ani Lestari", "Yatim", "", "Buka SKP")]
    assert found(cast, cast.budi, Kind.WAITING) == [("Ani Lestari", "Menunggu", "rencana Budi", "Buka SKP")]
    factories.result(factories.skp(cast.budi, results=0), "Milik sendiri")
    assert found(cast, cast.budi, Kind.ORPHANS)[1] == ("dr. Budi Hartono", "Milik sendiri", "", "Pilih induknya")


def test_results_of_leaders_that_nobody_carries(cast):
    led = factories.skp(cast.budi, results=2)
    factories.skp(cast.ani, parent=led.results.first())
    statement = led.results.last().statement
    assert found(cast, cast.citra, Kind.UNCARRIED) == [("dr. Budi Hartono", statement, "", "Buka SKP")]
    assert found(cast, cast.budi, Kind.UNCARRIED) == [("dr. Budi Hartono", statement, "", "Bagi peran")]


def test_indicators_of_a_matrix_without_anybodys_role(cast):
    skp = factories.skp(cast.dewi, results=2)
    first, second = ResultPlan.objects.filter(skp=skp).order_by("ordinal")
    with writing("test"):
        matrix = RoleMatrix.objects.create(level="head", skp=skp, unit=cast.office)
        row = MatrixRow.objects.create(matrix=matrix, employee=cast.budi)
        MatrixCell.objects.create(row=row, indicator=first.indicators.get(), text="Kunjungan")
        MatrixCell.objects.create(row=row, indicator=second.indicators.get(), no_role=True)
    assert found(cast, cast.citra, Kind.INDICATORS) == [
        ("Dewi Kaisupy", "Jumlah kunjungan rumah", second.statement, "Buka SKP"),
    ]


def test_people_without_a_plan_and_those_of_whom_none_is_asked(cast):
    factories.skp(cast.budi)
    Circumstance.objects.create(employee=cast.dewi, kind="unpaid-leave", start=date(2026, 1, 1))
    assert found(cast, cast.citra, Kind.WITHOUT) == [
        ("Citra Wulandari", "Analis SDM Aparatur Ahli Muda", "", "Mulai atau ingatkan"),
        ("Ani Lestari", "Perawat Mahir", "", "Mulai atau ingatkan"),
    ]
    assert found(cast, cast.citra, Kind.EXEMPT) == [(
        "Dewi Kaisupy", "Kepala Dinas Kesehatan",
        "Cuti di luar tanggungan negara (PermenPANRB 6/2022, Lampiran II.C.8.c)", "Buka pegawai",
    )]
    assert [row[0] for row in found(cast, cast.budi, Kind.WITHOUT)] == ["Ani Lestari"]


def test_people_with_too_much(cast):
    factories.skp(cast.ani, results=11)
    factories.skp(cast.budi)
    for number in range(4):
        assignment(cast.budi, statement=f"Tugas {number}", state=workflow.ACTIVE)
    assert found(cast, cast.citra, Kind.OVERLOADED) == [
        ("Ani Lestari", "Perawat Mahir", "11 hasil kerja, 0 penugasan", "Buka SKP"),
        ("dr. Budi Hartono", "Kepala Puskesmas Galala", "1 hasil kerja, 4 penugasan", "Buka SKP"),
    ]


def test_objectives_that_nobody_serves(cast):
    above, bare = factories.objective(cast.office, "Atas"), factories.objective(cast.unit, "Kosong")
    below = factories.objective(cast.unit, "Bawah")
    below.parent = above
    below.save()
    skp = factories.skp(cast.ani, results=0)
    with writing("test"):
        ResultPlan.objects.create(skp=skp, statement="Dilayani", objective=below)
    assert found(cast, cast.citra, Kind.OBJECTIVES) == [("", bare.statement, "", "Buka sasaran")]


def test_a_head_sees_the_own_units_and_others_none(cast):
    factories.skp(cast.ani)
    factories.skp(cast.dewi)
    assert units_of(scope(cast, cast.budi), Kind.ORPHANS) == [(cast.unit.name, 1)]
    with pytest.raises(Refused):
        scope(cast, cast.ani)
    with pytest.raises(Http404):
        scope(cast, cast.budi, cast.office)
    with pytest.raises(Http404):
        scope(cast, cast.eko, cast.unit)
    assert scope_for(cast.actor(cast.citra), DAY, year=2031) is None


def test_units_are_summed_with_those_below_them(cast):
    factories.skp(cast.ani)
    other = people.unit(cast.agency, "Dinas Pendidikan")
    whole = scope(cast, cast.citra)
    assert units_of(whole, Kind.ORPHANS) == [(cast.office.name, 1), (cast.unit.name, 1), (other.name, 0)]
    assert units_of(scope(cast, cast.citra, cast.office), Kind.ORPHANS) == [(cast.unit.name, 1)]
