"""The screens of both sides: what they show, what they refuse, what they keep."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.foundation.actor import Role
from capaian.foundation.tests.files import samples
from capaian.people.actions import corrections as actions
from capaian.people.models import Correction, Posting, RoleGrant
from capaian.people.queries import corrections as queries
from capaian.people.queries.todos import todos_for
from capaian.people.tests.factories import YEAR_START, employee, unit

pytestmark = pytest.mark.django_db
OWN, NEW, QUEUE = (reverse(f"people:correction{name}") for name in ("s", "_new", "_queue"))
WHY = "Sejak awal tahun saya bekerja di bawah Dewi, sesuai SK 800/1/2026."


@pytest.fixture
def now():
    return timezone.now()


def send(cast, now, person=None, **more):
    person = person or cast.ani
    given = {"subject": "appraiser", "appraiser": cast.dewi, "effective_from": YEAR_START, "explanation": WHY, **more}
    return actions.send_correction(employee=person, **given, by=cast.actor(person), at=now)


def url(name, correction):
    return reverse(f"people:correction_{name}", args=[correction.pk])


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_an_employee_sends_a_request_and_sees_its_clock(client_as, cast):
    client = client_as(cast.ani)
    page = text(client.get(OWN))
    assert ("dr. Budi Hartono" in page, "Ini bukan atasan saya" in page, "Belum ada permintaan" in page) == (True, True, True)
    form = client.get(NEW, {"subject": "appraiser"})
    assert 'value="2026-01-01"' in text(form)
    given = {"subject": "appraiser", "appraiser": "Dewi Kaisupy, S.K.M., M.Kes.", "effective_from": "01-01-2026",
             "explanation": WHY, "proof": samples.upload("SK.pdf", samples.PDF)}
    answer = client.post(NEW, given)
    correction = Correction.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("detail", correction))
    assert (correction.appraiser, correction.proof.name) == (cast.dewi, "SK.pdf")
    page = text(client.get(url("detail", correction)))
    for words in ('2 hari kerja lagi</span> <span class="small muted">sampai ', "SK.pdf", "Tarik kembali"):
        assert words in page
    assert "Setujui" not in page



@pytest.mark.parametrize(("given", "words"), [
    ({"appraiser": ""}, "Tulis nama atau NIP atasan Anda yang benar."),
    ({"appraiser": "Eko Prasetyo, S.T."}, "Tidak ada pegawai bernama"),
    ({"appraiser": "dr. Budi Hartono"}, "memang sudah tercatat sebagai atasan Anda"),
    ({"effective_from": "kemarin"}, "Tulis tanggal seperti 24-11-2026."),
    ({"effective_from": ""}, "Isi tanggalnya."),
    ({"explanation": "salah"}, "paling sedikit 20 huruf"),
    ({"proof": samples.upload("SK.pdf", b"")}, "Berkas ini kosong"),
    ({"proof": samples.upload("SK.pdf", samples.png())}, "Namanya berakhir .pdf, tetapi isinya gambar PNG"),
])
def test_what_cannot_be_used_is_told_beside_its_field_and_kept(client_as, cast, given, words):
    good = {"subject": "appraiser", "appraiser": cast.dewi.name, "effective_from": "2026-01-01", "explanation": WHY}
    answer = client_as(cast.ani).post(NEW, {**good, **given})
    assert (answer.status_code, words in text(answer), Correction.objects.count()) == (422, True, 0)
    assert given.get("explanation", WHY)[:5] in text(answer)


@pytest.mark.parametrize(("subject", "given"), [
    ("unit", {"unit": "Dinas Kesehatan"}), ("position", {"position_title": "Perawat Penyelia"}),
])
def test_unit_and_position_have_forms_of_their_own(client_as, cast, subject, given):
    client = client_as(cast.ani)
    assert "Jabatan Anda" in text(client.get(NEW, {"subject": subject}))
    assert client.post(NEW, {"subject": subject, "effective_from": "2026-01-01", "explanation": WHY, **given}).status_code == 302
    assert client.get(NEW, {"subject": "gaji"})["Location"] == OWN


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_however_long_they_are(client_as, cast, now, number, django_assert_num_queries):
    people = [cast.ani, cast.budi, cast.dewi][:number]
    boss = employee(cast.office, "Intan", "197101011995031999")
    for person in people:
        send(cast, now, person, appraiser=boss)
    client = client_as(cast.citra)
    with django_assert_num_queries(7):  # session, account, actor, roles, count, corrections, holidays
        page = client.get(QUEUE)
    assert text(page).count("2 hari kerja lagi") == number
    client = client_as(cast.ani)
    with django_assert_num_queries(11):  # session, account, actor, roles, me, count, corrections, holidays, three facts
        client.get(OWN)


def test_the_queue_puts_what_is_overdue_first_and_keeps_its_filter_in_the_address(client_as, cast, now):
    boss = employee(cast.office, "Intan", "197101011995031999")
    send(cast, now, cast.budi, appraiser=boss)
    send(cast, now - timedelta(days=14))
    client = client_as(cast.citra)
    page = text(client.get(QUEUE))
    assert page.index("Ani Lestari") < page.index(">dr. Budi Hartono</a>")
    assert re.search(r"lewat \d+ hari kerja</span> <span class=\"small muted\">batasnya ", page)
    assert "Ani Lestari" not in text(client.get(QUEUE, {"cari": "Budi"}))
    assert "Tidak ada yang cocok" in text(client.get(QUEUE, {"status": "rejected"}))
    assert "Ani Lestari" in text(client.get(QUEUE, {"status": "semua"}))
    assert "Permintaan pegawai" in text(client.get(OWN))


def test_a_manager_sees_the_effect_and_approves(client_as, cast, now):
    correction = send(cast, now)
    client = client_as(cast.citra)
    page = text(client.get(url("detail", correction)))
    assert "dinilai Dewi Kaisupy, S.K.M., M.Kes., bukan dr. Budi Hartono" in page
    answer = client.post(url("approval", correction), {"seen": f"appraiser:{cast.budi.pk}"})
    assert answer.status_code == 302
    assert "Disetujui" in text(client.get(answer["Location"]))
    assert "Tidak ada permintaan yang menunggu" in text(client.get(QUEUE))


def test_a_unit_is_previewed_before_it_is_approved(client_as, cast, now):
    there = unit(cast.agency, "Puskesmas Oba", parent=cast.office)
    head = employee(there, "Gita Ananda", "198101012006012999", title="Kepala Puskesmas Oba", leads=True, appraiser=cast.dewi)
    correction = send(cast, now, subject="unit", unit=there, appraiser=None)
    client = client_as(cast.citra)
    page = text(client.get(url("detail", correction)))
    assert ("Gita Ananda" in page, "Jabatan baru: Perawat Mahir" in page, "Yang akan berubah" in page) == (True, True, False)
    seen = f"position:{Posting.objects.get(employee=cast.ani).position_id}"
    given = {"seen": seen, "position": "baru", "appraiser": head.name}
    page = text(client.post(url("approval", correction), {**given, "preview": "1"}))
    assert ("dinilai Gita Ananda, bukan dr. Budi Hartono" in page, Posting.objects.filter(employee=cast.ani).count()) == (True, 1)
    wrong = client.post(url("approval", correction), {**given, "appraiser": "Siapa"})
    assert (wrong.status_code, "Tidak ada pegawai bernama" in text(wrong)) == (422, True)
    refused = client.post(url("approval", correction), {**given, "appraiser": cast.ani.name})
    assert (refused.status_code, "tidak dapat menilai dirinya sendiri" in text(refused)) == (422, True)
    assert client.post(url("approval", correction), given).status_code == 302
    assert Posting.objects.get(employee=cast.ani, end=None).position.unit == there


def test_what_has_changed_since_is_shown_and_what_the_ledger_refuses_too(client_as, cast, now):
    correction = send(cast, now)
    cast.dewi.employed_until = date(2025, 12, 31)
    cast.dewi.save()
    page = text(client_as(cast.citra).get(url("detail", correction)))
    assert "Belum dapat disetujui:" in page
    from capaian.people.models import Reporting  # noqa: PLC0415

    Reporting.objects.filter(employee=cast.ani).update(appraiser=cast.citra)
    assert "Catatan sudah berubah sejak permintaan ini dikirim" in text(client_as(cast.citra).get(url("detail", correction)))


def test_a_rejection_needs_a_useful_reason(client_as, cast, now):
    correction = send(cast, now)
    client = client_as(cast.citra)
    short = client.post(url("rejection", correction), {"reason": "tidak"})
    assert (short.status_code, "paling sedikit 20 huruf" in text(short)) == (422, True)
    assert client.post(url("rejection", correction), {"reason": "SK yang dilampirkan bukan milik Anda."}).status_code == 302
    assert "SK yang dilampirkan bukan milik Anda." in text(client_as(cast.ani).get(url("detail", correction)))


def test_it_is_taken_back_by_the_one_who_sent_it(client_as, cast, now):
    correction = send(cast, now)
    assert client_as(cast.citra).post(url("withdrawal", correction)).status_code == 403
    client = client_as(cast.ani)
    assert client.post(url("withdrawal", correction)).status_code == 302
    assert "Ditarik kembali" in text(client.get(url("detail", correction)))
    assert client.post(url("withdrawal", correction)).status_code == 403


def test_who_may_see_what(client_as, cast, now):
    correction = send(cast, now, proof=samples.upload("SK.pdf", samples.PDF))
    proof = reverse("files:file", args=[correction.proof_id])
    inspector = employee(cast.office, "Hadi", "197001011995031999", roles=(Role.INSPECTOR,))
    near = employee(cast.unit, "Fajar", "199001012015031999")
    RoleGrant.objects.create(employee=near, role=Role.UNIT_MANAGER, unit=cast.unit)
    far = employee(unit(cast.agency, "Puskesmas Oba", parent=cast.office), "Gani", "199101012015031999")
    RoleGrant.objects.create(employee=far, role=Role.UNIT_MANAGER, unit=far.postings.get().position.unit)
    expected = {  # queue, detail, approval, proof
        cast.ani: (403, 200, 403, 200), cast.budi: (403, 403, 403, 403), cast.eko: (200, 404, 404, 404),
        inspector: (200, 200, 403, 200), far: (200, 403, 403, 403), near: (200, 200, 302, 200),
    }
    for person, statuses in expected.items():
        client = client_as(person)
        opened = client.get(proof)
        samples.read(opened)
        seen = {"seen": f"appraiser:{cast.budi.pk}"}
        assert (person.name, client.get(QUEUE).status_code, client.get(url("detail", correction)).status_code,
                client.post(url("approval", correction), seen).status_code, opened.status_code) == (person.name, *statuses)
    assert "Ani Lestari" not in text(client_as(far).get(QUEUE, {"status": "semua"}))
    assert "Ani Lestari" in text(client_as(near).get(QUEUE, {"status": "semua"}))


@pytest.mark.parametrize(("day", "left", "words", "until"), [
    (date(2026, 1, 22), 1, "1 hari kerja lagi", "sampai Jumat, 23 Januari 2026"),
    (date(2026, 1, 23), 0, "hari ini batasnya", "sampai Jumat, 23 Januari 2026"),
    (date(2026, 1, 24), 0, "lewat batas", "batasnya Jumat, 23 Januari 2026"),
    (date(2026, 1, 27), -2, "lewat 2 hari kerja", "batasnya Jumat, 23 Januari 2026"),
])
def test_the_clock_speaks_in_working_days(day, left, words, until):
    clock = queries.clock_of(day, date(2026, 1, 23), left, provisional=False)
    assert (clock.words, clock.until) == (words, until)


def test_the_first_screen_says_what_waits_for_whom(cast, now):
    boss = employee(cast.office, "Intan", "197101011995031999")
    send(cast, now - timedelta(days=14))
    send(cast, now, cast.citra, appraiser=boss)
    (mine,) = todos_for(cast.actor(cast.ani), now)
    assert (mine["title"], mine["column"]) == ("Perbaikan data: Ini bukan atasan saya", "waiting")
    waiting, decide = todos_for(cast.actor(cast.citra), now)
    assert (waiting["column"], decide["title"], decide["note"], decide["kind"]) == (
        "waiting", "Putuskan 1 permintaan perbaikan data", "1 lewat batas", "primary")
    early = todos_for(cast.actor(cast.citra), now - timedelta(days=14))[-1]
    assert (early["kind"], early["note"].startswith("yang terdekat ")) == ("plain", True)
    assert todos_for(cast.actor(cast.budi), now) == []
    actions.withdraw_correction(correction=Correction.objects.get(employee=cast.ani), by=cast.actor(cast.ani), at=now)
    assert [item["column"] for item in todos_for(cast.actor(cast.citra), now)] == ["waiting"]


def test_the_own_page_leads_to_a_correction_and_a_colleagues_does_not(client_as, cast):
    address = reverse("people:person", args=[cast.ani.pk])
    assert "Perbaiki data saya" in text(client_as(cast.ani).get(address))
    assert "Perbaiki data saya" not in text(client_as(cast.budi).get(address))
