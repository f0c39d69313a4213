"""Changing an agreed SKP on screen, and reading what was agreed before."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from capaian.foundation.writing import writing
from capaian.people.models import Reporting
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.models import AnnexItem, BehaviourExpectation, Indicator, ResultPlan, Skp
from capaian.planning.tests import factories
from capaian.planning.tests.amending import REASON, agree, amend

STUDY = {
    "level": "graduate", "institution": "Universitas Khairun", "course": "S-2 Kesehatan Masyarakat", "where": "home",
    "university": "B", "programme": "B", "gpa": "3,55", "graduation": "2028-06-30",
}


def url(name: str, skp: Skp, *more: int) -> str:
    return reverse(f"planning:{name}", args=[skp.pk, *more])


def change(copied: Skp) -> None:
    Indicator.objects.filter(result__skp=copied).update(target=30, target_text="30 kunjungan")
    ResultPlan.objects.filter(skp=copied, ordinal=2).delete()
    factories.result(copied, "Kader posyandu terlatih", ordinal=3)
    BehaviourExpectation.objects.create(skp=copied, core_value="akuntabel", text="Melapor tepat waktu")
    AnnexItem.objects.create(skp=copied, section="resources", text="Kendaraan dinas")


@pytest.fixture
def agreed(cast) -> Skp:
    return factories.skp(cast.ani, state="agreed", results=2)


@pytest.fixture
def copied(cast, agreed, at) -> Skp:
    return open_amendment(skp=agreed, basis="resources", reason=REASON, by=cast.actor(cast.ani), at=at)


@pytest.fixture
def amended(cast, agreed, at) -> Skp:
    amend(agreed, change, by=cast.actor(cast.ani), at=at)
    agreed.refresh_from_db()
    return agreed


class TestOpening:
    @pytest.mark.parametrize("who", ["ani", "budi"])
    def test_both_sides_find_the_door_on_the_agreed_skp(self, cast, client_as, agreed, who):
        client = client_as(getattr(cast, who))
        assert url("skp_amendment", agreed) in client.get(url("skp", agreed)).text
        sent = client.post(url("skp_amendment", agreed), {"basis": "change", "reason": REASON})
        made = Skp.objects.get(amends=agreed)
        assert sent.headers["Location"] == url("skp", made)
        page = client.get(url("skp", agreed)).text
        assert url("skp", made) in page
        assert url("skp_amendment", agreed) not in page

    def test_what_was_typed_stays(self, cast, client_as, agreed):
        sent = client_as(cast.ani).post(url("skp_amendment", agreed), {"basis": "", "reason": "terlalu pendek"})
        assert sent.status_code == 422
        assert "terlalu pendek" in sent.text
        assert "Pilih dasar perubahannya." in sent.text
        assert "paling sedikit 20 huruf" in sent.text

    def test_a_second_one_is_refused_with_who_began(self, cast, client_as, agreed, copied):
        client = client_as(cast.budi)
        assert "Perubahan sudah dimulai Ani Lestari" in client.get(url("skp_amendment", agreed)).text
        sent = client.post(url("skp_amendment", agreed), {"basis": "change", "reason": REASON})
        assert sent.status_code == 403
        assert "sudah dimulai oleh Ani Lestari" in sent.text

    def test_others_are_refused_and_another_agency_sees_nothing(self, cast, client_as, agreed, copied):
        for name in ("skp_amendment", "skp_study"):
            assert client_as(cast.citra).get(url(name, agreed)).status_code == 403
            assert client_as(cast.eko).get(url(name, agreed)).status_code == 404
        assert client_as(cast.citra).get(url("skp_cancellation", copied)).status_code == 403
        assert client_as(cast.eko).post(url("skp_cancellation", copied)).status_code == 404
        assert client_as(cast.eko).post(url("skp_clarification", agreed)).status_code == 404
        assert client_as(cast.eko).get(url("skp_versions", agreed)).status_code == 404
        assert client_as(cast.eko).get(url("skp_version", agreed, 1)).status_code == 404


class TestTheCopy:
    def test_shows_what_changes_before_anybody_agrees(self, cast, client_as, agreed, copied):
        with writing("test"):
            change(copied)
        page = client_as(cast.budi).get(url("skp", copied)).text
        assert "Yang berubah" in page
        assert "<del>60 kunjungan</del>" in page
        assert "<ins>30 kunjungan</ins>" in page
        assert "Kader posyandu terlatih" in page
        assert "Dikeluarkan" in page
        assert REASON in page

    def test_without_a_change_it_says_so(self, cast, client_as, copied):
        assert "Isinya sama dengan yang sudah disepakati." in client_as(cast.ani).get(url("skp", copied)).text

    def test_is_drafted_on_the_same_screens(self, cast, client_as, copied):
        result = copied.results.order_by("ordinal").first()
        assert client_as(cast.ani).get(reverse("planning:result", args=[copied.pk, result.pk])).status_code == 200

    def test_is_given_up_after_a_question(self, cast, client_as, agreed, copied):
        client = client_as(cast.ani)
        assert "Batalkan perubahan ini?" in client.get(url("skp_cancellation", copied)).text
        assert client.post(url("skp_cancellation", copied)).headers["Location"] == url("skp", agreed)
        assert Skp.objects.get(pk=copied.pk).state == "discarded"
        assert client.get(url("skp", copied)).status_code == 200

    def test_a_merged_one_leads_to_its_version(self, cast, client_as, agreed, copied, at):
        agree(amendment=copied, by=cast.actor(cast.ani), at=at)
        assert url("skp_version", agreed, 2) in client_as(cast.ani).get(url("skp", copied)).text

    def test_its_page_costs_the_same_with_one_change_and_with_many(self, cast, client_as, copied, django_assert_num_queries):
        client = client_as(cast.ani)
        client.get(url("skp", copied))
        counts = []
        for _round in range(2):
            with django_assert_num_queries(100, exact=False) as counted:
                client.get(url("skp", copied))
            counts.append(len(counted))
            with writing("test"):
                change(copied)
        assert counts[0] == counts[1]


class TestClarification:
    def test_one_button_begins_it(self, cast, client_as, agreed):
        assert "Mulai klarifikasi ulang" not in client_as(cast.ani).get(url("skp", agreed)).text
        Reporting.objects.filter(employee=cast.ani).update(appraiser=cast.dewi)
        for person in (cast.ani, cast.dewi):
            assert "Pejabat penilai kini Dewi Kaisupy" in client_as(person).get(url("skp", agreed)).text
        client_as(cast.dewi).post(url("skp_clarification", agreed))
        assert Skp.objects.get(amends=agreed).appraiser == cast.dewi

    def test_is_refused_where_nobody_changed(self, cast, client_as, agreed):
        assert client_as(cast.ani).post(url("skp_clarification", agreed)).status_code == 403


class TestStudy:
    def test_adds_the_academic_results(self, cast, client_as, agreed):
        client = client_as(cast.ani)
        page = client.get(url("skp_study", agreed)).text
        assert "3,71 – 4" in page
        assert "bukan predikat" in page
        for words in ("A atau Unggul", "C atau Baik", "Kurang/ Misconduct", "Adanya perpanjangan"):
            assert words in page
        sent = client.post(url("skp_study", agreed), STUDY)
        made = Skp.objects.get(amends=agreed)
        assert sent.headers["Location"] == url("skp", made)
        assert made.results.filter(source="study").count() == 2

    def test_says_beside_each_field_what_is_missing(self, cast, client_as, agreed):
        sent = client_as(cast.ani).post(url("skp_study", agreed), STUDY | {"university": "", "gpa": "4,2", "level": ""})
        assert sent.status_code == 422
        for words in ("Pilih jenjangnya.", "Pilih akreditasinya", "Tulis IPK di atas 0 sampai 4", "Universitas Khairun"):
            assert words in sent.text

    def test_abroad_needs_no_accreditation(self, cast, client_as, agreed):
        client_as(cast.ani).post(url("skp_study", agreed), STUDY | {"where": "abroad", "university": "", "programme": ""})
        assert Skp.objects.filter(amends=agreed, basis="study-start").exists()


class TestVersions:
    def test_a_version_shows_what_it_changed_and_all_it_says(self, cast, client_as, amended, django_assert_num_queries):
        client = client_as(cast.ani)
        first = client.get(url("skp_version", amended, 1)).text
        assert "Yang berubah" not in first
        assert "60 kunjungan" in first
        second = client.get(url("skp_version", amended, 2)).text
        assert [url(name, amended, 2) in second for name in ("version_document", "version_sheet")] == [True, True]
        for words in ("<del>60 kunjungan</del>", "<ins>30 kunjungan</ins>", "Melapor tepat waktu", "Kendaraan dinas", REASON):
            assert words in second
        assert client.get(url("skp_version", amended, 3)).status_code == 404
        assert client_as(cast.citra).get(url("skp_versions", amended)).status_code == 200

    def test_the_list_costs_the_same_with_one_and_three(self, cast, client_as, amended, at, django_assert_num_queries):
        client = client_as(cast.ani)
        client.get(url("skp_versions", amended))
        with django_assert_num_queries(6):
            page = client.get(url("skp_versions", amended)).text
        assert "Kesepakatan pertama" in page
        amend(amended, lambda copied: copied.results.filter(ordinal=3).delete(), by=cast.actor(cast.ani), at=at)
        with django_assert_num_queries(6):
            client.get(url("skp_versions", amended))

    def test_before_the_first_there_is_none(self, cast, client_as):
        draft = factories.skp(cast.ani)
        assert "Belum ada versi yang tersimpan" in client_as(cast.ani).get(url("skp_versions", draft)).text

    def test_an_ended_skp_says_so(self, cast, client_as, amended):
        with writing("test"):
            Skp.objects.filter(pk=amended.pk).update(end=date(2026, 7, 14), closed_on=date(2026, 7, 15))
        page = client_as(cast.ani).get(url("skp", amended)).text
        assert "berakhir pada 14 Juli 2026" in page
        assert url("skp_amendment", amended) not in page
