"""The chain comes in from a sheet and goes out in the same shape; a second run changes nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from capaian.foundation import jobs
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.exchange.writing import Column, Table, write_xlsx
from capaian.foundation.models import AuditEvent, Job, JobState, StoredFile
from capaian.foundation.permissions import Denied
from capaian.planning.actions import chain as actions
from capaian.planning.actions.files import keep_sheet
from capaian.planning.models import BudgetLine, Objective, PerformanceAgreement, StrategicPlan
from capaian.planning.permissions.objectives import may_import_chain
from capaian.planning.queries.chain_sheets import chain_rows, chain_years, judged_chain
from capaian.planning.rules.chain import ChainRow, chain_fields
from capaian.planning.tests import chains, factories

HEADINGS = [field.heading for field in chain_fields((2025, 2026))]
REGION = {"Tingkat": "RPJMD", "Rencana": "RPJMD Contoh", "Tahun awal": "2025", "Tahun akhir": "2029"}


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def given(cast, at, tmp_path):
    """Keep rows (heading → text) as a workbook that Citra gave."""

    def keep(*rows, headings=None) -> StoredFile:
        path = tmp_path / "rantai.xlsx"
        names = headings or HEADINGS
        lines = [[row.get(name, "") for name in names] for row in rows]
        write_xlsx(path, [Table("Rantai", [Column(name) for name in names], lines)])
        citra = cast.actor(cast.citra)
        upload = ContentFile(path.read_bytes(), name="rantai.xlsx")
        return keep_sheet(upload=upload, verdict=may_import_chain(citra), by=citra, at=at)

    return keep


def whole(cast):
    office = {"Tingkat": "Renstra", "Rencana": "Renstra Dinkes", "Kode unit": cast.office.code}
    return [
        {"Tingkat": "PK", "Tahun awal": "2026", "Kode unit": cast.office.code, "Kode sasaran": "P1", "Kode induk": "S1",
         "Sasaran": "Warga sehat", "Indikator": "Insiden DBD", "Target 2026": "35", "Program": "Program sehat",
         "Anggaran": "5000000", "Sumber dana": "APBD"},
        {**office, "Kode sasaran": "S1", "Kode induk": "R1", "Sasaran": "Warga sehat", "Indikator": "Insiden DBD",
         "Rumus": "kasus ÷ penduduk", "Satuan": "per 100.000", "Arah": "turun", "Data awal": "48.5", "Tahun data awal": "2024",
         "Target 2025": "48", "Target 2026": "35"},
        {**office, "Kode sasaran": "S1", "Indikator": "Cakupan imunisasi", "Target 2025": "90 %", "Target 2026": "95 %"},
        {**REGION, "Kode sasaran": "R1", "Sasaran": "Daerah sehat"},
    ]


def apply(cast, at, stored):
    rows = judged_chain(cast.agency.pk, stored)
    return actions.apply_chain(agency=cast.agency, rows=rows, by=cast.actor(cast.citra), at=at)


def outcomes(cast, stored):
    return [row.outcome for row in judged_chain(cast.agency.pk, stored)]


def test_a_whole_chain_comes_in_and_a_second_run_changes_nothing(cast, at, given):
    factories.performance_year(cast.agency)
    stored = given(*whole(cast))
    assert (outcomes(cast, stored), apply(cast, at, stored)) == (["added"] * 4, 4)
    top, goal, year = (Objective.objects.get(code=code) for code in ("R1", "S1", "P1"))
    assert (year.parent, goal.parent, top.parent) == (goal, top, None)
    assert (top.plan.kind, goal.plan.kind, goal.plan.unit, year.performance_year.year) == ("rpjmd", "renstra", cast.office, 2026)
    assert (goal.plan.first_year, goal.plan.last_year) == (2025, 2026)
    one, two = goal.indicators.order_by("ordinal")
    assert (one.formula, one.unit, one.polarity, one.baseline, one.baseline_year, one.target_text) == (
        "kasus ÷ penduduk", "per 100.000", "lower", Decimal("48.5"), 2024, "35",
    )
    assert list(two.year_targets.order_by("year").values_list("year", "target_text", "target")) == [
        (2025, "90 %", Decimal(90)), (2026, "95 %", Decimal(95)),
    ]
    assert year.indicators.get().target_text == "35"
    line = BudgetLine.objects.get()
    assert (line.program, line.amount, line.source, line.objective, line.agreement.unit) == (
        "Program sehat", Decimal(5_000_000), "APBD", year, cast.office,
    )
    events = AuditEvent.objects.count()
    assert outcomes(cast, stored) == ["unchanged"] * 4
    assert apply(cast, at, stored) == 0
    assert AuditEvent.objects.count() == events


def test_the_export_comes_in_again_unchanged(cast, at, given):
    factories.performance_year(cast.agency)
    apply(cast, at, given(*whole(cast)))
    chains.goal(StrategicPlan.objects.get(kind="renstra"), cast.office, "Tanpa kode", "", targets=((2026, "12"),))
    factories.objective(cast.unit)
    BudgetLine.objects.create(
        agreement=PerformanceAgreement.objects.get(), objective=Objective.objects.get(code="P1"), program="B",
        amount=Decimal(1), ordinal=2,
    )
    years = chain_years(cast.agency.pk)
    names = [field.heading for field in chain_fields(years)]
    rows = [dict(zip(names, row, strict=True)) for row in chain_rows(cast.agency.pk, years)]
    assert [row["Kode sasaran"][:1] for row in rows] == ["R", "S", "S", "P", "P", "#", "#"]
    stored = given(*rows, headings=names)
    assert outcomes(cast, stored) == ["unchanged"] * 7


def test_good_rows_are_applied_and_bad_ones_told(cast, at, given):
    rows = [{**REGION, "Kode sasaran": "R1", "Sasaran": "A"}, {**REGION, "Kode sasaran": "R2", "Kode induk": "X", "Sasaran": "B"}]
    stored = given(*rows)
    assert (outcomes(cast, stored), apply(cast, at, stored)) == (["added", "rejected"], 1)
    assert Objective.objects.get().code == "R1"


def test_what_stands_is_changed_and_nothing_is_cleared(cast, at, given):
    factories.performance_year(cast.agency)
    apply(cast, at, given(*whole(cast)))
    office = {"Tingkat": "Renstra", "Rencana": "renstra  dinkes", "Kode unit": cast.office.code}
    changed = given(
        {**office, "Tahun akhir": "2028", "Kode sasaran": "S1", "Sasaran": "Warga lebih sehat", "Indikator": "insiden dbd",
         "Target 2026": "30"},
        {**office, "Tahun akhir": "2028", "Kode sasaran": "S2", "Sasaran": "Baru"},
        {"Tingkat": "PK", "Tahun awal": "2026", "Kode unit": cast.office.code, "Kode sasaran": "P1", "Indikator": "Insiden DBD",
         "Program": "Program sehat", "Anggaran": "7000000", "Satuan": "kasus"},
    )
    assert (outcomes(cast, changed), apply(cast, at, changed)) == (["changed", "added", "changed"], 3)
    goal = Objective.objects.get(code="S1")
    one, _two = goal.indicators.order_by("ordinal")
    assert (goal.statement, goal.plan.last_year, one.statement, one.formula, one.target_text) == (
        "Warga lebih sehat", 2028, "Insiden DBD", "kasus ÷ penduduk", "30",
    )
    assert list(one.year_targets.order_by("year").values_list("target_text", flat=True)) == ["48", "30"]
    year = Objective.objects.get(code="P1").indicators.get()
    assert (year.target_text, year.unit, BudgetLine.objects.get().amount) == ("35", "kasus", Decimal(7_000_000))
    by_number = given({**office, "Tahun akhir": "2028", "Kode sasaran": f"#{goal.pk}", "Sasaran": "X"})
    assert outcomes(cast, by_number) == ["rejected"]


@pytest.mark.parametrize("code", ["#x", "#", "#²", "#" + "9" * 40])
def test_an_objective_without_a_code_is_found_by_its_number(cast, at, given, code):
    plan = chains.plan(cast.agency, cast.office)
    goal = chains.goal(plan, cast.office, code="")
    row = {"Tingkat": "Renstra", "Rencana": plan.title, "Kode unit": cast.office.code, "Sasaran": "Baru"}
    apply(cast, at, given({**row, "Kode sasaran": f"#{goal.pk}"}))
    goal.refresh_from_db()
    assert (goal.statement, goal.code) == ("Baru", "")
    odd = ChainRow(2, level="renstra", unit=cast.office.code, code=code, plan=plan.title, first_year=2025, last_year=2027,
                   statement="Lain", outcome="added")
    actions.apply_chain(agency=cast.agency, rows=[odd], by=cast.actor(cast.citra), at=at)
    assert Objective.objects.exclude(pk=goal.pk).get().statement == "Lain"


def test_a_long_sheet_is_a_job(cast, at, given):
    stored = given(*whole(cast)[1:], {**REGION, "Kode sasaran": "R9"})
    job = actions.queue_chain(stored=stored, by=cast.actor(cast.citra), at=at, href="/plans/")
    jobs.run_queued()
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.message) == (JobState.DONE, 3, 3, "3 baris diterapkan.")
    assert Objective.objects.count() == 2


def test_a_job_whose_file_is_gone_says_so(cast, at, given, settings, tmp_path):
    job = actions.queue_chain(stored=given(*whole(cast)), by=cast.actor(cast.citra), at=at)
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    jobs.run_queued()
    assert "unggah lagi" in Job.objects.get(pk=job.pk).message


def test_a_sheet_without_our_columns_is_told_as_a_whole(cast, given):
    with pytest.raises(InvalidInput, match="“Tingkat”, “Kode sasaran”"):
        judged_chain(cast.agency.pk, given({"Nama": "A"}, headings=["Nama"]))


def test_others_are_refused(cast, at, given):
    stored = given(*whole(cast))
    for person in (cast.dewi, cast.ani):
        by = cast.actor(person)
        for act in (
            lambda by=by: actions.apply_chain(agency=cast.agency, rows=[], by=by, at=at),
            lambda by=by: actions.queue_chain(stored=stored, by=by, at=at),
            lambda by=by: keep_sheet(upload=ContentFile(b""), verdict=may_import_chain(by), by=by, at=at),
        ):
            with pytest.raises(Refused):
                act()
    assert may_import_chain(cast.actor(cast.dewi)) == Denied("Rencana strategis diimpor oleh pengelola kinerja instansi.")
