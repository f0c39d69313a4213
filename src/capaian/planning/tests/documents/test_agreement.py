"""The performance agreement as PDF: statement, attachment, both signers; a draft says so on every page."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from decimal import Decimal

import pytest

from capaian.foundation.tests.reading import Form, squeeze
from capaian.foundation.writing import writing
from capaian.people.models import Agency, Position
from capaian.planning.documents.agreement import agreement_document, agreement_file_name
from capaian.planning.models import PerformanceAgreement
from capaian.planning.queries.agreements import get_agreement_for
from capaian.planning.tests import chains, factories

DAY = date(2026, 1, 21)


@pytest.fixture
def made(cast):
    goal = factories.objective(cast.office)
    factories.objective(cast.office, "Anak sehat").indicators.create(statement="Stunting", target_text="14 %")
    made = chains.agreement(cast.office)
    made.budget_lines.create(objective=goal, program="Program pencegahan penyakit", amount=Decimal(1_250_000_000), source="APBD")
    made.budget_lines.create(program="Program gizi", amount=Decimal(250_000_000), ordinal=2)
    return made


def printed(cast, made):
    return Form(agreement_document(get_agreement_for(cast.actor(cast.ani), made.pk), DAY))


def test_a_draft_is_marked_and_unsigned(cast, made):
    form = printed(cast, made)
    assert len(form.pages) == 2
    for page in form.pages:
        assert "RANCANGAN·" in page
        assert "Contoh,……………………" in page
    assert "PerjanjianKinerjaPermenPANRB53/2014" in form.pages[0]
    assert "A.1." not in form.words


def test_statement_attachment_and_signers_are_printed(cast, made):
    with writing("test"):
        made.state, made.fixed_on, made.number = "fixed", date(2026, 1, 12), "050/12/PK/2026"
        made.save()
    form = printed(cast, made)
    statement, attachment = form.pages
    for words in (
        "PEMERINTAH KABUPATEN CONTOH PERJANJIAN KINERJA TAHUN 2026 DINAS KESEHATAN NOMOR 050/12/PK/2026",
        "Nama : Dewi Kaisupy, S.K.M., M.Kes. Jabatan : Kepala Dinas Kesehatan selanjutnya disebut pihak pertama;",
        "Nama : Hj. Siti Rahma, M.Si Jabatan : Bupati Contoh selaku atasan pihak pertama, selanjutnya disebut pihak kedua.",
        "Contoh, 12 Januari 2026", "NIP 197503152000012999",
    ):
        assert squeeze(words) in statement
    assert [cell.text for cell in form.cells if cell.page == 1] == [squeeze(text) for text in (
        "NO.", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET", "(1)", "(2)", "(3)", "(4)",
        "1", "Menurunnya angka kesakitan demam berdarah", "Insiden DBD per 100.000 penduduk", "35",
        "2", "Anak sehat", "Insiden DBD per 100.000 penduduk", "35", "Stunting", "14 %",
        "NO.", "PROGRAM", "ANGGARAN", "KETERANGAN", "1", "Program pencegahan penyakit", "Rp1.250.000.000", "APBD",
        "2", "Program gizi", "Rp250.000.000", "-", "", "Jumlah", "Rp1.500.000.000", "",
    )]
    assert "RANCANGAN" not in statement + attachment


def test_the_head_of_the_region_promises_alone(cast, made):
    """PermenPANRB 53/2014 Lampiran I: the region's own agreement is signed by the regent, with nobody to promise to."""
    with writing("test"):
        made.second_party = made.second_party_post = ""
        made.save()
    Position.objects.filter(pk=made.first_party_id).update(title="Bupati Contoh")
    statement, attachment = printed(cast, made).pages
    assert squeeze(
        "kami yang bertanda tangan di bawah ini: Nama : Dewi Kaisupy, S.K.M., M.Kes. Jabatan : Bupati Contoh berjanji akan "
        "mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, dalam rangka mencapai target kinerja jangka "
        "menengah seperti yang telah ditetapkan dalam dokumen perencanaan. Keberhasilan dan kegagalan pencapaian target kinerja "
        "tersebut menjadi tanggung jawab kami. Contoh,"
    ) in statement
    assert "pihak" not in (statement + attachment).lower()
    assert statement.count(squeeze("Bupati Contoh")) == attachment.count(squeeze("Bupati Contoh")) + 1 == 2


def test_the_columns_of_the_centre_are_the_examples(cast, made):
    """PermenPANRB 6/2022 SA2 tables 3 and 4, p.129-130: a directorate general promises programmes, a directorate activities."""
    Agency.objects.filter(pk=cast.agency.pk).update(sphere="central")
    for unit, objectives, means in ((cast.office, "SASARAN STRATEGIS", "PROGRAM"), (cast.unit, "SASARAN PROGRAM", "PROGRAM")):
        with writing("test"):
            PerformanceAgreement.objects.filter(pk=made.pk).update(unit=unit)
        cells = [cell.text for cell in printed(cast, made).cells]
        assert squeeze(objectives) in cells
        assert [text for text in cells if text in (means, "ANGGARAN", "KETERANGAN")] == [means, "ANGGARAN"]
        assert cells[-3:] == ["", "Jumlah", "Rp1.500.000.000"]


@pytest.mark.skipif(not (shutil.which("qpdf") and shutil.which("pdftotext")), reason="qpdf or pdftotext is not installed")
def test_other_readers_take_it(cast, made, tmp_path):
    path = tmp_path / "pk.pdf"
    path.write_bytes(agreement_document(get_agreement_for(cast.actor(cast.ani), made.pk), DAY))
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert "PERJANJIAN KINERJA TAHUN 2026" in said


def test_what_is_missing_is_called_missing(cast):
    made = chains.agreement(cast.unit, whole=False)
    bare = factories.objective(cast.unit)
    bare.indicators.all().delete()
    assert "belumadaindikator" in printed(cast, made).words
    bare.delete()
    form = printed(cast, made)
    assert "belumadasasaran" in form.words
    assert "belumadabarisanggaran" in form.words


def test_everything_is_printed_however_much_there_is(cast, made):
    for number in range(12):
        goal = factories.objective(cast.office, f"Sasaran nomor {number} {'panjang ' * 30}")
        goal.indicators.create(statement=f"Indikator {'a' * 200}", target_text="x" * 120)
    form = printed(cast, made)
    assert all(f"Sasarannomor{number}panjang" in form.words for number in range(12))
    assert form.furthest()[0] < 576.1


def test_the_same_agreement_gives_the_same_bytes_in_as_many_queries(cast, made, django_assert_num_queries):
    loaded = get_agreement_for(cast.actor(cast.ani), made.pk)
    with django_assert_num_queries(3):
        first = agreement_document(loaded, DAY)
    assert agreement_document(loaded, DAY) == first
    assert agreement_file_name(loaded) == "Perjanjian Kinerja - Dinas Kesehatan - 2026.pdf"
