"""The directory, the suggestions, the chart and a unit's page."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from capaian.foundation.actor import Role
from capaian.people.models import Position, Posting, PostingKind, RoleGrant
from capaian.people.queries import units as unit_queries
from capaian.people.queries.directory import reindex_agency
from capaian.people.tests import factories

AT = datetime(2026, 6, 1, 2, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(client_as, cast, monkeypatch):
    """`browser(cast.ani)` is a signed-in browser on 1 June, in an agency whose directory is in order."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)

    def sign_in(employee):
        reindex_agency(employee.agency_id, AT.date())
        return client_as(employee)

    return sign_in


def test_the_directory_lists_people_and_units(cast, browser):
    page = browser(cast.ani).get("/people/", {"q": "puskesmas"}).content.decode()
    assert f'href="/units/{cast.unit.pk}/"' in page
    assert "dr. Budi Hartono" in page
    assert cast.budi.nip not in page
    assert "Nama atau jabatan" in page


def test_as_one_types_only_the_list_comes(cast, browser):
    answer = browser(cast.citra).get("/people/", {"q": "bud"}, headers=HTMX).content.decode()
    assert "<html" not in answer
    assert f"NIP {cast.budi.nip}" in answer


@pytest.mark.parametrize(("query", "words"), [
    ({}, "Siapa yang Anda cari?"), ({"q": "zzz"}, "Tidak ada orang yang cocok"),
    ({"q": "bud", "after": "x"}, "1 orang terakhir."), ({"unit": "Puskesmas Galala"}, "2 orang."),
])  # fmt: skip
def test_what_the_directory_says(cast, browser, query, words):
    assert words in browser(cast.ani).get("/people/", query).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_unit_nobody_knows_is_said_beside_the_field(cast, browser, headers):
    answer = browser(cast.ani).get("/people/", {"q": "bud", "unit": "xyz"}, headers=headers)
    assert answer.status_code == 422
    assert "Tidak ada unit bernama" in answer.content.decode()


def test_pages_are_linked(cast, browser):
    for n in range(25):
        factories.employee(cast.unit, f"Tono {n:02d}", f"19800101200001{n:04d}")
    client = browser(cast.ani)
    first = client.get("/people/", {"q": "tono"})
    assert "20 orang ditampilkan, masih ada yang lain." in first.content.decode()
    last = client.get(first.context["onward"]).content.decode()
    assert "5 orang terakhir." in last
    assert "Kembali ke awal" in last


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_costs_the_same_for_more_people(cast, browser, django_assert_num_queries, number):
    for n in range(number):
        factories.employee(cast.unit, f"Tono {n:02d}", f"19800101200001{n:04d}")
    client = browser(cast.ani)
    with django_assert_num_queries(11):
        client.get("/people/", {"q": "tono per"})
    with django_assert_num_queries(8):
        client.get("/people/lookup/", {"name": "x", "x": "tono"}, headers=HTMX)


def test_suggestions_name_what_the_form_understands(cast, browser):
    client = browser(cast.ani)
    people = client.get("/people/lookup/", {"name": "who", "who": "hart", "kind": "person"}, headers=HTMX).content.decode()
    assert 'data-value="dr. Budi Hartono · Kepala Puskesmas Galala"' in people
    assert 'id="who-option-1"' in people
    units = client.get("/people/lookup/", {"q": "galala", "kind": "unit"}, headers=HTMX).content.decode()
    assert 'data-value="Puskesmas Galala · Dinas Kesehatan"' in units
    assert "Tidak ada yang cocok." in client.get("/people/lookup/", {"q": "eko"}, headers=HTMX).content.decode()
    assert client.get("/people/lookup/", {"q": ""}, headers=HTMX).content.decode().strip() == ""
    assert client.get("/people/lookup/", {"q": "bud"})["Location"] == "/people/?q=bud"


@pytest.mark.parametrize("offices", [2, 3])
def test_suggestions_tell_units_of_one_label_apart(cast, browser, django_assert_num_queries, offices):
    made = [factories.unit(cast.agency, f"Dinas {n}") for n in range(offices)]
    twins = [factories.unit(cast.agency, "Subbagian Umum", factories.unit(cast.agency, "Sekretariat", one)) for one in made]
    client = browser(cast.ani)

    def suggested(text):
        return client.get("/people/lookup/", {"q": text, "kind": "unit"}, headers=HTMX).content.decode()

    with django_assert_num_queries(6):
        page = suggested("subbag")
    for number, unit in enumerate(twins):
        assert f'data-value="Subbagian Umum · Sekretariat · {unit.code}"' in page
        assert f"Sekretariat · Dinas {number} · {unit.code}</span>" in page
    for narrower in ("Subbagian Umum · dinas 1", f"Subbagian Umum · Sekretariat · {twins[1].code}", "Subbag · sek · dinas 1 ·"):
        assert [unit.code in suggested(narrower) for unit in twins[:2]] == [False, True]


def test_the_chart_shows_heads_and_counts(cast, browser, django_assert_num_queries):
    client = browser(cast.ani)
    with django_assert_num_queries(9):
        page = client.get("/units/").content.decode()
    assert "Dewi Kaisupy, S.K.M., M.Kes. · Kepala Dinas Kesehatan" in page
    assert "4 orang" in page
    assert "Puskesmas Galala" in page  # one root stands open
    with django_assert_num_queries(12):
        deep = client.get("/units/", {"open": cast.unit.pk}).content.decode()
    assert 'id="meant"' in deep


def test_a_level_opens_by_htmx_or_as_a_page(cast, browser, django_assert_num_queries, monkeypatch):
    client, address = browser(cast.ani), reverse("people:unit_below", args=[cast.office.pk])
    with django_assert_num_queries(9):
        part = client.get(address, headers=HTMX).content.decode()
    assert "<html" not in part
    assert "2 orang" in part
    assert "Bagan organisasi" in client.get(address).content.decode()
    for n in range(3):
        factories.unit(cast.agency, f"A {n}", parent=cast.office)
    monkeypatch.setattr(unit_queries, "MOST_BELOW", 2)
    assert "2 unit lagi" in client.get(address, headers=HTMX).content.decode()
    kept = client.get("/units/", {"open": cast.unit.pk}).content.decode()
    assert "Puskesmas Galala" in kept
    assert "1 unit lagi" in kept


def test_an_acting_head_is_named_so(cast, browser):
    Posting.objects.filter(employee=cast.budi).update(kind=PostingKind.PLT)
    assert "Plt. dr. Budi Hartono" in browser(cast.ani).get("/units/").content.decode()


def test_an_agency_without_units_says_so(cast, browser):
    page = browser(cast.eko).get("/units/").content.decode()
    assert "Dinas Lain" in page
    assert "Galala" not in page


def test_a_units_page(cast, browser, django_assert_num_queries):
    Position.objects.create(unit=cast.unit, title="Bidan Terampil", group="functional")
    client = browser(cast.ani)
    with django_assert_num_queries(17):
        page = client.get(reverse("people:unit", args=[cast.unit.pk])).content.decode()
    for words in ("Dinas Kesehatan", "dr. Budi Hartono", "Bidan Terampil", "Citra Wulandari, S.E.", "Mengelola seluruh"):
        assert words in page
    assert "Unduh daftar" not in page
    assert "Kelengkapan kinerja" not in page


def test_a_units_own_manager_is_named(cast, browser):
    RoleGrant.objects.create(employee=cast.budi, role=Role.UNIT_MANAGER, unit=cast.unit)
    page = browser(cast.budi).get(reverse("people:unit", args=[cast.unit.pk])).content.decode()
    assert "Mengelola Puskesmas Galala dan unit di bawahnya." in page
    assert "Unduh daftar" in page
    assert "Kelengkapan kinerja" in page


@pytest.mark.parametrize(("query", "words"), [
    ({"q": "zzz"}, "Tidak ada orang yang cocok"), ({"in": "zzz"}, "Tidak ada unit yang cocok."),
    ({"in": "gal"}, "Puskesmas Galala"),
])  # fmt: skip
def test_the_lists_of_a_unit_are_searched(cast, browser, query, words):
    assert words in browser(cast.ani).get(reverse("people:unit", args=[cast.office.pk]), query).content.decode()


def test_an_empty_and_closed_unit(cast, browser):
    empty = factories.unit(cast.agency, "Pustu")
    empty.closed_on = AT.date()
    empty.save()
    page = browser(cast.ani).get(reverse("people:unit", args=[empty.pk])).content.decode()
    for words in ("Belum ada orang di unit ini", "Unit ini ditutup mulai 1 Juni 2026.", "Pimpinan belum tercatat."):
        assert words in page
    part = browser(cast.ani).get(reverse("people:unit", args=[empty.pk]), headers=HTMX).content.decode()
    assert "<html" not in part


@pytest.mark.parametrize("name", ["unit", "unit_below", "unit_people"])
def test_another_agencys_unit_does_not_exist(cast, browser, name):
    assert browser(cast.eko).get(reverse(f"people:{name}", args=[cast.unit.pk])).status_code == 404
    assert browser(cast.eko).get("/units/", {"open": cast.unit.pk}).status_code == 404
    assert browser(cast.ani).get("/units/", {"open": "x"}).status_code == 404


def test_the_list_leaves_the_system_guarded_and_only_by_office(cast, browser):
    address = reverse("people:unit_people", args=[cast.unit.pk])
    assert browser(cast.ani).get(address).status_code == 403
    cast.ani.name = "=HYPERLINK(1)"
    cast.ani.save()
    Posting.objects.filter(employee=cast.budi).update(end=AT.date())
    answer = browser(cast.citra).get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="pegawai-puskesmas-galala.csv"'
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][:2] == ["NIP", "Nama"]
    assert ["19901231 201503 2 999", "'=HYPERLINK(1)", "PNS", "Penata (III/c)", "Perawat Mahir", "Puskesmas Galala", "U2"] in rows
    assert len(rows) == 3
