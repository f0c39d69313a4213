"""`capaian library`: out, in and compared, as on the screens."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from capaian.cli.main import main
from capaian.foundation.models import AuditEvent
from capaian.planning.models import LibraryIndicator
from capaian.planning.rules.library import Content
from capaian.planning.rules.library_file import Entry, write

K4 = Content("Cakupan K4", "Ibu hamil dengan enam kunjungan", "Mengetahui jangkauan", unit="persen")


@pytest.fixture
def file(tmp_path):
    def written(*entries, text=""):
        path = tmp_path / "kamus.json"
        path.write_text(text or write("Kota Lain", [Entry(code, content) for code, content in entries]))
        return str(path)

    return written


def test_a_file_is_looked_at_taken_and_given_on(cast, file, tmp_path, capsys):
    path = file(("k4", K4), ("b", replace(K4, name="B")))
    assert main(["library", "import", path, "--agency", "contoh"]) == 0
    assert "Akan diambil: 2" in capsys.readouterr().out
    assert LibraryIndicator.objects.count() == 0
    assert main(["library", "import", path, "--agency", "contoh", "--commit", "--owner", cast.unit.code]) == 0
    assert "Diambil: 2." in capsys.readouterr().out
    assert set(LibraryIndicator.objects.values_list("owner__name", flat=True)) == {"Puskesmas Galala"}
    assert set(AuditEvent.objects.values_list("actor_name", flat=True)) == {"Pengelola peladen (capaian library)"}
    assert main(["library", "diff", path, "--agency", "contoh"]) == 0
    other = file(("k4", replace(K4, unit="ibu")), ("c", replace(K4, name="C")))
    assert main(["library", "diff", other, "--agency", "contoh"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "  k4 · Satuan: persen → ibu"
    assert main(["library", "import", other, "--agency", "contoh", "--commit", "--take", "*", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["counts"]["added"], told["counts"]["differs"], told["entries"][1]["changes"][0]["file"]) == (1, 1, "ibu")
    assert LibraryIndicator.objects.get(code="c").owner == cast.office
    out = tmp_path / "keluar.json"
    assert main(["library", "export", str(out), "--agency", "contoh"]) == 0
    assert [row["code"] for row in json.loads(out.read_text())["indicators"]] == ["b", "c", "k4"]


@pytest.mark.parametrize(("words", "said"), [
    (("--agency", "nirwana"), "tidak ada instansi berkode “nirwana”"),
    (("--agency", "contoh", "--take", "zz"), "zz tidak berbeda"),
    (("--agency", "contoh", "--commit", "--owner", "X9"), "tidak ada unit berkode “X9”"),
])
def test_what_cannot_be_meant_is_said(cast, file, capsys, words, said):
    assert main(["library", "import", file(("k4", K4)), *words]) == 2
    assert said in capsys.readouterr().err


def test_a_bad_file_and_a_bad_entry_are_told(cast, file, tmp_path, capsys):
    assert main(["library", "import", file(text="{"), "--agency", "contoh"]) == 2
    assert "bukan JSON" in capsys.readouterr().err
    assert main(["library", "import", str(tmp_path / "tidak-ada"), "--agency", "contoh"]) == 2
    assert "tidak dapat dibaca" in capsys.readouterr().err
    assert main(["library", "import", file(("K 4", K4)), "--agency", "contoh", "--json"]) == 2
    told = capsys.readouterr()
    assert (told.err.startswith("entri 1, K 4: Kode hanya"), json.loads(told.out)["rejected"][0]["place"]) == (True, 1)
