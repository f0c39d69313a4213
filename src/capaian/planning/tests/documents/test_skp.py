"""A.1.7 and A.1.8 of our own cast: drafts are marked, queries do not grow, nothing is cut off."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.foundation.tests.reading import Form, squeeze
from capaian.foundation.writing import writing
from capaian.planning import workflow
from capaian.planning.documents import annex_document, skp_document, skp_file_name
from capaian.planning.models import AnnexItem, BehaviourExpectation, Indicator, ResultKind
from capaian.planning.tests import factories


def test_a_draft_is_marked_on_every_page_and_has_no_date(cast):
    form = Form(skp_document(factories.skp(cast.ani)))
    for page in form.pages:
        assert "RANCANGAN·" in page
    assert squeeze("RANCANGAN – belum disepakati kedua pihak, belum berlaku sebagai SKP") in form.pages[0]
    assert "Contoh,……………………" in form.words


@pytest.mark.parametrize("state", [workflow.DRAFT, workflow.SUBMITTED])
def test_the_annex_of_what_is_not_agreed_is_marked_too(cast, state):
    assert "RANCANGAN" in Form(annex_document(factories.skp(cast.ani, state=state))).words


def test_an_agreed_skp_carries_place_and_day_and_no_mark(cast):
    form = Form(skp_document(factories.skp(cast.ani, state=workflow.AGREED)))
    assert "RANCANGAN" not in form.words
    assert squeeze("Contoh, 20 Januari 2026") in form.words


@pytest.mark.parametrize("results", [1, 3])
def test_queries_do_not_grow_with_results(cast, results, django_assert_num_queries):
    parent = factories.skp(cast.budi).results.get()
    skp = factories.skp(cast.ani, results=results, parent=parent)
    with django_assert_num_queries(5):
        skp_document(skp)
    with django_assert_num_queries(2):
        annex_document(skp)


def test_a_result_of_a_leading_post_is_printed_with_its_indicator(cast):
    """Form A.1.7, note *: Dewi is a high official, so her result brings its indicator; Budi's does not."""
    top = factories.skp(cast.dewi).results.get()
    head = factories.skp(cast.budi, parent=top)
    staff = factories.skp(cast.ani, parent=head.results.get())
    assert Form(skp_document(head)).results()[0].intervened == squeeze(
        "Kunjungan rumah ibu hamil berisiko terlaksana 1 Indikator Kinerja Individu: Jumlah kunjungan rumah"
    )
    assert Form(skp_document(staff)).results()[0].intervened == squeeze("Kunjungan rumah ibu hamil berisiko terlaksana 1")


def test_an_objective_is_printed_with_its_indicator_and_nothing_as_a_dash(cast):
    skp = factories.skp(cast.budi, results=2)
    below = factories.objective(cast.unit)
    with writing("test"):
        skp.results.filter(ordinal=1).update(objective=below)
    first, second = Form(skp_document(skp)).results()
    assert first.intervened == squeeze(
        "Menurunnya angka kesakitan demam berdarah Indikator Kinerja Organisasi: Insiden DBD per 100.000 penduduk"
    )
    assert second.intervened == "-"


def test_additional_results_go_on_counting_and_a_result_without_indicator_says_so(cast):
    skp = factories.skp(cast.ani, results=2)
    with writing("test"):
        extra = factories.result(skp, "Buku saku kader selesai", kind=ResultKind.ADDITIONAL)
        Indicator.objects.filter(result=extra).delete()
    found = Form(skp_document(skp)).results()
    assert [(result.number, result.statement) for result in found] == [
        ("1", "Kunjunganrumahibuhamilberisikoterlaksana1"), ("2", "Kunjunganrumahibuhamilberisikoterlaksana2"),
        ("3", "Bukusakukaderselesai"),
    ]
    assert found[2].lines[0].columns == ("–", "belumadaindikator", "–")


def test_an_skp_of_part_of_a_year_says_so(cast):
    skp = factories.skp(cast.ani)
    with writing("test"):
        skp.start = date(2026, 4, 15)
        skp.save()
    assert squeeze("PERIODE PENILAIAN: 15 APRIL SD 31 DESEMBER TAHUN 2026") in Form(skp_document(skp)).pages[0]


def test_everything_is_printed_however_much_there_is(cast):
    skp = factories.skp(cast.ani, results=12)
    long = " ".join(f"kata{number}" for number in range(400))
    endless = "https://contoh.go.id/" + "a" * 300
    with writing("test"):
        skp.results.filter(ordinal=5).update(statement=long)
        Indicator.objects.filter(result__skp=skp, result__ordinal=6).update(statement=endless, target_text="x" * 200)
        for number in range(30):
            BehaviourExpectation.objects.create(skp=skp, core_value="loyal", ordinal=number, text=f"Harapan nomor {number}.")
            text = f"Dukungan nomor {number}. {'' if number else long}"
            AnnexItem.objects.create(skp=skp, section="resources", ordinal=number, text=text)
    form = Form(skp_document(skp))
    for number in range(400):
        assert f"kata{number}" in form.words
    for number in range(30):
        assert f"Harapannomor{number}." in form.words
    assert form.furthest() == (900.0, 576.0)
    annex = Form(annex_document(skp))
    assert all(f"Dukungannomor{number}." in annex.words for number in range(30))
    assert annex.furthest() == (576.0, 900.0)


def test_the_empty_annex_says_that_nothing_was_agreed(cast):
    assert [cell.text for cell in Form(annex_document(factories.skp(cast.ani))).cells] == [
        "DUKUNGANSUMBERDAYA", "-", "belumdisepakati", "SKEMAPERTANGGUNGJAWABAN", "-", "belumdisepakati", "KONSEKUENSI", "-",
        "belumdisepakati",
    ]


def test_the_file_is_named_after_form_person_and_year(cast):
    assert skp_file_name(factories.skp(cast.ani)) == "A.1.7 - Ani Lestari, A.Md.Kep - 2026.pdf"


def test_the_same_skp_gives_the_same_bytes(cast):
    skp = factories.skp(cast.ani, results=2)
    assert skp_document(skp) == skp_document(skp)
