"""`score_files`: what is refused, what is set aside with its reason, and what is written."""

import csv
from pathlib import Path

import duckdb
import pytest

from capaian.evaluation.bulk.scoring import NO_BRIDGE, score_files
from capaian.foundation.errors import InvalidInput, Problem
from capaian.governance.schemes import load

HEADER = "person,result,kind,indicator,polarity,target,target_high,realization"
GOOD = "P1,R1,main,I1,higher,100,,106"


class Desk:
    """Two files and a place for the result."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.indicators, self.behaviour = directory / "indikator.csv", directory / "perilaku.csv"
        self.out = directory / "hasil.csv"

    def score(self, *rows, header=HEADER, behaviour=("P1,meets",), scheme="sofifi-capaian-2026", **more):
        self.write(*rows, header=header, behaviour=behaviour)
        return self.run(scheme=scheme, **more)

    def write(self, *rows, header=HEADER, behaviour=("P1,meets",)):
        self.indicators.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        self.behaviour.write_text("\n".join(["person,rating", *behaviour]) + "\n", encoding="utf-8")

    def run(self, *, scheme="sofifi-capaian-2026", **more):
        paths = {"indicators": self.indicators, "behaviour": self.behaviour, "out": self.out} | more
        return score_files(scheme=load(scheme), **paths)

    def refusal(self, *rows, **more):
        with pytest.raises(InvalidInput) as refused:
            self.score(*rows, **more)
        assert not self.out.exists()
        return refused.value.problems

    def table(self, name="hasil.csv"):
        with (self.directory / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def rejected(self):
        rows = self.table("hasil.rejected.csv")
        return [(row["file"], row["row"], row["column"], row["reason"]) for row in rows]

    def files(self):
        return sorted(path.name for path in self.directory.iterdir())


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_person_is_written_with_everything_that_was_decided(desk):
    summary = desk.score("P2,R1,main,I1,lower,1,,0.26", GOOD, behaviour=("P1,meets", "P2,above"))

    reason = "rating hasil kerja menurut jembatan skema (kebijakan instansi)"
    assert desk.table() == [
        {"person": "P1", "achievement_pct": "106.00", "result_rating": "above", "behaviour_rating": "meets",
         "predikat": "BAIK", "state": "scored", "reasons": reason},
        {"person": "P2", "achievement_pct": "120.00", "result_rating": "above", "behaviour_rating": "above",
         "predikat": "SANGAT_BAIK", "state": "scored", "reasons": reason},
    ]
    assert (summary.people, summary.states, summary.predikat, summary.rejected_rows, summary.rejected) == (
        2, {"scored": 2}, {"BAIK": 1, "SANGAT_BAIK": 1}, 0, None,
    )
    assert desk.files() == ["hasil.csv", "indikator.csv", "perilaku.csv"]


def test_the_same_files_give_the_same_bytes(desk):
    rows = [f"P{each % 50},R{each % 3},main,I{each},higher,{each + 1},,{each * 2 % 97}" for each in range(200)]
    desk.score(*rows)
    first = desk.out.read_bytes()

    desk.score(*reversed(rows))

    assert desk.out.read_bytes() == first


BAD_ROWS = (  # what follows the person, the column that is wrong, and why
    ("R2,main,I2,up,100,,100", "polarity", "“up” tidak dikenal; gunakan higher atau lower"),
    ("R2,utama,I2,higher,100,,100", "kind", "“utama” tidak dikenal; gunakan main atau additional"),
    ("R2,main,I2,higher,-5,,100", "target", "“-5” target tidak boleh negatif"),
    ("R2,main,I2,higher,dua,,100", "target", "“dua” bukan angka"),
    ("R2,main,I2,higher,100,,n/a", "realization", "“n/a” bukan angka; kosongkan sel bila nilainya belum ada"),
    ('R2,main,I2,higher,100,,"5,014"', "realization",
     ("“5,014” memakai koma, sehingga tidak jelas ribuan atau desimal; "
      "tulis desimal dengan titik dan ribuan tanpa pemisah")),
    ("R2,main,I2,higher,1.234.567,,1", "target",
     "“1.234.567” memakai titik sebagai pemisah ribuan; tulis ribuan tanpa pemisah"),
    ("R2,main,I2,higher,12345678901234567,,1", "target",
     "“12345678901234567” terlalu besar; paling banyak 16 angka di depan titik desimal"),
    ("R2,main,I2,higher,1,,0.12345", "realization",
     "“0.12345” terlalu rinci; paling banyak 4 angka di belakang titik desimal"),
    ("R2,main,I2,higher,90,80,85", "target_high", "“80” batas atas target lebih kecil daripada target"),
    ("R2,main,I2,higher,,80,85", "target_high", "batas atas target tanpa target"),
    (",main,I2,higher,90,,85", "result", "kosong"),
    ("R2,main,,higher,90,,85", "indicator", "kosong"),
)  # fmt: skip


def test_a_bad_row_is_set_aside_and_its_person_is_not_scored_on_the_rest(desk):
    """All of them in one run: each bad row belongs to a person who has a good one too."""
    people = [f"P{each:02d}" for each in range(len(BAD_ROWS))]
    good = [f"{person},R1,main,I1,higher,100,,106" for person in people]
    bad = [f"{person},{row}" for person, (row, _, _) in zip(people, BAD_ROWS, strict=True)]

    summary = desk.score(*good, *bad, "Q,R1,main,I1,higher,100,,100", behaviour=[f"{person},meets" for person in [*people, "Q"]])

    expected = [(str(number), column, reason) for number, (_, column, reason) in enumerate(BAD_ROWS, start=len(people) + 2)]
    assert desk.rejected() == [("indikator.csv", *each) for each in expected]
    assert desk.table()[:-1] == [
        {"person": person, "achievement_pct": "", "result_rating": "", "behaviour_rating": "", "predikat": "",
         "state": "rejected", "reasons": f"ditolak: indikator.csv, baris {row}, {column}: {reason}"}
        for person, (row, column, reason) in zip(people, expected, strict=True)
    ]
    assert (summary.states, summary.rejected_rows, summary.rejected.name) == (
        {"rejected": len(people), "scored": 1}, len(people), "hasil.rejected.csv",
    )


def test_a_row_without_a_person_is_set_aside(desk):
    desk.score(GOOD, ",R2,main,I2,higher,100,,100")

    assert desk.rejected() == [("indikator.csv", "3", "person", "kosong")]
    assert [row["state"] for row in desk.table()] == ["scored"]


def test_a_repeated_key_sets_every_row_of_it_aside(desk):
    desk.score(GOOD, "P1,R1,main,I2,higher,100,,90", "P1,R1,main,I1,higher,100,,120")

    reason = "kunci ganda; person, result dan indicator yang sama sudah ada di baris lain"
    assert desk.rejected() == [("indikator.csv", row, "indicator", reason) for row in ("2", "4")]
    assert desk.table()[0]["reasons"] == f"ditolak: indikator.csv, baris 2, indicator: {reason} (dan 1 masalah lain)"


def test_indicators_that_only_share_a_bit_are_no_repetition(desk):
    rows = [f"P1,R1,main,I{each},higher,100,,100" for each in range(200)]

    desk.score(*rows)

    assert [(row["state"], row["achievement_pct"]) for row in desk.table()] == [("scored", "100.00")]


def test_a_result_is_main_or_additional_and_not_both(desk):
    desk.score(GOOD, "P1,R1,additional,I2,higher,100,,90")

    reason = "hasil yang sama tercatat sebagai main dan additional"
    assert desk.rejected() == [("indikator.csv", row, "kind", reason) for row in ("2", "3")]


def test_contradictory_ratings_of_the_appraiser_are_set_aside(desk):
    desk.score(f"{GOOD},meets", "P1,R1,main,I2,higher,100,,90,below", header=f"{HEADER},result_rating")

    reason = "result_rating berbeda-beda untuk orang yang sama"
    assert desk.rejected() == [("indikator.csv", row, "result_rating", reason) for row in ("2", "3")]


def test_the_rating_of_the_appraiser_wins_and_the_reason_says_so(desk):
    desk.score(f"{GOOD},below", "P1,R1,main,I2,higher,100,,90,", header=f"{HEADER},result_rating")

    assert [(row["result_rating"], row["predikat"], row["reasons"]) for row in desk.table()] == [
        ("below", "BUTUH_PERBAIKAN", "rating hasil kerja dari pejabat penilai didahulukan daripada jembatan skema"),
    ]


def test_an_unknown_rating_of_the_appraiser_is_set_aside(desk):
    desk.score(f"{GOOD},bagus", header=f"{HEADER},result_rating")

    reason = "“bagus” tidak dikenal; gunakan above, meets atau below"
    assert desk.rejected() == [("indikator.csv", "2", "result_rating", reason)]


def test_the_scheme_of_the_law_needs_the_rating_of_the_appraiser(desk):
    assert desk.refusal(GOOD, scheme="permenpanrb-6-2022") == (
        Problem(NO_BRIDGE, field="result_rating", file="permenpanrb-6-2022"),
    )
    desk.score(f"{GOOD},meets", "P2,R1,main,I1,higher,1,,1,", header=f"{HEADER},result_rating",
               behaviour=("P1,above", "P2,above"), scheme="permenpanrb-6-2022")
    assert [(row["state"], row["predikat"]) for row in desk.table()] == [("scored", "BAIK"), ("no-rating", "")]


def test_zero_target_and_missing_realisation_are_states_with_reasons(desk):
    desk.score(
        "P1,R1,main,I1,higher,0,,5", "P2,R1,main,I1,higher,5,,", "P3,R1,main,I1,higher,,,5",
        behaviour=("P1,meets", "P2,meets", "P3,meets"),
    )

    assert [(row["achievement_pct"], row["predikat"], row["state"]) for row in desk.table()] == [
        ("", "", "not-computable"), ("", "", "incomplete"), ("", "", "not-computable"),
    ]
    assert desk.table()[0]["reasons"] == (
        "hasil kerja utama “R1”, indikator “I1”: target nol, persentase tidak dapat dihitung dan perlu dinilai atasan; "
        "tidak ada hasil kerja utama yang dapat dihitung; rating hasil kerja tidak diusulkan"
    )


def test_behaviour_without_indicators_and_the_reverse_are_named(desk):
    desk.score(GOOD, behaviour=("P9,above",))

    assert [(row["person"], row["state"], row["predikat"], row["reasons"]) for row in desk.table()] == [
        ("P1", "no-behaviour", "",
         "rating hasil kerja menurut jembatan skema (kebijakan instansi); rating perilaku kerja belum ada"),
        ("P9", "no-indicators", "", "orang ini tidak ada di berkas indikator"),
    ]


def test_a_bad_behaviour_row_is_set_aside(desk):
    good = [f"{person},R1,main,I1,higher,100,,106" for person in ("P1", "P2", "P3")]

    desk.score(*good, behaviour=("P1,baik", "P2,", "P3,meets", "P3,above"))

    unknown, twice = "“%s” tidak dikenal; gunakan above, meets atau below", "kunci ganda; orang ini sudah ada di baris lain"
    assert desk.rejected() == [("perilaku.csv", *each) for each in (
        ("2", "rating", unknown % "baik"), ("3", "rating", unknown % ""), ("4", "person", twice), ("5", "person", twice),
    )]
    assert [row["state"] for row in desk.table()] == ["rejected"] * 3


def test_a_missing_column_is_named_and_an_unknown_one_is_a_warning(desk):
    assert desk.refusal("P1,R1", header="person,result") == tuple(
        Problem("kolom ini tidak ada", field=column, file="indikator.csv")
        for column in ("kind", "indicator", "polarity", "target", "realization")
    )
    summary = desk.score(f"{GOOD},x", header=f"{HEADER},Catatan")
    assert summary.warnings == (Problem("kolom tidak dikenal, diabaikan", field="Catatan", file="indikator.csv"),)


def test_a_point_before_three_digits_is_read_as_decimal_and_pointed_at(desk):
    summary = desk.score("P1,R1,main,I1,higher,5.014,,5.014")

    reason = "1 angka seperti 5.014 dibaca sebagai desimal; bila maksudnya ribuan, tulis tanpa titik"
    assert summary.warnings == tuple(
        Problem(reason, field=column, file="indikator.csv") for column in ("target", "realization")
    )
    assert desk.table()[0]["achievement_pct"] == "100.00"


@pytest.mark.parametrize(("content", "reason", "row"), [
    (b"", "berkas kosong", None),
    (b"\n", "baris judul kolom kosong", 1),
    (HEADER.encode() + b"\n", "tidak ada baris data", None),
    (HEADER.encode() + b"\nP\xe9,R1,main,I1,higher,1,,1\n", "bukan UTF-8; simpan ulang sebagai “CSV UTF-8”", 2),
    (HEADER.encode("utf-16"), "bukan UTF-8; simpan ulang sebagai “CSV UTF-8”", 1),
    (f"{HEADER}\n{GOOD}\nP2,R1\n".encode(), "jumlah sel atau tanda kutip tidak cocok dengan judul kolom", 3),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_whole(desk, content, reason, row):
    desk.write(GOOD)
    desk.out.write_bytes(b"an earlier result")
    desk.indicators.write_bytes(content)

    with pytest.raises(InvalidInput) as refused:
        desk.run()

    assert refused.value.problems == (Problem(reason, row=row, file="indikator.csv"),)
    assert (desk.out.read_bytes(), desk.files()) == (b"an earlier result", ["hasil.csv", "indikator.csv", "perilaku.csv"])


@pytest.mark.parametrize("content", [b"PAR1 no more than this", b"PAR1" + b"\0" * 500 + b"PAR1"])
def test_a_broken_parquet_file_is_refused(desk, content):
    desk.write(GOOD)
    broken = desk.directory / "indikator.parquet"
    broken.write_bytes(content)

    with pytest.raises(InvalidInput) as refused:
        desk.run(indicators=broken)

    reason = "berkas Parquet rusak atau terpotong; ekspor ulang dari sumbernya"
    assert refused.value.problems == (Problem(reason, file="indikator.parquet"),)


def test_the_result_must_be_a_kind_of_file_we_write(desk):
    assert desk.refusal(GOOD, out=desk.directory / "hasil.xls") == (
        Problem("hasil ditulis sebagai .csv atau .parquet", field="--out", file="hasil.xls"),
    )


def test_a_list_of_rejected_rows_from_an_earlier_run_does_not_stay(desk):
    desk.score("P1,R1,main,I1,up,1,,1")
    assert "hasil.rejected.csv" in desk.files()

    desk.score(GOOD)

    assert "hasil.rejected.csv" not in desk.files()


def test_typed_parquet_columns_are_read_exactly(desk):
    desk.score(GOOD)
    typed, out = desk.directory / "typed.parquet", desk.directory / "typed-out.parquet"
    with duckdb.connect() as engine:
        engine.execute(f"""COPY (SELECT * FROM (VALUES
            ('P1', 'R1', 'main', 'I1', 'higher', 33.3::DOUBLE, 90::BIGINT, 11.7::DECIMAL(30, 6), 1::INTEGER),
            ('P2', 'R1', 'main', 'I1', 'higher', 'nan'::DOUBLE, NULL, 1, 1),
            ('P3', 'R1', 'main', 'I1', 'higher', 1e-9::DOUBLE, NULL, 1, 1),
            ('P4', 'R1', 'main', 'I1', 'higher', 1e17::DOUBLE, NULL, 1, 1),
            ('P5', 'R1', 'main', 'I1', 'higher', 1, NULL, 0.00001, 1)
            ) t(person, result, kind, indicator, polarity, target, target_high, realization, extra))
            TO '{typed}' (FORMAT parquet)""")

    summary = desk.run(indicators=typed, out=out)

    with duckdb.connect() as engine:
        rows = engine.execute(f"SELECT person, achievement_pct, state FROM '{out}' ORDER BY 1").fetchall()
    assert [(person, pct if pct is None else str(pct), state) for person, pct, state in rows] == [
        ("P1", "35.14", "scored"), ("P2", None, "rejected"), ("P3", None, "rejected"),
        ("P4", None, "rejected"), ("P5", None, "rejected"),
    ]
    assert summary.rejected_rows == 4


def test_semicolons_blanks_and_byte_order_marks_of_spreadsheets_are_understood(desk):
    desk.score(GOOD)
    text = f"{HEADER.upper()}\n P1 ,R1,main,I1,higher,100,, 106 \n".replace(",", ";")
    desk.indicators.write_text(text, encoding="utf-8-sig")

    desk.run()

    assert [(row["person"], row["achievement_pct"]) for row in desk.table()] == [("P1", "106.00")]
