from __future__ import annotations

import re
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from capaian.foundation.tests.files.samples import read
from capaian.planning.actions.strategies import StrategyDraft, add_strategy
from capaian.planning.models import MatrixCell, ResultPlan, RoleMatrix, RoleTemplate, Strategy
from capaian.planning.queries.matrix import cells_of, columns_of
from capaian.planning.rules.matrix_text import cell_text
from capaian.planning.tests import factories
from capaian.planning.tests.matrix_world import AT, colleague, led_by_budi, row_of, write


def text_of(response):
    return " ".join(response.content.decode().split())


def said(matrix):
    return {key: cell_text(cell) for key, cell in cells_of(matrix).items()}


@pytest.fixture
def matrix(cast):
    colleague(cast)
    return led_by_budi(cast)


@pytest.fixture
def budi(client_as, cast):
    return client_as(cast.budi)


@pytest.fixture
def ani(matrix, cast):
    """The keys of Ani's row and of the first and second column."""
    return (row_of(matrix, cast.ani).pk, *(one.key for one in columns_of(matrix)))


def test_a_matrix_in_one_press_from_a_draft(budi, cast):
    skp = factories.skp(cast.budi)
    assert f"/matrices/new/{skp.pk}/" in text_of(budi.get("/matrices/"))
    page = text_of(budi.get(f"/matrices/new/{skp.pk}/"))
    assert "Ani Lestari" in page
    response = budi.post(f"/matrices/new/{skp.pk}/")
    made = RoleMatrix.objects.get()
    assert (response.status_code, response.url) == (302, f"/matrices/{made.pk}/")
    assert "dr. Budi Hartono" in text_of(budi.get("/matrices/"))
    assert budi.get(f"/matrices/?year={skp.performance_year.year - 1}").status_code == 200


def test_the_grid_has_a_cell_for_everybody_and_says_what_is_missing(budi, matrix, ani):
    page = text_of(budi.get(f"/matrices/{matrix.pk}/"))
    assert page.count('<textarea name="c') == 4
    for words in ("2 kolom tanpa pemilik", "2 pegawai tanpa peran", "4 sel kosong", "RHK 1", f'name="c{ani[0]}-{ani[1]}"'):
        assert words in page
    for form in ("a15.pdf", "a15.xlsx"):
        assert read(budi.get(re.search(f'href="([^"]*/{form})"', page)[1]))


def test_without_scripts_one_form_saves_everything(budi, matrix, ani):
    row, first, second = ani
    sent = {f"c{row}-{first}": "Ibu terpantau", f"c{row}-{second}": "-", "cx-1": "?", f"seen-{row}": "x"}
    response = budi.post(f"/matrices/{matrix.pk}/", sent, follow=True)
    assert "Tersimpan: 2 sel pada 1 pegawai" in text_of(response)
    assert said(matrix) == {(row, first): "Ibu terpantau", (row, second): "TIDAK ADA PERAN"}
    again = budi.post(f"/matrices/{matrix.pk}/", {f"c{row}-{first}": "Ibu terpantau"}, follow=True)
    assert "Tidak ada yang berubah" in text_of(again)


def test_bad_cells_stay_on_screen_and_good_ones_are_saved(budi, matrix, ani):
    row, first, second = ani
    response = budi.post(f"/matrices/{matrix.pk}/", {f"c{row}-{first}": "a" * 1001, f"c{row}-{second}": "Baik"})
    page = text_of(response)
    assert response.status_code == 422
    assert "Kolom 1: teks terlalu panjang" in page
    assert "a" * 1001 in page
    assert said(matrix) == {(row, second): "Baik"}


def test_a_row_saves_itself_and_answers_with_its_state_and_the_gaps(budi, matrix, ani):
    row, first, _second = ani
    response = budi.post(f"/matrices/{matrix.pk}/rows/{row}/cells/", {f"c{row}-{first}": "Ibu terpantau", "c999-1": "x"})
    page = text_of(response)
    assert response.status_code == 200
    for words in ("tersimpan", "1 kolom tanpa pemilik", 'hx-swap-oob="true"', f'name="seen-{row}" form="g" value="{first}:'):
        assert words in page
    assert said(matrix) == {(row, first): "Ibu terpantau"}


def test_yours_and_theirs_are_shown_and_chosen(budi, cast, matrix, ani):
    row, first, second = ani
    write(matrix, cast.actor(cast.citra), {(row, first): "Punya Citra", (row, second): "Juga Citra"})
    path, mine = f"/matrices/{matrix.pk}/rows/{row}/cells/", {f"c{row}-{first}": "Punya Budi", f"c{row}-{second}": ""}
    response = budi.post(path, mine)
    page = text_of(response)
    assert response.status_code == 422
    for words in (
        "Kolom 1 diubah orang lain", "Punya Citra", "Pakai isian saya", "Pakai yang tersimpan", "Kolom 2 diubah orang lain.",
    ):
        assert words in page
    assert f'name="seen-{row}" form="g" value=""' in page
    dropped = text_of(budi.post(path, mine | {"drop": f"{row}-{second}"}))
    assert f"outerHTML:[name=&#x27;c{row}-{second}&#x27;]" in dropped or f"outerHTML:[name='c{row}-{second}']" in dropped
    assert "Juga Citra" in dropped
    kept = budi.post(path, mine | {"keep": f"{row}-{first}"})
    assert kept.status_code == 200
    assert said(matrix) == {(row, first): "Punya Budi", (row, second): "Juga Citra"}
    whole = budi.post(f"/matrices/{matrix.pk}/", {f"c{row}-{first}": "Lagi"})
    assert whole.status_code == 422
    assert "Punya Budi" in text_of(whole)


def test_one_person_at_a_time(budi, matrix, ani):
    row, first, _second = ani
    page = text_of(budi.get(f"/matrices/{matrix.pk}/rows/{row}/"))
    assert "Citra Ayu" in page  # the next person
    response = budi.post(f"/matrices/{matrix.pk}/rows/{row}/", {f"c{row}-{first}": "Ibu terpantau"})
    assert (response.status_code, response.url) == (302, f"/matrices/{matrix.pk}/rows/{row}/")
    assert budi.post(f"/matrices/{matrix.pk}/rows/{row}/", {f"c{row}-{first}": "a" * 1001}).status_code == 422


def test_a_member_reads_with_the_own_row_marked(client_as, cast, matrix, ani):
    write(matrix, cast.actor(cast.budi), {(ani[0], ani[1]): "[L] Ibu terpantau\nKelas ibu", (ani[0], ani[2]): "-"})
    client = client_as(cast.ani)
    page = text_of(client.get(f"/matrices/{matrix.pk}/"))
    for words in ('class="mine"', "Ibu terpantau", "(langsung)", "TIDAK ADA PERAN", "belum diisi"):
        assert words in page
    assert "<textarea name" not in page
    table = page.partition("<tbody>")[2]
    assert table.index("(Anda)") < table.index("Citra Ayu")
    assert "Ibu terpantau" in text_of(client.get(f"/matrices/{matrix.pk}/rows/{ani[0]}/"))
    assert client.post(f"/matrices/{matrix.pk}/", {}).status_code == 403
    assert client.post(f"/matrices/{matrix.pk}/rows/{ani[0]}/", {}).status_code == 403
    assert client.get("/matrices/").content.decode().count(f"/matrices/{matrix.pk}/") == 1


@pytest.mark.parametrize("path", ["", "rows/{row}/", "paste/", "sending/", "strategies/", "table.xlsx", "last-year/", "people/"])
def test_another_agency_sees_nothing(client_as, cast, matrix, ani, path):
    assert client_as(cast.eko).get(f"/matrices/{matrix.pk}/{path.format(row=ani[0])}").status_code == 404


def test_what_is_not_of_this_matrix_does_not_exist(budi, matrix):
    for path in ("rows/999/", "strategies/999/", "strategies/new/999/"):
        assert budi.get(f"/matrices/{matrix.pk}/{path}").status_code == 404
    assert budi.post(f"/matrices/{matrix.pk}/template/", {"template": "999"}).status_code == 404
    assert budi.post(f"/matrices/{matrix.pk}/templates/", {"row": "999"}).status_code == 404


def test_bulk_by_title_ticks_and_strategy(budi, cast, matrix, ani):
    row, first, second = ani
    strategy = add_strategy(
        matrix=matrix, indicator=matrix.skp.results.get(ordinal=2).indicators.get(),
        draft=StrategyDraft("Kelas ibu", "direct"), by=cast.actor(cast.budi), at=AT,
    )
    path = f"/matrices/{matrix.pk}/assignment/"
    page = text_of(budi.post(path, {"column": first, "title": "Perawat Mahir", "text": "Ibu terpantau"}, follow=True))
    assert "2 sel diisi" in page
    assert "sudah ada" in text_of(budi.post(path, {"column": first, "title": "all", "text": "Ibu terpantau"}, follow=True))
    budi.post(path, {"column": second, "title": "ticked", "person": [row, "x"], "strategy": strategy.pk})
    assert said(matrix)[row, second] == "[L] Kelas ibu"
    wrong = budi.post(path, {"column": first, "title": "ticked", "text": ""})
    assert wrong.status_code == 422
    assert "Tuliskan perannya" in text_of(wrong)
    assert budi.post(path, {"column": "999", "title": "ticked", "text": "x"}).status_code == 422


def test_templates_on_the_grid(budi, cast, matrix, ani):
    row, first, _second = ani
    assert budi.post(f"/matrices/{matrix.pk}/templates/", {"row": row}).status_code == 422
    write(matrix, cast.actor(cast.budi), {(row, first): "Ibu terpantau"})
    assert "Templat “Perawat” tersimpan" in text_of(
        budi.post(f"/matrices/{matrix.pk}/templates/", {"row": row, "name": "Perawat"}, follow=True)
    )
    template = RoleTemplate.objects.get().pk
    budi.post(f"/matrices/{matrix.pk}/template/", {"template": template, "template-title": "all"})
    assert len(said(matrix)) == 2
    assert budi.post(f"/matrices/{matrix.pk}/template/", {"template": template, "template-title": "ticked"}).status_code == 422


def test_empty_cells_are_said_in_one_press(budi, matrix, ani):
    response = budi.post(f"/matrices/{matrix.pk}/no-role/", {"row": ani[0]})
    assert response.url == f"/matrices/{matrix.pk}/rows/{ani[0]}/"
    assert len(said(matrix)) == 2
    assert "2 sel diisi" in text_of(budi.post(f"/matrices/{matrix.pk}/no-role/", {"column": "x"}, follow=True))


def test_last_year_is_proposed_and_taken(budi, cast, matrix):
    assert "Tidak ada yang dapat diusulkan" in text_of(budi.get(f"/matrices/{matrix.pk}/last-year/"))
    factories.skp(cast.ani, state="agreed", year=2025)
    page = text_of(budi.get(f"/matrices/{matrix.pk}/last-year/"))
    assert "dari kemiripan kata" in page
    result = ResultPlan.objects.get(skp__performance_year__year=2025).pk
    assert budi.post(f"/matrices/{matrix.pk}/last-year/", {"result": "0"}).status_code == 422
    assert budi.post(f"/matrices/{matrix.pk}/last-year/", {"result": ["x", result]}).status_code == 302
    assert len(said(matrix)) == 1


def test_a_pasted_table_is_looked_at_and_then_applied(budi, matrix, ani):
    path, text = f"/matrices/{matrix.pk}/paste/", "Ani Lestari\tIbu terpantau\nTidak Dikenal\tx\nCitra Ayu\t-"
    assert budi.get(path).status_code == 200
    page = text_of(budi.post(path, {"text": text}))
    for words in ("1 masalah", "“Tidak Dikenal” tidak ada di matriks ini", "2 dari 3 baris dapat diterapkan (2 sel)", "Terapkan"):
        assert words in page
    assert said(matrix) == {}
    response = budi.post(path, {"text": text, "apply": "1"}, follow=True)
    assert "2 pegawai dan 2 sel berubah. 1 masalah tidak ikut" in text_of(response)
    assert said(matrix)[ani[0], ani[1]] == "Ibu terpantau"
    nothing = budi.post(path, {"text": "Tidak Dikenal\tx", "apply": "1"})
    assert nothing.status_code == 422


def test_the_working_table_is_read_back(budi, cast, matrix, ani):
    write(matrix, cast.actor(cast.budi), {(ani[0], ani[1]): "[L] Ibu terpantau\nKelas ibu"})
    before = said(matrix)
    book = b"".join(budi.get(f"/matrices/{matrix.pk}/table.xlsx").streaming_content)
    write(matrix, cast.actor(cast.budi), {(ani[0], ani[1]): ""})
    page = budi.post(f"/matrices/{matrix.pk}/paste/", {"file": SimpleUploadedFile("matriks.xlsx", book)})
    text = page.context["text"]
    assert page.context["pasted"].problems == ()
    budi.post(f"/matrices/{matrix.pk}/paste/", {"text": text, "apply": "1"})
    assert said(matrix) == before


def test_rows_of_a_file_are_counted_as_the_file_counts(budi, matrix):
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in ((1, ["NIP", "RHK 1"]), (4, ["salah", "x"])):
            sheet.write_row(row, 0, cells)
    page = budi.post(f"/matrices/{matrix.pk}/paste/", {"file": SimpleUploadedFile("a.xlsx", out.getvalue())})
    assert [(one.row, one.column) for one in page.context["pasted"].problems] == [(5, "A")]
    broken = budi.post(f"/matrices/{matrix.pk}/paste/", {"file": SimpleUploadedFile("a.xlsx", b"PK rusak")})
    assert broken.status_code == 422


def test_people_are_added_renewed_and_taken_out(budi, cast, matrix):
    late = colleague(cast, "Gani", "199101012015032997")
    assert "belum tercantum" in text_of(budi.get(f"/matrices/{matrix.pk}/"))
    assert "1 pegawai ditambahkan" in text_of(budi.post(f"/matrices/{matrix.pk}/renewal/", follow=True))
    assert "Semua pegawai" in text_of(budi.post(f"/matrices/{matrix.pk}/renewal/", follow=True))
    assert budi.get(f"/matrices/{matrix.pk}/people/").status_code == 200
    assert budi.post(f"/matrices/{matrix.pk}/people/", {"employee": ""}).status_code == 422
    assert budi.post(f"/matrices/{matrix.pk}/people/", {"employee": cast.citra.nip}).status_code == 302
    row = row_of(matrix, late)
    assert "Gani" in text_of(budi.get(f"/matrices/{matrix.pk}/rows/{row.pk}/removal/"))
    budi.post(f"/matrices/{matrix.pk}/rows/{row.pk}/removal/")
    assert matrix.rows.count() == 3


def test_sending_and_taking(client_as, cast, matrix, ani):
    skp = factories.skp(cast.ani, results=0)
    write(matrix, cast.actor(cast.budi), {(ani[0], ani[1]): "Ibu terpantau", (ani[0], ani[2]): "Kelas ibu"})
    mine = client_as(cast.ani)
    assert mine.get(f"/matrices/{matrix.pk}/sending/").status_code == 403
    assert "2 peran dari matriks menunggu" in text_of(mine.get(f"/skp/{skp.pk}/"))
    assert "Ambil ke SKP saya" in text_of(mine.get(f"/matrices/roles/{skp.pk}/"))
    assert mine.post(f"/matrices/roles/{skp.pk}/", {}).status_code == 422
    cell = MatrixCell.objects.get(text="Kelas ibu")
    assert mine.post(f"/matrices/roles/{skp.pk}/", {"cell": ["x", cell.pk]}).url == f"/skp/{skp.pk}/"
    budi = client_as(cast.budi)
    assert "1 peran untuk 1 pegawai dapat masuk sekarang" in text_of(budi.get(f"/matrices/{matrix.pk}/sending/"))
    assert "1 peran masuk ke SKP 1 pegawai" in text_of(budi.post(f"/matrices/{matrix.pk}/sending/", follow=True))
    assert "Tidak ada peran yang menunggu" in text_of(budi.post(f"/matrices/{matrix.pk}/sending/", follow=True))
    assert client_as(cast.citra).post(f"/matrices/{matrix.pk}/sending/").status_code == 403
    write(matrix, cast.actor(cast.budi), {(ani[0], ani[2]): "Kelas ibu hamil"})
    mine = client_as(cast.ani)
    page = text_of(mine.get(f"/matrices/roles/{skp.pk}/"))
    assert f'name="answer-{cell.pk}"' in page
    assert "Pilih dulu" in text_of(mine.post(f"/matrices/roles/{skp.pk}/changes/", {"answer-x": "mine"}, follow=True))
    page = text_of(mine.post(f"/matrices/roles/{skp.pk}/changes/", {f"answer-{cell.pk}": "matrix"}, follow=True))
    assert "1 perbedaan diputuskan" in page
    assert skp.results.filter(statement="Kelas ibu hamil").exists()
    assert client_as(cast.budi).post(f"/matrices/roles/{skp.pk}/", {}).status_code == 403


def test_strategies_with_their_workblock(budi, client_as, cast, matrix):
    indicator = matrix.skp.results.get(ordinal=1).indicators.get()
    path = f"/matrices/{matrix.pk}/strategies/"
    assert budi.get(f"{path}new/{indicator.pk}/").status_code == 200
    wrong = budi.post(f"{path}new/{indicator.pk}/", {"statement": "", "cascade": "direct", "owner": "Kabid"})
    assert wrong.status_code == 422
    assert 'value="Kabid"' in text_of(wrong)
    budi.post(f"{path}new/{indicator.pk}/", {
        "statement": "Kelas ibu hamil", "cascade": "direct", "involved": "Kader\n\nBidan desa",
        "activities_routine": "Kelas bulanan",
    })
    one = Strategy.objects.get()
    assert one.work == {"involved": ["Kader", "Bidan desa"], "activities": {"routine": ["Kelas bulanan"]}}
    page = text_of(budi.get(path))
    assert "tanpa pemilik" in page
    assert "PEMILIK STRATEGI" in text_of(budi.get(f"{path}{one.pk}/"))
    budi.post(f"{path}{one.pk}/", {"statement": "Kelas ibu", "cascade": "indirect", "owner": "Bidan koordinator"})
    assert "ada pemiliknya" in text_of(client_as(cast.ani).get(path))
    budi = client_as(cast.budi)
    assert budi.get(f"{path}{one.pk}/deletion/").status_code == 200
    budi.post(f"{path}{one.pk}/deletion/")
    assert not Strategy.objects.exists()


@pytest.mark.parametrize(("path", "queries"), [("", 14), ("rows/{row}/", 12), ("sending/", 9), ("strategies/", 13)])
def test_query_counts_do_not_grow_with_people(
    budi, cast, matrix, ani, path, queries, django_assert_num_queries
):
    address = f"/matrices/{matrix.pk}/{path.format(row=ani[0])}"
    write(matrix, cast.actor(cast.budi), {(ani[0], ani[1]): "Ibu terpantau"})
    budi.get(address)
    with django_assert_num_queries(queries):
        budi.get(address)
    people = [colleague(cast, f"Orang {n}", f"19910101201503{n:04d}") for n in range(3)]
    budi.post(f"/matrices/{matrix.pk}/renewal/")
    write(matrix, cast.actor(cast.budi), {(row_of(matrix, one).pk, ani[2]): "a\nb" for one in people})
    budi.get(address)
    with django_assert_num_queries(queries):
        budi.get(address)


def test_the_manager_finds_every_matrix(client_as, cast, matrix):
    client = client_as(cast.citra)
    assert f"/matrices/{matrix.pk}/" in text_of(client.get("/matrices/"))
    assert "Peran dikirim oleh dr. Budi Hartono" not in text_of(client.get(f"/matrices/{matrix.pk}/sending/"))


def test_query_counts_of_saving_a_row(budi, cast, matrix, ani, django_assert_num_queries):
    row, first, second = ani
    path = f"/matrices/{matrix.pk}/rows/{row}/cells/"
    with django_assert_num_queries(24):
        budi.post(path, {f"c{row}-{first}": "a"})
    with django_assert_num_queries(24):
        budi.post(path, {f"c{row}-{first}": "a\nb\nc", f"c{row}-{second}": "d", f"seen-{row}": ""})


def test_what_can_be_applied_stands_before_five_hundred_lines_of_what_cannot(budi, cast, matrix):
    table = f"{cast.ani.nip}\tKunjungan rumah terlaksana\n" + "".join(f"{number}\tX\n" for number in range(500))
    page = text_of(budi.post(f"/matrices/{matrix.pk}/paste/", {"text": table}))
    assert page.index("Terapkan yang benar") < page.index("500 masalah") < page.index("480 masalah lagi")
    assert page.count("tidak ada di matriks ini") == 500
    assert "boleh kosong" not in page.partition("<h2")[2]  # a table or a file: one of the two is needed
