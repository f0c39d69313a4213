"""The page of a person and the forms that change what the ledger says of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.people.models import Circumstance, Posting, Reporting, TaskTeam
from capaian.people.queries import posting_on
from capaian.people.tests import factories as people

YEAR = people.YEAR_START
DAY = timedelta(days=1)


def page(client, person, query: str = ""):
    return client.get(reverse("people:person", args=[person.pk]) + query)


def text_of(response) -> str:
    return response.content.decode()


def at(name: str, person, *more: int) -> str:
    return reverse(f"people:{name}", args=[person.pk, *more])


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def test_everybody_close_reads_the_whole_course(client_as, cast, django_assert_num_queries):
    people.employee(cast.unit, "Gani Hamid", "199212312015031999", appraiser=cast.budi)
    for who in (cast.ani, cast.budi, cast.dewi, cast.citra):
        text = text_of(page(client_as(who), cast.ani))
        assert "Pejabat penilai" in text
        assert "Riwayat" in text
    client = client_as(cast.dewi)
    page(client, cast.ani)
    with django_assert_num_queries(13):  # five for who is asking; person, posts, the ledger in four, circumstances, teams, whom
        page(client, cast.ani)


def test_a_colleague_reads_name_post_and_unit_only(client_as, cast):
    other = people.employee(cast.unit, "Gani Hamid", "199212312015031999", appraiser=cast.dewi)
    text = text_of(page(client_as(other), cast.ani))
    assert ("Perawat Mahir" in text, "Puskesmas Galala" in text) == (True, True)
    assert ("Riwayat" in text, cast.ani.nip in text, cast.budi.name in text) == (False, False, False)
    assert page(client_as(cast.eko), cast.ani).status_code == 404


def test_any_day_can_be_looked_at(client_as, cast):
    client = client_as(cast.ani)
    Reporting.objects.filter(employee=cast.ani).update(end=date(2026, 5, 2))
    Reporting.objects.create(employee=cast.ani, appraiser=cast.dewi, start=date(2026, 5, 3))
    assert "Siapa menilai siapa pada 2 Mei 2026" in text_of(page(client, cast.ani, "?on=2026-05-02"))
    for query in ("?on=2026-13-40", "?on=kemarin", ""):
        assert "Siapa menilai siapa hari ini" in text_of(page(client, cast.ani, query))
    before = text_of(page(client, cast.ani, "?on=2025-12-31"))
    assert "Belum tercatat" in before
    assert "Jabatan belum tercatat untuk hari ini" in before


def test_the_page_tells_exemptions_circles_and_who_was_passed_over(client_as, cast, today):
    client = client_as(cast.citra)
    Circumstance.objects.create(employee=cast.dewi, kind="appraised-outside", start=YEAR)
    assert "Dikecualikan" in text_of(page(client, cast.dewi))
    assert "Di luar instansi" in text_of(page(client, cast.budi))
    cast.budi.employed_until = today - DAY
    cast.budi.save()
    assert "Dilewati karena berhalangan tetap: dr. Budi Hartono" in text_of(page(client, cast.ani))
    assert "Bekerja di sini sampai" in text_of(page(client, cast.budi))
    cast.budi.employed_until = None
    cast.budi.save()
    Reporting.objects.filter(employee=cast.budi).update(appraiser=cast.ani)
    assert "Berputar" in text_of(page(client, cast.ani))


def test_a_timeline_names_posts_teams_and_what_can_be_ended(client_as, cast, today):
    acting = Posting.objects.create(employee=cast.ani, position=posting_on(cast.budi, today).position, kind="plh", start=today)
    leave = Circumstance.objects.create(employee=cast.ani, kind="study-leave", start=today + DAY, decree="SK 9")
    team = TaskTeam.objects.create(agency=cast.agency, name="Percepatan imunisasi", start=YEAR)
    team.memberships.create(employee=cast.ani, leads=True, start=YEAR)
    text = text_of(page(client_as(cast.citra), cast.ani))
    for words in ("Pelaksana harian (Plh.)", "Tugas belajar", "Keputusan SK 9", "Percepatan imunisasi", "Akan datang",
                  at("acting_end", cast.ani, acting.pk), at("circumstance_end", cast.ani, leave.pk)):
        assert words in text
    Posting.objects.all().delete()
    Reporting.objects.all().delete()
    assert "Jabatan belum tercatat" in text_of(page(client_as(cast.dewi), cast.dewi))


NAMES = ("change_appraiser", "transfer", "acting", "hand_over", "secondment", "circumstance", "departure")


@pytest.mark.parametrize("name", NAMES)
def test_only_a_manager_sees_and_sends_the_forms(client_as, cast, name):
    url = at(name, cast.ani)
    for who, status in ((cast.ani, 403), (cast.budi, 403), (cast.eko, 404), (cast.citra, 200)):
        assert client_as(who).get(url).status_code == status
    for who, status in ((cast.budi, 403), (cast.eko, 404), (cast.citra, 422)):
        assert client_as(who).post(url, {"start": "kemarin"}).status_code == status
    assert Reporting.objects.filter(employee=cast.ani, appraiser=cast.budi, end=None).count() == 1


def test_a_manager_names_another_appraiser_by_nip_or_name(client_as, cast, today):
    client = client_as(cast.citra)
    sent = {"appraiser": cast.dewi.nip, "start": today.isoformat(), "end": "", "decree": "SK 1"}
    rehearsed = client.post(at("change_appraiser", cast.ani), {**sent, "preview": "1"})
    assert rehearsed.status_code == 200
    assert "Yang akan berubah" in text_of(rehearsed)
    assert "dr. Budi Hartono → Dewi Kaisupy" in text_of(rehearsed)
    assert Reporting.objects.filter(employee=cast.ani).count() == 1
    partial = client.post(at("change_appraiser", cast.ani), {**sent, "preview": "1"}, headers={"HX-Request": "true"})
    assert (partial.status_code, "<html" in text_of(partial)) == (200, False)
    saved = client.post(at("change_appraiser", cast.ani), sent, follow=True)
    assert "Tersimpan. Penilai 1 orang berubah." in text_of(saved)
    assert Reporting.objects.get(employee=cast.ani, end=None).appraiser == cast.dewi
    again = client.post(at("change_appraiser", cast.ani), sent, follow=True)
    assert "Tersimpan." in text_of(again)
    same = client.post(at("change_appraiser", cast.ani), {**sent, "preview": "1"})
    assert "Tidak ada pejabat penilai yang berubah." in text_of(same)


def test_what_is_wrong_is_told_beside_the_field_and_kept(client_as, cast, today):
    client = client_as(cast.citra)
    sent = {"appraiser": "Ani Lestari", "start": today.isoformat(), "end": ""}
    answer = client.post(at("change_appraiser", cast.ani), sent)
    assert answer.status_code == 422
    assert "Seseorang tidak dapat menilai dirinya sendiri." in text_of(answer)
    assert "Ani Lestari" in text_of(answer)
    partial = client.post(at("change_appraiser", cast.ani), {**sent, "preview": "1"}, headers={"HX-Request": "true"})
    assert (partial.status_code, "menilai dirinya sendiri" in text_of(partial)) == (200, True)
    assert client.post(at("change_appraiser", cast.ani), {**sent, "preview": "1"}).status_code == 422


def test_twenty_people_get_a_plh_and_the_preview_says_how_many(client_as, cast, today):
    for number in range(8):
        people.employee(cast.unit, f"Perawat {number}", f"19900101201501{number}999", appraiser=cast.budi)
    sent = {"kind": "plh", "official": cast.budi.nip, "start": today.isoformat(), "end": (today + 13 * DAY).isoformat()}
    client = client_as(cast.citra)
    shown = text_of(client.post(at("acting", cast.dewi), {**sent, "preview": "1"}))
    assert "9 orang" in shown
    assert "(14 hari)" in shown
    assert "dan 4 lainnya" in shown
    assert "Penilai 9 orang berubah" in text_of(client.post(at("acting", cast.dewi), sent, follow=True))
    acting = Posting.objects.get(kind="plh")
    assert client.get(at("acting_end", cast.dewi, acting.pk)).status_code == 200
    assert client.post(at("acting_end", cast.dewi, acting.pk), {"last_day": "2020-01-01"}).status_code == 422
    assert client.post(at("acting_end", cast.dewi, acting.pk), {"last_day": today.isoformat()}).status_code == 302
    assert client.get(at("acting_end", cast.ani, acting.pk)).status_code == 404
    assert client_as(cast.budi).get(at("acting_end", cast.dewi, acting.pk)).status_code == 403


def test_acting_needs_somebody_or_a_vacant_post(client_as, cast, today):
    client = client_as(cast.citra)
    sent = {"kind": "plt", "start": today.isoformat(), "end": today.isoformat()}

    def told(**more) -> str:
        return text_of(client.post(at("acting", cast.dewi), {**sent, **more, "preview": "1"}))

    assert "Sebutkan siapa yang digantikan" in told()
    assert "Yang akan berubah" in told(unit=cast.unit.code)
    headless = people.unit(cast.agency, "Unit Baru", parent=cast.office)
    assert "Jabatan pimpinan Unit Baru belum tercatat." in told(unit=headless.code)
    Posting.objects.filter(employee=cast.ani).delete()
    assert "tidak memegang jabatan definitif" in told(official=cast.ani.nip)
    assert "Tidak ada pegawai" in told(official="Bukan siapa-siapa")


def test_a_transfer_a_secondment_a_leave_and_a_departure(client_as, cast, today):
    client = client_as(cast.citra)
    post = {"unit": cast.office.code, "title": "Analis Kesehatan", "group": "functional", "start": today.isoformat()}
    assert client.post(at("transfer", cast.ani), {**post, "appraiser": cast.dewi.nip}).status_code == 302
    assert posting_on(cast.ani, today).position.title == "Analis Kesehatan"
    lent = {**post, "title": "Perawat Penyelia", "unit": cast.unit.code, "end": (today + DAY).isoformat()}
    assert client.post(at("secondment", cast.ani), lent).status_code == 302
    assert client.post(at("circumstance", cast.ani), {"kind": "unpaid-leave", "start": today.isoformat()}).status_code == 302
    leave = Circumstance.objects.get()
    assert client.get(at("circumstance_end", cast.ani, leave.pk)).status_code == 200
    assert client.post(at("circumstance_end", cast.ani, leave.pk), {"last_day": today.isoformat()}).status_code == 302
    assert client.get(at("circumstance_end", cast.ani, 0)).status_code == 404
    assert client.post(at("hand_over", cast.dewi), {"start": today.isoformat()}).status_code == 302  # nobody above: told as such
    assert client.post(at("departure", cast.ani), {"last_day": today.isoformat()}).status_code == 302
    cast.ani.refresh_from_db()
    assert cast.ani.employed_until == today
