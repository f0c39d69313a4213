"""Opening a month and saving what was reached."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import writing
from capaian.planning import workflow as planning_workflow
from capaian.planning.tests import factories as planning
from capaian.progress import workflow
from capaian.progress.actions import Entry, open_report, save_realization, save_report
from capaian.progress.actions import fill as filling
from capaian.progress.models import MonthlyReport, Realization
from capaian.progress.tests import factories

D = Decimal

JANUARY = date(2026, 1, 1)


@pytest.fixture
def skp(cast):
    return planning.skp(cast.ani, state=planning_workflow.AGREED, results=2)


@pytest.fixture
def ani(cast):
    return cast.actor(cast.ani)


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def reasons(caught) -> list[tuple[str, str]]:
    return [(problem.field.partition("-")[2], problem.reason) for problem in caught.value.problems]


def test_opening_twice_gives_the_same_report_and_one_record(skp, ani, at):
    first = open_report(skp=skp, month=date(2026, 1, 17), by=ani, at=at)
    second = open_report(skp=skp, month=JANUARY, by=ani, at=at)
    assert first == second
    assert first.month == JANUARY
    assert [(row.state, row.by_name) for row in first.statuses.all()] == [("draft", ani.name)]
    assert verbs() == ["report.open"]


def test_two_tabs_at_once_get_the_one_that_the_constraint_kept(skp, ani, at):
    """What happens when the other tab's report appears after this one looked for it."""
    other_tab = open_report(skp=skp, month=JANUARY, by=ani, at=at)
    with writing("test"):
        assert filling._create(skp, JANUARY, ani, at) == other_tab
    assert verbs() == ["report.open"]


@pytest.mark.parametrize(
    ("month", "words"),
    [
        (date(2026, 2, 1), "Bulan ini belum dimulai. Progresnya dapat diisi mulai tanggal 1."),
        (date(2025, 12, 1), "Bulan ini sebelum masa SKP Anda dimulai, jadi realisasinya tidak dapat dicatat di sini."),
        (date(2027, 1, 1), "Bulan ini sesudah masa SKP Anda berakhir, jadi realisasinya tidak dapat dicatat di sini."),
    ],
)
def test_a_closed_month_is_refused_with_its_reason(skp, ani, at, month, words):
    with pytest.raises(Refused) as caught:
        open_report(skp=skp, month=month, by=ani, at=at)
    assert str(caught.value) == words
    assert MonthlyReport.objects.count() == 0


def test_the_month_begins_with_the_agencys_own_midnight(skp, ani):
    """15.00 UTC on 31 January is midnight in Jayapura (WIT): February has begun there."""
    before, after = datetime(2026, 1, 31, 14, 59, tzinfo=UTC), datetime(2026, 1, 31, 15, 0, tzinfo=UTC)
    with pytest.raises(Refused):
        open_report(skp=skp, month=date(2026, 2, 1), by=ani, at=before)
    assert open_report(skp=skp, month=date(2026, 2, 1), by=ani, at=after).month == date(2026, 2, 1)


def test_nobody_else_opens_it_and_not_before_it_is_agreed(cast, skp, at):
    with pytest.raises(Refused, match="hanya dapat diisi"):
        open_report(skp=skp, month=JANUARY, by=cast.actor(cast.budi), at=at)
    draft = planning.skp(cast.citra)
    with pytest.raises(Refused, match="belum disepakati"):
        open_report(skp=draft, month=JANUARY, by=cast.actor(cast.citra), at=at)


def test_a_realisation_is_saved_with_its_audit_row(skp, ani, at):
    report = factories.report(skp, value=None)
    indicator = factories.indicators(skp)[0]
    row = save_realization(
        report=report, indicator=indicator, value=D("4.5"), note=" Posyandu 12 Jan ",
        evidence_url="https://berkas.contoh.go.id/1", by=ani, at=at,
    )
    assert (row.value, row.note, row.evidence_url, row.saved_at) == (
        D("4.5"), "Posyandu 12 Jan", "https://berkas.contoh.go.id/1", at,
    )
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_id, event.before) == ("realization.save", ani.employee_id, {})
    assert event.after == {
        "report": report.pk, "indicator": indicator.pk, "value": "4.5", "text": "", "note": "Posyandu 12 Jan",
        "evidence_url": "https://berkas.contoh.go.id/1",
        "evidence_file_id": None,
    }


def test_the_same_again_writes_nothing_and_a_change_keeps_what_was(skp, ani, at):
    report = factories.report(skp, value="5")
    indicator = factories.indicators(skp)[0]
    save_realization(report=report, indicator=indicator, value=D("5.0"), by=ani, at=at)
    assert verbs() == []
    save_realization(report=report, indicator=indicator, value=None, note="Register hilang", by=ani, at=at)
    event = AuditEvent.objects.get()
    assert (event.before["value"], event.after["value"]) == ("5.0000", None)


def test_nothing_given_makes_no_row(skp, ani, at):
    report = factories.report(skp, value=None)
    entries = [Entry(indicator) for indicator in factories.indicators(skp)]
    assert save_report(report=report, entries=entries, by=ani, at=at) == report
    assert Realization.objects.count() == 0


def test_wording_is_kept_while_the_figure_stays_and_dropped_with_it(skp, ani, at):
    report = factories.report(skp, value=None)
    indicator = factories.indicators(skp)[0]
    factories.realization(report, indicator, "5", text="5 kunjungan, semua trimester tiga")
    kept = save_realization(report=report, indicator=indicator, value=D(5), note="n", by=ani, at=at)
    assert kept.text == "5 kunjungan, semua trimester tiga"
    assert save_realization(report=report, indicator=indicator, value=D(6), by=ani, at=at).text == ""
    assert save_realization(report=report, indicator=indicator, value=D(6), text=" enam ", by=ani, at=at).text == "enam"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"value": D("-0.0001")}, ("value", "Realisasi tidak boleh kurang dari nol.")),
        ({"value": D("NaN")}, ("value", "Realisasi tidak boleh kurang dari nol.")),
        ({"value": D(10) ** 14}, ("value", "Angka paling banyak 14 angka di depan koma dan 4 angka di belakangnya.")),
        ({"value": D("1.00001")}, ("value", "Angka paling banyak 14 angka di depan koma dan 4 angka di belakangnya.")),
        ({"text": "x" * 301}, ("text", "Uraian paling panjang 300 huruf.")),
        (
            {"evidence_url": "javascript:alert(1)"},
            ("evidence_url", "Tautan bukti harus diawali https:// – salin alamat lengkapnya dari peramban."),
        ),
        (
            {"evidence_url": "http://berkas.contoh.go.id"},
            ("evidence_url", "Tautan bukti harus diawali https:// – salin alamat lengkapnya dari peramban."),
        ),
        (
            {"evidence_url": "https://tanpa titik"},
            ("evidence_url", "Tautan ini tidak lengkap. Contoh: https://drive.go.id/bukti/posyandu-november"),
        ),
        (
            {"evidence_url": "https://[::1"},
            ("evidence_url", "Tautan ini tidak lengkap. Contoh: https://drive.go.id/bukti/posyandu-november"),
        ),
        ({"evidence_url": "https://contoh.go.id/" + "x" * 500}, ("evidence_url", "Tautan paling panjang 500 huruf.")),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_written(skp, ani, at, given, expected):
    report = factories.report(skp, value=None)
    good, bad = factories.indicators(skp)
    with pytest.raises(InvalidInput) as caught:
        save_report(report=report, entries=[Entry(good, D(1)), Entry(bad, **given)], by=ani, at=at)
    assert reasons(caught) == [expected]
    assert Realization.objects.count() == 0


def test_an_indicator_of_somebody_else_is_refused(cast, skp, ani, at):
    foreign = factories.indicators(planning.skp(cast.citra, state=planning_workflow.AGREED))[0]
    with pytest.raises(InvalidInput, match="bukan bagian dari SKP Anda"):
        save_realization(report=factories.report(skp), indicator=foreign, value=D(1), by=ani, at=at)


@pytest.mark.parametrize(
    ("state", "words"),
    [(workflow.SUBMITTED, "Tarik kembali dahulu"), (workflow.ACCEPTED, "sudah diterima penilai")],
)
def test_after_sending_nothing_changes_even_from_an_old_tab(skp, ani, at, state, words):
    report = factories.report(skp, state=state)
    report.state = workflow.DRAFT  # what the old tab still believes
    with pytest.raises(Refused, match=words):
        save_realization(report=report, indicator=factories.indicators(skp)[0], value=D(9), by=ani, at=at)


def test_a_returned_month_is_filled_again(skp, ani, at):
    report = factories.report(skp, state=workflow.RETURNED)
    assert save_realization(report=report, indicator=factories.indicators(skp)[0], value=D(9), by=ani, at=at).value == D(9)


def test_the_appraiser_does_not_fill(cast, skp, at):
    with pytest.raises(Refused, match="hanya dapat diisi"):
        save_report(report=factories.report(skp), entries=[], by=cast.actor(cast.budi), at=at)
