"""An older version is printed as it was agreed, whatever stands in the SKP now."""

from __future__ import annotations

import pytest
from python_calamine import CalamineWorkbook

from capaian.foundation.tests.reading import Form, squeeze
from capaian.foundation.writing import writing
from capaian.people.models import Employee
from capaian.planning import documents, workflow
from capaian.planning.models import Approach, ResultPlan, Skp, SkpVersion
from capaian.planning.queries.versions import stored_content
from capaian.planning.rules.content import as_json, digest
from capaian.planning.tests import factories
from capaian.planning.tests.documents import plans


def agreed(skp: Skp, number: int) -> SkpVersion:
    """What the SKP says now, kept as a version."""
    content = stored_content(skp.pk)
    with writing("test"):
        return SkpVersion.objects.create(
            skp=skp, number=number, content=as_json(content), digest=digest(content), agreed_at=plans.AGREED_AT,
            agreed_with="Budi",
        )


@pytest.fixture
def amended(cast):
    """Version 1 as it was, then another wording, another approach and another appraiser's post as version 2."""
    skp = plans.skp_on("A.1.7", cast)
    first = agreed(skp, 1)
    with writing("test"):
        skp.results.update(statement="Sesudah perubahan")
        skp.behaviour_expectations.all().delete()
        Skp.objects.filter(pk=skp.pk).update(approach=Approach.QUALITATIVE)
    skp.refresh_from_db()
    return skp, first, agreed(skp, 2)


def test_a_version_reads_as_it_did(amended, tmp_path):
    _skp, first, second = amended
    read = Form(documents.version_document(first))
    words = read.words
    assert squeeze("Versi 1, disepakati 3 Juli 2026") in words
    for text in ("Angka kematian ibu menurun", "Menjadi panutan anti suap", "INDIKATOR KINERJA INDIVIDU", "RANCANGAN"):
        assert (squeeze(text) in words) == (text != "RANCANGAN")
    assert squeeze("Sesudah perubahan") not in words
    assert "FormatA.1.7" in words
    assert squeeze(f"SKP {first.skp_id} versi 1 {first.digest[:12]}") in read.pages[-1]
    assert read.identity()[0] == tuple(map(squeeze, ("NAMA", "Ani Lestari, A.Md.Kep.", "NAMA", "dr. Budi Hartono")))
    later = Form(documents.version_document(second)).words
    assert "FormatA.1.6" in later
    assert squeeze("Sesudah perubahan") in later
    documents.version_sheet(first, tmp_path / "v.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "v.xlsx")).get_sheet_by_index(0).to_python()
    assert any("Versi 1, disepakati 3 Juli 2026" in map(str, row) for row in rows)


def test_its_annex_too(amended):
    words = Form(documents.version_annex_document(amended[1])).words
    assert squeeze("Versi 1, disepakati 3 Juli 2026") in words
    assert squeeze("Anggaran perjalanan") in words


def test_the_skp_in_force_says_which_version_it_is(amended):
    assert squeeze("Versi 2, disepakati 3 Juli 2026") in Form(documents.skp_document(amended[0])).words


def test_an_skp_never_amended_says_nothing_of_versions(cast):
    skp = plans.skp_on("A.1.7", cast)
    agreed(skp, 1)
    assert "Versi" not in Form(documents.skp_document(skp)).words


def test_who_fixed_it_where_that_is_not_the_appraiser(cast):
    skp = plans.skp_on("A.1.2", cast)
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(fixed_by="Bupati Contoh")
    assert squeeze("Ditetapkan oleh Bupati Contoh") in Form(documents.skp_document(skp)).words


def test_what_an_amendment_dropped_is_not_printed(cast):
    skp = plans.skp_on("A.1.7", cast)
    with writing("test"):
        skp.results.filter(kind="additional").update(dropped_on=plans.START)
    assert squeeze("Posko kesehatan haji") not in Form(documents.skp_document(skp)).words


def test_the_queries_of_a_version(amended, django_assert_num_queries):
    version = SkpVersion.objects.select_related("skp__employee__agency", "skp__position__unit").get(pk=amended[1].pk)
    with django_assert_num_queries(2):  # the appraiser, and the post of that day
        documents.version_document(version)


def test_a_version_names_the_appraisers_unit_and_who_fixed_it_as_it_was_then(amended):
    """Form A.1.7, p.57: the fifth row of the appraiser is UNIT KERJA, also in what was agreed before. II.C.1-3: who fixed."""
    skp, first, second = amended
    rows = Form(documents.version_document(first)).identity()
    assert rows[4][2:] == (squeeze("UNIT KERJA"), squeeze("Puskesmas Galala"))
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(fixed_by="Kepala daerah")
        Employee.objects.filter(pk=skp.appraiser_id).update(name="Nama Baru")
    first = SkpVersion.objects.get(pk=first.pk)
    words = Form(documents.version_document(first)).words
    assert squeeze("Ditetapkan oleh Kepala daerah") in words
    assert "NamaBaru" not in words
    with writing("test"):
        change = Skp.objects.create(
            employee=skp.employee, performance_year=skp.performance_year, position=skp.position, appraiser=skp.appraiser,
            start=skp.start, end=skp.end, state=workflow.MERGED, amends=skp, basis="change", fixed_by="Bupati Contoh",
        )
        SkpVersion.objects.filter(pk=second.pk).update(amendment=change)
    later = Form(documents.version_document(SkpVersion.objects.get(pk=second.pk)))
    assert squeeze("Ditetapkan oleh Bupati Contoh") in later.words


def test_an_appraiser_who_left_the_ledger_is_printed_by_name(amended):
    """Form A.1.7, p.57: what was agreed keeps the name; what nobody knows any more is a dash."""
    first = amended[1]
    with writing("test"):
        SkpVersion.objects.filter(pk=first.pk).update(content=first.content | {"appraiser": 0})
    rows = Form(documents.version_document(SkpVersion.objects.get(pk=first.pk))).identity()
    assert [row[3] for row in rows] == [squeeze(text) for text in (
        "dr. Budi Hartono", "-", "-", first.content["appraiser_post"], "-",
    )]


def test_what_a_version_hung_below_is_printed_with_its_indicators(cast):
    """Form A.1.7, note * (p.59): a head's result stands with the head's indicators, the organisation's with its own; of a
    head as they were agreed on that day."""
    head = plans.skp_on("A.1.2", cast)
    agreed(head, 1)
    skp = plans.skp_on("A.1.7", cast)
    below, beside = skp.results.order_by("pk")
    above = head.results.order_by("pk").first()
    goal = factories.objective(cast.office, "Anak sehat")
    with writing("test"):
        first_indicator = above.indicators.get(ordinal=1)
        ResultPlan.objects.filter(pk=below.pk).update(parent=above, parent_indicator=first_indicator, assigned_by="")
        ResultPlan.objects.filter(pk=beside.pk).update(objective=goal)
    first = agreed(skp, 1)
    with writing("test"):
        above.indicators.update(statement="Kata-kata sesudahnya")
    shown = [result.intervened for result in Form(documents.version_document(first)).results()]
    assert shown == [squeeze(text) for text in (
        f"{above.statement} Indikator Kinerja Individu: Persentase persalinan di fasilitas kesehatan",
        "Anak sehat Indikator Kinerja Organisasi: Insiden DBD per 100.000 penduduk",
    )]
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(approach=Approach.QUALITATIVE)
        SkpVersion.objects.filter(pk=first.pk).update(content=first.content | {"approach": "qualitative"})
    qualitative = Form(documents.version_document(SkpVersion.objects.get(pk=first.pk))).words
    assert squeeze("(penugasan dari Kepala Dinas Kesehatan)") in qualitative


def content_of(answer) -> bytes:
    """What was sent; reading a file to its end also closes it."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


class TestScreens:
    def test_versions_are_fetched_by_who_may_read_the_skp(self, amended, cast, client_as):
        skp = amended[0]
        for name, form in (("skp.pdf", "A.1.7"), ("skp.xlsx", "A.1.7"), ("a18.pdf", "A.1.8")):
            answer = client_as(cast.ani).get(f"/skp/{skp.pk}/versions/1/{name}")
            assert answer.status_code == 200
            assert f"{form} - Ani Lestari, A.Md.Kep - 2026 - versi 1" in answer["Content-Disposition"]
            assert content_of(answer)[:2] in (b"%P", b"PK")
        assert client_as(cast.ani).get(f"/skp/{skp.pk}/versions/9/skp.pdf").status_code == 404
        assert client_as(cast.eko).get(f"/skp/{skp.pk}/versions/1/skp.pdf").status_code == 404

    @pytest.mark.parametrize("form", ["skp", "a13", "a14", "a15", "a18"])
    @pytest.mark.parametrize("ending", ["pdf", "xlsx"])
    def test_each_form_is_handed_out_under_its_name(self, cast, client_as, form, ending):
        skp = plans.skp_on("A.1.2", cast)
        plans.matrix(skp, [cast.budi])
        answer = client_as(cast.dewi).get(f"/skp/{skp.pk}/{form}.{ending}")
        assert answer.status_code == 200
        label = {"skp": "A.1.2"}.get(form, f"A.1.{form[-1]}")
        assert f"{label} - Dewi Kaisupy" in answer["Content-Disposition"]
        assert f".{ending}" in answer["Content-Disposition"]
        assert content_of(answer)[:2] == {"pdf": b"%P", "xlsx": b"PK"}[ending]
        assert client_as(cast.eko).get(f"/skp/{skp.pk}/{form}.{ending}").status_code == 404

    def test_forms_of_leaders_are_refused_for_others_and_no_matrix_is_no_page(self, cast, client_as):
        skp = plans.skp_on("A.1.7", cast)
        answer = client_as(cast.ani).get(f"/skp/{skp.pk}/a13.pdf")
        assert answer.status_code == 403
        assert "A.1.3" in answer.content.decode()
        assert client_as(cast.ani).get(f"/skp/{skp.pk}/a15.pdf").status_code == 404
