"""The engine: user text stays data, same data same bytes, any number of threads, errors with a place."""

from __future__ import annotations

import io
import re
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pdfplumber
import pytest
from pypdf import PdfReader

from capaian.foundation.documents import engine
from capaian.foundation.documents.engine import DocumentError, render
from capaian.foundation.documents.wording import file_name, long_date, span

TEMPLATE = "planning/documents/annex.typ"


def data(*lines: str, name: str = "Ani Lestari, A.Md.Kep.") -> dict:
    person = {"name": name, "nip": "199012312015032999", "rank": "Penata (III/c)", "position": "Perawat", "unit": "Puskesmas"}
    return {
        "doc": {
            "title": "Lampiran", "form": "A.1.8", "number": "SKP 1", "date": [2026, 1, 20], "draft": False, "draft_note": "",
        },
        "agency": "Pemerintah Kabupaten Contoh", "period": "1 JANUARI SD 31 DESEMBER TAHUN 2026",
        "employee": person, "appraiser": person, "signed": {"place": "Contoh", "date": "20 Januari 2026"},
        "sections": [["DUKUNGAN SUMBER DAYA", list(lines)]],
    }


def text_of(pdf: bytes) -> str:
    """The document's text without any white space and invisible breaks: where lines break is not the question."""
    return re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


@pytest.mark.parametrize(
    "line",
    [
        "#panic()", "#sys.inputs", "*tebal* _miring_", "$x^2$ dan Rp1.000", "garis\\miring dan `kode`", "@rujukan <label>",
        "= Bukan judul", "- bukan butir", "// bukan komentar /* juga bukan */", "[isi] {kode} #[x] #{1+1}", "~ -- --- ...",
        "'petik' \"ganda\"", "https://contoh.go.id/a_b*c#d", "kata" * 80,
    ],
)
def test_what_a_person_typed_is_printed_as_typed(line):
    assert re.sub(r"\s+", "", line) in text_of(render(TEMPLATE, data(line)))


@pytest.mark.parametrize("line", ["dua\nbaris", "tab\tdi tengah", "", " ", "\u202eterbalik", "é ñ ü ŕ", "\x00\x07"])
def test_odd_text_does_not_stop_a_document(line):
    assert render(TEMPLATE, data(line)).startswith(b"%PDF-")


@pytest.mark.parametrize("line", ["kerja bagus 😀👍🏽", "السلام عليكم", "漢字"])
def test_a_sign_without_a_font_costs_the_archive_standard_not_the_document(line):
    pdf = render(TEMPLATE, data(f"sebelum {line} sesudah"))
    assert {"sebelum", "sesudah"} == {word for word in ("sebelum", "sesudah") if word in text_of(pdf)}


def test_a_long_word_stays_within_the_paper():
    with pdfplumber.open(io.BytesIO(render(TEMPLATE, data("w" * 400, name="N" * 120)))) as pdf:
        assert max(char["x1"] for page in pdf.pages for char in page.chars if char["text"].isalnum()) <= 612 - 36


def test_the_same_data_give_the_same_bytes_from_any_compiler():
    first = render(TEMPLATE, data("satu"))
    engine._idle.clear()
    assert render(TEMPLATE, data("satu")) == first
    assert render(TEMPLATE, data("dua")) != first


def test_threads_do_not_disturb_each_other():
    lines = [f"baris {number}" for number in range(40)]
    expected = {line: render(TEMPLATE, data(line)) for line in lines}
    with ThreadPoolExecutor(8) as pool:
        assert dict(zip(lines, pool.map(lambda line: render(TEMPLATE, data(line)), lines), strict=True)) == expected


def test_it_is_an_archive_document_of_folio_size_with_its_date_and_fonts_inside():
    reader = PdfReader(io.BytesIO(render(TEMPLATE, data("satu"))))
    page = reader.pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612.0, 936.0)
    metadata = reader.xmp_metadata
    assert metadata is not None
    xmp = metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "2026-01-20" in xmp
    assert reader.trailer["/Root"]["/Lang"] == "id-ID"
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"])  # a subset
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)  # and embedded


def test_an_error_names_template_and_line(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "ROOT", tmp_path)
    monkeypatch.setattr(engine, "_idle", deque())
    (tmp_path / "broken.typ").write_text("Satu\n#let x = 1 +\n")
    (tmp_path / "missing-data.typ").write_text("#let document(data) = [\n\n#data.nama\n]\n")
    with pytest.raises(DocumentError, match=r"^broken\.typ:2:\d+: expected expression$"):
        render("broken.typ", {})
    with pytest.raises(DocumentError, match=r"^missing-data\.typ:3:\d+: dictionary does not contain key \"nama\""):
        render("missing-data.typ", {})
    (tmp_path / "undated.typ").write_text("#let document(data) = [Satu]\n")
    with pytest.raises(DocumentError, match=r"^undated\.typ: PDF/\S+ error: missing document (date|title)"):
        render("undated.typ", {})
    with pytest.raises(DocumentError, match=r"^nowhere\.typ: no such template$"):
        render("nowhere.typ", {})


def test_a_template_cannot_read_outside_the_package(tmp_path, monkeypatch):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("rahasia")
    (inside / "curious.typ").write_text('#let document(data) = read("../secret.txt")')
    monkeypatch.setattr(engine, "ROOT", inside)
    monkeypatch.setattr(engine, "_idle", deque())
    with pytest.raises(DocumentError, match=r"curious\.typ:1"):
        render("curious.typ", {})


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("A.1.7", "Ani Lestari, A.Md.Kep.", "2026"), "A.1.7 - Ani Lestari, A.Md.Kep - 2026.pdf"),
        (("C.1.3", 'Ni Luh Ayu Śrī/..\\"\r\nX: y', "Tahun 2026"), "C.1.3 - Ni Luh Ayu Sri .. X y - Tahun 2026.pdf"),
        (("A.1.8", "漢字", "2026"), "A.1.8 - tanpa nama - 2026.pdf"),
    ],
)
def test_file_names_are_plain(parts, name):
    assert file_name(*parts) == name


def test_dates_are_indonesian_whatever_the_screen_speaks(settings):
    settings.LANGUAGE_CODE = "en"
    assert long_date(date(2026, 8, 17)) == "17 Agustus 2026"
    assert span(date(2026, 1, 1), date(2026, 12, 31)) == "1 JANUARI SD 31 DESEMBER TAHUN 2026"
    assert span(date(2025, 11, 3), date(2026, 3, 31)) == "3 NOVEMBER 2025 SD 31 MARET TAHUN 2026"
