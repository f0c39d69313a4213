"""Every form with its own labels in their order, on its own paper, in the PDF and in the workbook alike."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from capaian.foundation.tests.reading import Form, squeeze
from capaian.foundation.writing import writing
from capaian.people.models import Employee
from capaian.planning import documents, workflow
from capaian.planning.models import Indicator, MatrixLevel, Skp
from capaian.planning.tests.documents import plans

IDENTITY = "NO PEGAWAI YANG DINILAI NO PEJABAT PENILAI KINERJA NAMA NAMA NIP {nip} PANGKAT/ GOL. RUANG JABATAN UNIT KERJA"
LEADING = ("BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI", "NIP (*opsional)")
OTHERS = ("BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL", "NIP")
VALUES = ("Berorientasi pelayanan", "Akuntabel", "Kompeten", "Harmonis", "Loyal", "Adaptif", "Kolaboratif")
SIGNED = ("Contoh, 20 Januari 2026", "Pegawai yang Dinilai", "Pejabat Penilai Kinerja")
SPECIAL = "Pimpinan dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja Pegawai"
UTAMA, TAMBAHAN = "A. UTAMA", "B. TAMBAHAN"
TOP = ("PEMERINTAH KABUPATEN CONTOH", "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2026")

LABELS = {
    "A.1.1": (
        "SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUALITATIF", LEADING[0], *TOP, "NIP (*opsional)", "HASIL KERJA", UTAMA,
        "Angka kematian ibu menurun (penugasan dari Bupati Contoh)",
        "Ukuran keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif:",
        "Persentase persalinan di fasilitas kesehatan, 61,95% (Penerima Layanan)", TAMBAHAN, "(penugasan dari Tim Kerja Haji)",
        "Ukuran keberhasilan/ Indikator Kinerja Individu, Target, dan Perspektif:", "PERILAKU KERJA*",
        "Berorientasi pelayanan", "Ekspektasi Khusus Pimpinan:", "Kolaboratif", *SIGNED, f"* {SPECIAL}.",
    ),
    "A.1.2": (
        "SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF", LEADING[0], *TOP, "NIP (*opsional)", "HASIL KERJA",
        "NO RENCANA HASIL KERJA INDIKATOR KINERJA INDIVIDU TARGET PERSPEKTIF", "(1) (2) (3) (4) (5)", UTAMA,
        "Penerima Layanan", "Anggaran", TAMBAHAN, "Proses Bisnis", "PERILAKU KERJA*", "Kolaboratif", *SIGNED, f"* {SPECIAL}.",
    ),
    "A.1.6": (
        "SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUALITATIF", OTHERS[0], *TOP, "HASIL KERJA", UTAMA,
        "Angka kematian ibu menurun (penugasan dari Kepala Puskesmas Galala)",
        "Ukuran keberhasilan/ indikator kinerja individu dan Target:", "95", TAMBAHAN,
        "Ukuran keberhasilan/ indikator kinerja individu dan Target:", "PERILAKU KERJA*", "Kolaboratif", *SIGNED, f"* {SPECIAL}",
    ),
    "A.1.7": (
        "SASARAN KINERJA PEGAWAI", "PENDEKATAN HASIL KERJA KUANTITATIF", OTHERS[0], *TOP, "HASIL KERJA",
        "INDIKATOR KINERJA INDIVIDU", "(1) (2) (3) (4) (5) (6)", UTAMA, "Kualitas", TAMBAHAN, "PERILAKU KERJA**", "Kolaboratif",
        *SIGNED, "* Dalam hal rencana hasil kerja Pimpinan", f"** {SPECIAL}",
    ),
    "A.1.3": (
        "MANUAL INDIKATOR KINERJA", "SKP PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI", *TOP, "RENCANA HASIL KERJA",
        "UKURAN KEBERHASILAN/ INDIKATOR KINERJA", "TUJUAN", "DESKRIPSI",
        "Formula (opsional bagi pendekatan hasil kerja kualitatif)",
        "SATUAN PENGUKURAN (opsional bagi pendekatan hasil kerja kualitatif)", "KUALITAS DAN TINGKAT KENDALI", "SUMBER DATA",
        "PERIODE PELAPORAN",
    ),
    "A.1.4": (
        "WORKBLOCK UNTUK IDENTIFIKASI STRATEGI PENCAPAIAN HASIL KERJA", *TOP, "TUJUAN", "ANGGARAN", "STRATEGI (KEY ACTIVITIES)",
        "A. RUTIN", "B. TRANSFORMATIF", "KELUARAN KUNCI (KEY MILESTONE)", "A. RUTIN", "B. TRANSFORMATIF",
    ),
    "A.1.5": (
        "MATRIKS PEMBAGIAN PERAN DAN HASIL", "DINAS KESEHATAN", *TOP, "PEGAWAI JABATAN OUTCOME ANTARA/ OUTPUT/ LAYANAN",
    ),
    "A.1.8": (
        "LAMPIRAN SASARAN KINERJA PEGAWAI", "DUKUNGAN SUMBER DAYA", "SKEMA PERTANGGUNGJAWABAN", "KONSEKUENSI", *SIGNED,
    ),
}
UPRIGHT = {"A.1.4", "A.1.5", "A.1.8"}


def printed(form: str, cast) -> tuple[bytes, object]:
    """The form as PDF, and what writes it as a workbook."""
    if form in plans.APPROACHES:
        skp = plans.skp_on(form, cast)
        return documents.skp_document(skp), lambda path: documents.skp_sheet(skp, path)
    skp = plans.skp_on("A.1.2", cast)
    first = Indicator.objects.filter(result__skp=skp).order_by("pk").first()
    if form == "A.1.5":
        made = plans.matrix(skp, [cast.budi, cast.ani], cells=lambda row, column: None if (row, column) == (1, 1) else ["Peran"])
        return documents.matrix_document(made), lambda path: documents.matrix_sheet(made, path)
    if form == "A.1.4":
        plans.strategy(first)
        return documents.workblock_document(skp), lambda path: documents.workblock_sheet(skp, path)
    if form == "A.1.3":
        with writing("factory"):
            Indicator.objects.filter(pk=first.pk).update(definition=plans.definition(cast))
        return documents.manual_document(skp), lambda path: documents.manual_sheet(skp, path)
    return documents.annex_document(skp), lambda path: documents.annex_sheet(skp, path)


def in_this_order(labels: tuple[str, ...], words: str) -> list[str]:
    """The labels that do not follow the ones before."""
    missing, at = [], 0
    for label in map(squeeze, labels):
        found = words.find(label, at)
        if found < 0:
            missing.append(label)
        else:
            at = found + len(label)
    return missing


def cells_in(read: Form) -> str:
    """What stands in the cells of a PDF, cell by cell: the text of a page runs through cells that stand side by side."""
    return "|".join(cell.text for cell in read.cells)


def cells_of(path) -> str:
    """Everything a workbook says, row by row."""
    book = CalamineWorkbook.from_path(str(path))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    return squeeze("".join(str(cell) for row in rows for cell in row))


@pytest.mark.parametrize("form", LABELS)
def test_every_label_stands_in_its_place_on_its_paper(form, cast, tmp_path):
    pdf, write = printed(form, cast)
    read = Form(pdf)
    assert in_this_order(tuple(in_this_order(LABELS[form], read.words)), cells_in(read)) == []
    assert read.sizes == {(612.0, 936.0) if form in UPRIGHT else (936.0, 612.0)}
    assert all(f"Format{form}PermenPANRB6/2022" in page for page in read.pages)
    assert "RANCANGAN" not in read.words
    path = tmp_path / "form.xlsx"
    write(path)
    shown = [label for label in LABELS[form] if label not in ("Kualitas", "95")]
    assert [label for label in in_this_order(tuple(shown), cells_of(path)) if not label.startswith("(1)")] == []
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert 'paperSize="14"' in sheet
    assert re.search(r'orientation="(\w+)"', sheet)[1] == ("portrait" if form in UPRIGHT else "landscape")
    if READERS:
        other_readers_take_it(pdf, tmp_path / "form.pdf", form)


READERS = shutil.which("qpdf") and shutil.which("pdftotext")


def other_readers_take_it(pdf: bytes, path, form: str) -> None:
    """qpdf finds nothing wrong, and pdftotext reads the title and the form's number."""
    path.write_bytes(pdf)
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert LABELS[form][0].split()[0] in said
    assert form in said


def test_the_seven_values_are_worded_as_each_family_words_them(cast):
    leading = Form(documents.skp_document(plans.skp_on("A.1.2", cast)))
    other = Form(documents.skp_document(plans.skp_on("A.1.7", cast)))
    assert [value.name for value in leading.values()] == [value.name for value in other.values()] == list(map(squeeze, VALUES))
    assert squeeze("setia pada Negara Kesatuan Republik Indonesia serta pemerintahan yang sah") in leading.words
    assert squeeze("setia pada NKRI serta pemerintahan yang sah") in other.words
    assert [value.expectations for value in leading.values()][1] == squeeze("- Menjadi panutan anti suap")


def test_an_appraiser_without_nip_leaves_the_optional_field_open(cast):
    skp = plans.skp_on("A.1.2", cast)
    Employee.objects.filter(pk=skp.appraiser_id).update(nip="")
    rows = Form(documents.skp_document(Skp.objects.get(pk=skp.pk))).identity()
    assert rows[1][2:] == ("NIP(*opsional)", "-")


def test_the_appraisers_fifth_row_is_the_unit_but_the_institution_of_who_heads_it(cast, tmp_path):
    """Forms A.1.1, A.1.2, A.1.6 and A.1.7 (p.32, 34, 55, 57) print UNIT KERJA on both sides; the example prints INSTANSI, with
    the ministry, where the appraiser of who leads is the minister (p.131). Nobody else's form does."""
    top, below = (unit.positions.get(leads_unit=True) for unit in (cast.office, cast.unit))
    for form, post, title, label, unit in (
        ("A.1.2", top, "Bupati Contoh", "INSTANSI", cast.office), ("A.1.1", top, "Bupati Contoh", "INSTANSI", cast.office),
        ("A.1.2", top, "Sekretaris Daerah", "UNIT KERJA", cast.office), ("A.1.2", below, "Bupati", "UNIT KERJA", cast.unit),
        ("A.1.7", top, "Bupati Contoh", "UNIT KERJA", cast.office), ("A.1.6", top, "Bupati Contoh", "UNIT KERJA", cast.office),
    ):
        type(post).objects.filter(pk=post.pk).update(title=title)
        skp = plans.skp_on(form, cast)
        with writing("test"):
            Skp.objects.filter(pk=skp.pk).update(appraiser_position=post)
        row = Form(documents.skp_document(skp)).identity()[4]
        assert (row[0], *row[2:]) == tuple(map(squeeze, ("UNIT KERJA", label, unit.name)))
        documents.skp_sheet(skp, tmp_path / "form.xlsx")
        assert squeeze(f"{label} {unit.name}") in cells_of(tmp_path / "form.xlsx")
        with writing("test"):
            Skp.objects.filter(pk=skp.pk).update(closed_on=plans.START)


@pytest.mark.parametrize("form", plans.APPROACHES)
def test_a_draft_says_so_on_every_page_of_every_form(form, cast, tmp_path):
    skp = plans.skp_on(form, cast, state=workflow.DRAFT)
    read = Form(documents.skp_document(skp))
    assert all("RANCANGAN·" in page for page in read.pages)
    documents.skp_sheet(skp, tmp_path / "draft.xlsx")
    assert squeeze("RANCANGAN – belum disepakati kedua pihak") in cells_of(tmp_path / "draft.xlsx")


def test_the_manual_takes_what_the_library_says_and_leaves_dots_for_the_rest(cast):
    skp = plans.skp_on("A.1.2", cast)
    first, second, third = Indicator.objects.filter(result__skp=skp).order_by("pk")
    with writing("factory"):
        Indicator.objects.filter(pk=first.pk).update(definition=plans.definition(cast))
        Indicator.objects.filter(pk=second.pk).update(control="output-high")
    read = Form(documents.manual_document(skp))
    pages = ["|".join(cell.text for cell in read.cells if cell.page == number) for number in range(len(read.pages))]
    assert len(pages) == 3
    for text in (
        "Mengetahui jangkauan layanan persalinan", "Kohort ibu puskesmas", "(X) Outcome ( ) Outcome Antara", "(X) Triwulanan",
    ):
        assert squeeze(text) in pages[0]
    assert squeeze("Target: 95") in pages[1]
    assert squeeze("(X) Output kendali tinggi") in pages[1]
    assert "(X)" not in pages[2]
    assert pages[2].count("…") >= 36
    assert squeeze(third.statement) in pages[2]


def test_the_workblock_prints_its_lists_counted_through(cast):
    skp = plans.skp_on("A.1.2", cast)
    empty = Form(documents.workblock_document(skp))
    assert "…" in empty.words
    plans.strategy(Indicator.objects.filter(result__skp=skp).order_by("pk").first())
    words = cells_in(Form(documents.workblock_document(skp)))
    for text in (
        "Rumah tunggu kelahiran di setiap kecamatan", "Persentase persalinan di fasilitas kesehatan: 61,95%", "Camat, PKK",
        "A. RUTIN|1.|Kelas ibu hamil|B. TRANSFORMATIF|2.|Rumah tunggu dibuka|3.|Rujukan daring", "Rp250.000.000",
    ):
        assert squeeze(text) in words


def test_the_matrix_says_aloud_who_has_no_role_and_what_is_empty(cast, tmp_path):
    skp = plans.skp_on("A.1.2", cast)
    said = {(0, 0): ["Rumah tunggu siap", "Rujukan tertib"], (0, 1): None, (0, 2): []}
    made = plans.matrix(skp, [cast.budi], cells=lambda row, column: said[row, column])
    words = cells_in(Form(documents.matrix_document(made)))
    said_aloud = ("• Rumah tunggu siap • Rujukan tertib", "TIDAK ADA PERAN", "belum diisi")
    for text in (*said_aloud, cast.dewi.name.upper(), cast.budi.name):
        assert squeeze(text) in words
    documents.matrix_sheet(made, tmp_path / "matrix.xlsx")
    assert squeeze("TIDAK ADA PERAN belum diisi") in cells_of(tmp_path / "matrix.xlsx")


def test_a_team_s_matrix_stands_on_its_lead_s_results(cast):
    skp = plans.skp_on("A.1.7", cast)
    made = plans.matrix(skp, [cast.budi, cast.citra], level=MatrixLevel.TEAM, cells=lambda row, column: [f"Peran {row}{column}"])
    words = cells_in(Form(documents.matrix_document(made)))
    assert squeeze("ANGKA KEMATIAN IBU MENURUN") in words
    assert squeeze("POSKO KESEHATAN HAJI TERLAKSANA") in words
    assert "Peran11" in words


def test_a_wide_matrix_is_split_by_columns_with_its_head_on_every_page(cast):
    skp = plans.skp_on("A.1.2", cast)
    plan = skp.results.order_by("pk").first()
    for number in range(3, 13):
        plans.indicator(plan, f"Ukuran nomor {number}", "90%", ordinal=number)
    made = plans.matrix(skp, [cast.budi, cast.ani, cast.citra], cells=lambda row, column: [f"Sel {row}-{column}"])
    read = Form(documents.matrix_document(made))
    assert read.sizes == {(936.0, 612.0)}
    assert len(read.pages) == 3
    for number in range(3):
        cells = [cell.text for cell in read.cells if cell.page == number]
        assert cells[:3] == ["PEGAWAI", "JABATAN", "OUTCOMEANTARA/OUTPUT/LAYANAN"]
        assert squeeze(cast.ani.name) in cells
    assert squeeze("Kolom 5–8 dari 13") in read.pages[1]
    assert all(f"Sel{row}-{column}" in read.words for row in range(3) for column in range(13))


@pytest.mark.parametrize("people", [1, 3])
def test_queries_do_not_grow_with_people(cast, people, django_assert_num_queries):
    made = plans.matrix(plans.skp_on("A.1.2", cast), [cast.budi, cast.ani, cast.citra][:people])
    with django_assert_num_queries(5):
        documents.matrix_document(made)


HOSTILE = "#panic() *tebal* $x^2$ `kode` @rujukan <label> = judul // bukan komentar [isi] \\ =1+1 _x0041_"


@pytest.mark.parametrize("form", plans.APPROACHES)
def test_what_a_person_typed_is_printed_as_typed(form, cast, tmp_path):
    skp = plans.skp_on(form, cast, text=HOSTILE)
    read = Form(documents.skp_document(skp))
    assert any(squeeze(HOSTILE) in cell.text for cell in read.cells)
    documents.skp_sheet(skp, tmp_path / "hostile.xlsx")
    assert squeeze(HOSTILE) in cells_of(tmp_path / "hostile.xlsx")


@pytest.mark.parametrize("form", plans.APPROACHES)
def test_nothing_overflows_however_long_it_is(form, cast, tmp_path):
    words = " ".join(f"kata{number}" for number in range(240))
    long = f"{words} {'w' * 400}\x07\x1b"  # no NUL: PostgreSQL keeps none, and no form takes one
    skp = plans.skp_on(form, cast, text=long)
    with writing("factory"):
        Indicator.objects.filter(result__skp=skp, ordinal=2).update(statement=long, target_text="y" * 200)
        skp.results.update(assigned_by="Z" * 200)
    read = Form(documents.skp_document(skp))
    assert read.furthest() == (900.0, 576.0)
    assert all(f"kata{number}" in read.words for number in range(240))
    documents.skp_sheet(skp, tmp_path / "long.xlsx")
    assert "w" * 400 in cells_of(tmp_path / "long.xlsx")


def test_the_other_forms_hold_long_words_too(cast):
    skp = plans.skp_on("A.1.2", cast, text="w" * 400)
    long = "v" * 300
    it = Indicator.objects.filter(result__skp=skp).order_by("pk").first()
    with writing("factory"):
        skp.results.update(statement=long)
        Indicator.objects.filter(result__skp=skp).update(statement=long, definition=plans.definition(cast, definition=long))
    plans.strategy(it, owner=long, activities={"routine": [long]})
    made = plans.matrix(skp, [cast.ani], cells=lambda row, column: [long, "u" * 200])
    assert Form(documents.manual_document(skp)).furthest() == (900.0, 576.0)
    assert Form(documents.workblock_document(skp)).furthest() == pytest.approx((576.0, 900.0))
    assert Form(documents.matrix_document(made)).furthest() == pytest.approx((576.0, 900.0))
