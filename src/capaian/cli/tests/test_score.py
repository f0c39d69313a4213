"""`capaian score` as a person calls it."""

import importlib.util
import json
import shutil
import sys

import pytest

from capaian.cli.main import main
from capaian.cli.score import Progress
from capaian.evaluation.bulk.engines import MISSING_SPARK
from capaian.foundation.tests.exchange.test_exchange import workbook

HEADER = ("person", "result", "kind", "indicator", "polarity", "target", "realization")
HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


@pytest.fixture
def call(tmp_path, capsys):
    """Run the command over a workbook of indicators and a CSV of behaviour; exit code, stdout, stderr."""

    def run(*rows, more=(), scheme="sofifi-capaian-2026", out="hasil.csv"):
        workbook(tmp_path / "indikator.xlsx", [HEADER, *rows])
        (tmp_path / "perilaku.csv").write_text("person,rating\nP1,above\nP2,meets\n", encoding="utf-8")
        code = main([
            "score", "--scheme", scheme, "--indicators", str(tmp_path / "indikator.xlsx"), "--behaviour",
            str(tmp_path / "perilaku.csv"), "--out", str(tmp_path / out), *more,
        ])
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


def test_a_summary_one_can_read(call, tmp_path):
    code, out, err = call(("P1", "R1", "main", "I1", "higher", 100, 106), ("P2", "R1", "main", "I1", "up", 1, 1))

    assert code == 0
    assert out.splitlines() == [
        f"2 orang → {tmp_path / 'hasil.csv'}", "  SANGAT_BAIK      1", "  rejected         1",
        f"1 baris ditolak, alasannya di {tmp_path / 'hasil.rejected.csv'}",
    ]
    assert err == ""


def test_the_bar_is_drawn_where_somebody_watches(call, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "Selesai" in call(("P1", "R1", "main", "I1", "higher", 100, 106))[2]
    assert "Berhenti" in call(("P1", "R1", "main", "I1", "higher", 1, 1), scheme="tidak-ada")[2]


def test_a_summary_for_programs_has_its_numbers_as_texts(call):
    code, out, _ = call(("P1", "R1", "main", "I1", "higher", "5.014", 6), more=["--json"])

    warning = (
        "indikator.xlsx, target: 1 angka seperti 5.014 dibaca sebagai desimal; bila maksudnya ribuan, tulis tanpa titik"
    )
    assert (code, json.loads(out)) == (0, {
        "people": "2", "states": {"no-indicators": "1", "scored": "1"}, "predikat": {"SANGAT_BAIK": "1"},
        "rejected_rows": "0", "rejected": None, "warnings": [warning],
    })


def test_a_refusal_is_one_line_on_stderr_and_exit_2(call, tmp_path):
    code, out, err = call(("P1", "R1", "main", "I1", "higher", 1, 1), scheme="permenpanrb-6-2022")

    assert (code, out) == (2, "")
    assert err == (
        "permenpanrb-6-2022, result_rating: skema ini menyerahkan rating hasil kerja kepada pejabat penilai; "
        "tambahkan kolom result_rating atau pakai skema instansi yang memuat jembatan\n"
    )
    assert not (tmp_path / "hasil.csv").exists()


def test_without_spark_the_refusal_says_how_to_get_it(call, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)  # as where it is not installed
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    code, _, err = call(("P1", "R1", "main", "I1", "higher", 1, 1), more=["--engine", "spark"])

    assert (code, err.splitlines()[-1]) == (2, f"--engine: {MISSING_SPARK}")


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(not HAS_SPARK, reason="needs the extra spark (pyspark) and Java")
def test_spark_gives_the_same_bytes(call, tmp_path):
    rows = [
        (f"P{each % 40}", f"R{each % 3}", "main", f"I{each}", "higher" if each % 4 else "lower", each % 50, each * 7 % 61)
        for each in range(400)
    ]
    call(*rows, out="duckdb.csv")

    code, *_ = call(*rows, ("P41", "R1", "main", "I1", "up", 1, 1), out="x.csv", more=["--engine", "spark"])
    assert (code, (tmp_path / "x.rejected.csv").read_text(encoding="utf-8").count("\n")) == (0, 2)
    call(*rows, out="spark.csv", more=["--engine", "spark"])

    assert (tmp_path / "spark.csv").read_bytes() == (tmp_path / "duckdb.csv").read_bytes()


def test_the_bar_ends_quietly_when_the_engine_has_closed_before_it():
    import duckdb  # noqa: PLC0415

    engine = duckdb.connect()
    with Progress() as bar:
        bar.watch("Menghitung", engine.query_progress)
        engine.close()
        bar._thread.join(timeout=5)
        assert not bar._thread.is_alive()
