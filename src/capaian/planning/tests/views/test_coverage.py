from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from capaian.people.models import Circumstance
from capaian.people.tests import factories as people
from capaian.planning.rules.coverage import Kind
from capaian.planning.tests import factories

NOTHING_THERE = (Kind.WAITING, Kind.UNCARRIED, Kind.INDICATORS, Kind.EXEMPT)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("kind", list(Kind))
def test_the_page_costs_the_same_at_any_number_of_people(client_as, cast, django_assert_num_queries, kind, count):
    for number in range(count):
        person = people.employee(cast.unit, f"Perawat {number}", f"19900{number}012015032999", appraiser=cast.budi)
        factories.skp(person, results=12)
        people.employee(cast.unit, f"Baru {number}", f"19910{number}012015032999", appraiser=cast.budi)
    factories.objective(cast.unit)
    people.Reporting.objects.filter(employee=cast.budi).delete()
    client = client_as(cast.citra)
    with django_assert_num_queries(11 if kind in NOTHING_THERE else 12):  # the first who looks counts
        client.get("/coverage/", {"kind": kind})
    with django_assert_num_queries(8 if kind in NOTHING_THERE else 9):
        page = text_of(client.get("/coverage/", {"kind": kind}))
    assert "Cakupan kinerja 2026" in page


def test_a_manager_reads_narrows_and_downloads(client_as, cast):
    factories.skp(cast.ani)
    client = client_as(cast.citra)
    page = text_of(client.get("/coverage/", {"kind": "without", "unit": cast.office.pk}))
    assert ("Citra Wulandari" in page, "Belum berinduk · 1" in page, "Puskesmas Galala" in page) == (True, True, True)
    assert "Bagian ini lengkap" in text_of(client.get("/coverage/", {"kind": "overloaded", "page": "9"}))
    assert "Batas kebijakan: 10 hasil kerja" in text_of(client.get("/coverage/", {"kind": "overloaded"}))
    file = client.get("/coverage/table.xlsx", {"kind": "orphans"})
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(file.streaming_content))).get_sheet_by_index(0).to_python()
    assert sheet == [
        ["Unit kerja", "Pegawai", "Perihal", "Catatan"],
        ["Puskesmas Galala", "Ani Lestari, A.Md.Kep.", "Kunjungan rumah ibu hamil berisiko terlaksana 1", ""],
    ]


def test_many_units_are_paged(client_as, cast):
    factories.performance_year(cast.agency)
    for number in range(20):
        people.unit(cast.agency, f"Unit {number:02d}")
    client = client_as(cast.citra)
    assert "Halaman 1 dari 2" in text_of(client.get("/coverage/?kind=nothing"))
    assert "Unit sebelumnya" in text_of(client.get("/coverage/?units=2"))


def test_staff_are_refused_and_eko_finds_nothing(client_as, cast):
    factories.performance_year(cast.agency)
    factories.performance_year(cast.eko.agency)
    assert [client_as(cast.ani).get(path).status_code for path in ("/coverage/", "/coverage/table.xlsx")] == [403, 403]
    assert client_as(cast.eko).get(f"/coverage/?unit={cast.unit.pk}").status_code == 404


def test_a_year_that_is_not_opened_says_so_and_leads_to_those_that_are(client_as, cast):
    factories.performance_year(cast.agency)
    client = client_as(cast.citra)
    page = text_of(client.get("/coverage/?year=2031"))
    assert ("Tahun kinerja ini belum dibuka" in page, 'href="?year=2026"' in page) == (True, True)
    assert client.get("/coverage/table.xlsx?year=2031").status_code == 404
    assert client_as(cast.ani).get("/coverage/?year=2031").status_code == 403


def test_what_lacks_most_is_shown_first_and_what_is_complete_in_a_line(client_as, cast):
    factories.skp(cast.ani, results=5)
    page = text_of(client_as(cast.citra).get("/coverage/"))
    assert page.index("Belum berinduk · 5") < page.index("Tanpa SKP · 3")
    assert ("Beban berlebih · 0" in page, "Lengkap: Menunggu pimpinan, Tanpa pelaksana, " in page) == (False, True)


def test_who_asks_gets_the_counts_of_this_moment(client_as, cast):
    factories.skp(cast.ani)
    client = client_as(cast.citra)
    assert "Tanpa SKP · 3" in text_of(client.get("/coverage/?kind=orphans"))
    Circumstance.objects.create(employee=cast.dewi, kind="unpaid-leave", start="2026-01-01")
    assert "Tanpa SKP · 3" in text_of(client.get("/coverage/?kind=orphans"))
    asked = f"kind=orphans&year=2026&unit={cast.office.pk}"
    page = text_of(client.get(f"/coverage/?{asked}"))
    to = unescape(re.search(r'<form[^>]* action="([^"]*)"[^>]*>(?:(?!</form>).)*Hitung sekarang</button>', page)[1])
    assert "Tanpa SKP · 3" in text_of(client.get("/coverage/?kind=orphans&anew=1"))  # looking writes nothing
    answer = client.post(to)
    assert (answer.status_code, answer["Location"]) == (302, f"/coverage/?{asked}")
    assert "Tanpa SKP · 2" in text_of(client.get(answer["Location"]))


def test_counting_is_for_who_may_look_and_only_by_a_press(client_as, cast):
    factories.performance_year(cast.agency)
    factories.performance_year(cast.eko.agency)
    to = f"/coverage/count/?unit={cast.unit.pk}"
    assert [client_as(who).post(to).status_code for who in (cast.ani, cast.citra, cast.eko)] == [403, 302, 404]
    assert client_as(cast.citra).get(to).status_code == 405
    assert client_as(cast.citra).post("/coverage/count/").url == "/coverage/"
    assert client_as(cast.citra).post("/coverage/count/?year=2031").url == "/coverage/?year=2031"  # not opened: the page says so


def test_a_lack_that_was_mended_leaves_its_count_at_once(client_as, cast):
    factories.skp(cast.ani)
    client = client_as(cast.citra)
    assert "Tanpa SKP · 3" in text_of(client.get("/coverage/?kind=without"))
    factories.skp(cast.budi)
    assert "Tanpa SKP · 2" in text_of(client.get("/coverage/?kind=without"))


def test_the_table_of_units_is_folded_and_names_the_worst(client_as, cast):
    factories.skp(cast.ani)
    client = client_as(cast.citra)
    page = text_of(client.get("/coverage/"))
    assert ('id="units" open' in page, f"{cast.office.name}&nbsp;4" in page) == (False, True)
    assert re.search(r"<summary[^>]*><h2[^>]*>Per unit, beserta unit di bawahnya</h2>", page)
    assert 'id="units" open' in text_of(client.get("/coverage/?units=1"))
