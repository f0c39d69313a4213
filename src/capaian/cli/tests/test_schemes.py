from __future__ import annotations

import argparse
import json
from datetime import date

import pytest

from capaian.cli import schemes
from capaian.governance.schemes import SchemeErrors, available, library, load
from capaian.governance.tests.rules.files import GOOD, write


@pytest.fixture
def capaian(capsys):
    """`capaian("schemes", "list")` → exit status, what stood on stdout, what stood on stderr."""

    def run(*words: str) -> tuple[int, str, str]:
        parser = argparse.ArgumentParser()
        schemes.register(parser.add_subparsers(required=True))
        arguments = parser.parse_args(words)
        status = arguments.run(arguments)
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def test_list_names_every_scheme_whole(capaian):
    status, out, err = capaian("schemes", "list")
    assert (status, err) == (0, "")
    assert [scheme_id for scheme_id in available() if scheme_id not in out] == []
    status, out, err = capaian("schemes", "list", "--json")
    assert [row["id"] for row in json.loads(out)] == list(available())


def test_list_tells_a_broken_file_and_lists_the_others(capaian, monkeypatch):
    def one_is_broken(scheme_id):
        if scheme_id == "pp-46-2011":
            raise SchemeErrors([schemes.Problem("rusak", file="pp-46-2011.yaml", row=3)])
        return load(scheme_id)

    monkeypatch.setattr(schemes, "load", one_is_broken)
    status, out, err = capaian("schemes", "list", "--json")
    assert (status, err) == (2, "pp-46-2011.yaml, baris 3: rusak\n")
    assert len(json.loads(out)) == len(available()) - 1


def test_show_says_value_unit_and_source(capaian):
    status, out, err = capaian("schemes", "show", "lampung-capaian-2026")
    assert (status, err) == (0, "")
    assert "\nbridge.meets_main_floor: 70 [percent]\n    policy/H · 2026-01-01 – seterusnya · Kebijakan instansi contoh" in out
    assert "\nclock.objection_filed: 14 [working-day]\n    diwarisi · law/H · 2022-02-07 – seterusnya · PermenPANRB 6/2022" in out


def test_show_in_json_writes_numbers_as_strings(capaian):
    status, out, _ = capaian("schemes", "show", "jambi-kinerja-2026", "--json")
    content = json.loads(out)
    scheme = load("jambi-kinerja-2026")
    assert (status, content["hash"], content["extends"]) == (0, scheme.hash, "permenpanrb-6-2022")
    assert content["values"]["bridge.main_weight"] == {
        "value": "70", "unit": "percent", "kind": "policy", "confidence": "H",
        "source": scheme.get("bridge.main_weight").source, "since": "2026-01-01", "until": None, "inherited": False,
        "note": "Sisanya bobot hasil tambahan; tanpa hasil tambahan, hasil utama 100.",
    }  # fmt: skip
    assert content["values"]["clock.report"]["inherited"] is True
    assert content["values"]["evaluation.semester_review"]["value"] is True
    assert content["values"]["evaluation.cycles_allowed"]["value"] == ["month", "quarter"]
    assert content["values"]["predikat.matrix"]["value"]["below"]["below"] == "SANGAT_KURANG"


def test_show_on_a_day_leaves_out_what_does_not_hold(capaian):
    _, out, _ = capaian("schemes", "show", "jambi-kinerja-2026", "--json", "--on", "2025-12-31")
    names = json.loads(out)["values"]
    assert "bridge.main_weight" not in names
    assert "clock.report" in names
    _, out, _ = capaian("schemes", "show", "kalender-nasional-2026", "--json")
    assert json.loads(out)["values"]["calendar.national"]["value"]["2026-08-17"] == "Proklamasi Kemerdekaan"
    assert schemes.as_json(date(2026, 1, 1)) == "2026-01-01"


def test_an_unknown_scheme_is_one_line_on_stderr(capaian):
    status, out, err = capaian("schemes", "show", "tidak-ada")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("tidak-ada: skema tidak dikenal; yang ada: ")


def test_check_a_good_file(capaian, tmp_path):
    path = write(tmp_path)
    hashed = library.check_file(path).hash
    assert capaian("schemes", "check", str(path)) == (0, f"{path}: tidak ada masalah. contoh-2026 {hashed}\n", "")
    status, out, _ = capaian("schemes", "check", str(path), "--json")
    assert (status, json.loads(out)["valid"], json.loads(out)["hash"]) == (0, True, hashed)


def test_check_tells_every_problem_on_its_own_line(capaian, tmp_path):
    path = write(tmp_path, GOOD.replace("value: 90", "value: x").replace("draft", "final"))
    assert capaian("schemes", "check", str(path)) == (2, "", (
        "contoh-2026.yaml, baris 3, status: harus salah satu dari draft, published; bukan “final”\n"
        "contoh-2026.yaml, baris 12, values.bridge.meets_from.value: harus bilangan seperti 12 atau 0.111, bukan “x”\n"
    ))


def test_check_a_file_that_cannot_be_read(capaian, tmp_path):
    missing = tmp_path / "x.yaml"
    assert capaian("schemes", "check", str(missing)) == (2, "", f"{missing}: berkas tidak ada\n")
    assert capaian("schemes", "check", str(tmp_path)) == (2, "", f"{tmp_path}: tidak dapat dibuka (Is a directory)\n")
