"""C.1.3 of our own cast: what is open stays open, what is missing says why, what came later stays out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from capaian.evaluation.actions import publish_evaluations
from capaian.evaluation.exports import evaluation_document, evaluation_file_name
from capaian.evaluation.models import Evaluation
from capaian.evaluation.tests import factories
from capaian.feedback.models import Feedback
from capaian.foundation.tests.reading import Form, squeeze
from capaian.foundation.writing import writing
from capaian.governance.models import EvaluationPeriod, PeriodKind
from capaian.planning.tests import factories as planning
from capaian.progress.models import Realization


@pytest.fixture
def published(cast, period, skp, level, rate):
    factories.feedback(skp)
    rate(result="above", behaviour="meets")
    return publish_evaluations(period=period, skp_ids=[skp.pk], by=cast.actor(cast.budi), at=factories.OPEN)[0]


def test_a_published_evaluation_prints_year_feedback_and_choice(published):
    form = Form(evaluation_document(published))
    (result,) = form.results()
    assert result.lines[0].columns == (
        "Kuantitas", "Jumlahkunjunganrumah", "60kunjungan", "60kunjunganBuktidukung:1tautan",
        squeeze("Pimpinan: Kunjungan teratur dan tercatat."),
    )
    assert form.below("PREDIKAT KINERJA PEGAWAI*").unstruck == "/BAIK///"
    assert "RANCANGAN" not in form.words
    assert squeeze("Contoh, 6 Oktober 2026 Pejabat Penilai Kinerja dr. Budi Hartono") in form.words
    assert form.pages[0].count("IV-AKHIR") == 1


@pytest.mark.parametrize("results", [1, 3])
def test_queries_do_not_grow_with_results(skp, rate, results, django_assert_num_queries):
    for number in range(1, results):
        planning.result(skp, f"Hasil kerja tambahan {number}", ordinal=number + 1)
    (evaluation,) = rate()
    with django_assert_num_queries(8):
        evaluation_document(evaluation)


def test_an_unpublished_evaluation_is_marked_and_chooses_nothing(rate):
    (evaluation,) = rate(result="above", behaviour="above")
    form = Form(evaluation_document(evaluation))
    assert squeeze("RANCANGAN – evaluasi belum diterbitkan pejabat penilai") in form.pages[0]
    for label in ("RATING HASIL KERJA*", "RATING PERILAKU KERJA*", "PREDIKAT KINERJA PEGAWAI*", "CAPAIAN KINERJA ORGANISASI*"):
        cell = form.below(label)
        assert cell.unstruck == cell.text
    assert form.below("POLA DISTRIBUSI").text == squeeze("capaian kinerja organisasi belum ditetapkan")
    assert "Contoh,……………………" in form.words


def test_what_is_missing_says_why(skp, rate):
    planning.result(skp, "Hasil kerja tanpa laporan", ordinal=2)
    with writing("test"):
        Realization.objects.update(value=None, note="Alat ukur rusak sejak Juli.", evidence_url="")
    (evaluation,) = rate()
    first, second = Form(evaluation_document(evaluation)).results()
    assert first.lines[0].columns[3:] == (squeeze("Alat ukur rusak sejak Juli."), squeeze("belum ada umpan balik"))
    assert second.lines[0].columns[3] == squeeze("Belum ada bulan yang dilaporkan.")


def test_feedback_after_publication_does_not_change_the_document(published, skp):
    before = evaluation_document(published)
    with writing("test"):
        later = factories.feedback(skp, "Datang sesudah hasil diterbitkan.")
        Feedback.objects.filter(pk=later.pk).update(at=published.published_at + timedelta(seconds=1))
    assert evaluation_document(published) == before
    with writing("test"):
        Feedback.objects.filter(pk=later.pk).update(at=published.published_at)
    assert squeeze("Datang sesudah hasil diterbitkan.") in Form(evaluation_document(published)).words


def test_feedback_on_a_value_stands_beside_it_labelled_by_its_giver(published, skp):
    with writing("test"):
        entry = factories.feedback(skp, "Sabar menjelaskan.", value="harmonis")
        Feedback.objects.filter(pk=entry.pk).update(giver="stakeholder", giver_label="Pasien")
    values = {value.name: value.feedback for value in Form(evaluation_document(published)).values()}
    assert values["Harmonis"] == squeeze("Pasien: Sabar menjelaskan.")
    assert values["Loyal"] == squeeze("belum ada umpan balik")


def test_who_rated_in_place_of_the_skps_appraiser_signs_in_their_own_post(rate, cast):
    (evaluation,) = rate()
    with writing("test"):
        evaluation.appraiser = cast.dewi
        evaluation.save()
    row = Form(evaluation_document(evaluation)).identity()
    assert row[0][3] == squeeze("Dewi Kaisupy, S.K.M., M.Kes.")
    assert row[3][3] == squeeze("Kepala Dinas Kesehatan")
    cast.dewi.postings.all().delete()
    assert Form(evaluation_document(evaluation)).identity()[3][3] == "-"


@pytest.mark.parametrize(
    ("kind", "ordinal", "line"),
    [
        (PeriodKind.QUARTER, 1, "TRIWULAN I"), (PeriodKind.QUARTER, 4, "TRIWULAN IV-AKHIR"),
        (PeriodKind.ANNUAL, 1, "TRIWULAN IV-AKHIR"), (PeriodKind.MONTH, 9, "BULAN SEPTEMBER"),
    ],
)
def test_the_period_line_leaves_only_its_own_period_standing(rate, kind, ordinal, line):
    (evaluation,) = rate()
    EvaluationPeriod.objects.filter(pk=evaluation.period_id).update(kind=kind, ordinal=ordinal)
    form = Form(evaluation_document(evaluation))
    unstruck = form.unstruck_line(0, "PERIODE***")
    assert unstruck.replace("/", "").rstrip("*") == squeeze(f"PERIODE***: {line}")


def test_the_file_is_named_after_form_person_and_period(published):
    published.skp.employee.refresh_from_db()
    assert evaluation_file_name(published) == "C.1.3 - Ani Lestari, A.Md.Kep - Triwulan III 2026.pdf"


@pytest.mark.parametrize("organisation", ["ISTIMEWA", "BAIK", "BUTUH_PERBAIKAN", "KURANG", "SANGAT_KURANG"])
def test_each_level_of_the_organisation_brings_its_curve(published, organisation):
    with writing("test"):
        Evaluation.objects.filter(pk=published.pk).update(organisation_level=organisation)
    form = Form(evaluation_document(published))
    name = organisation.replace("_", " ")
    assert form.below("CAPAIAN KINERJA ORGANISASI*").unstruck.strip("/") == squeeze(name)
    assert f"DENGANCAPAIANKINERJAORGANISASI{squeeze(name)}Frekuensi" in form.below("POLA DISTRIBUSI").text


def test_much_feedback_runs_over_pages_and_is_all_there(published, skp):
    with writing("test"):
        for number in range(40):
            factories.feedback(skp, f"Catatan nomor {number}. " + "Penjelasan panjang tentang hasil kerja. " * 6)
            factories.feedback(skp, f"Perilaku nomor {number}. " + "Penjelasan panjang tentang sikap. " * 6, value="loyal")
    form = Form(evaluation_document(published))
    assert all(f"Catatannomor{number}." in form.words and f"Perilakunomor{number}." in form.words for number in range(40))
    assert form.furthest() == (900.0, 576.0)
    assert "PREDIKATKINERJAPEGAWAI*" in form.pages[-1]
