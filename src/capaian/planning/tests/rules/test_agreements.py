from __future__ import annotations

import pytest

from capaian.planning.rules.agreements import (
    AgreementFacts,
    ObjectiveFact,
    columns_at,
    doubtful_in,
    missing_in,
)


def test_missing_in_names_everything_at_once():
    assert missing_in(AgreementFacts("", "", "Bupati")) == [
        "Pihak pertama (kepala unit) belum dipilih.", "Nama dan jabatan pihak kedua belum diisi.",
        "Belum ada sasaran untuk unit dan tahun ini.",
    ]
    goals = (ObjectiveFact("Air bersih"), ObjectiveFact("Jalan", (("Panjang jalan", " "), ("Kemantapan", "72 %"))))
    assert missing_in(AgreementFacts("Kepala Dinas", "Siti", "Bupati", goals)) == [
        "Sasaran “Air bersih” belum punya indikator.", "Indikator “Panjang jalan” belum punya target.",
    ]
    whole = AgreementFacts("Kepala Dinas", "Siti", "Bupati", goals[1:] and (ObjectiveFact("Jalan", (("Panjang", "72"),)),))
    assert missing_in(whole) == []


def test_who_heads_the_institution_needs_no_second_party_but_a_named_one_is_named_whole():
    """PermenPANRB 53/2014 Lampiran I."""
    goals = (ObjectiveFact("Jalan", (("Panjang", "72"),)),)
    assert missing_in(AgreementFacts("Bupati Contoh", "", "", goals, alone=True)) == []
    half = AgreementFacts("Bupati Contoh", "Tito", "", goals, alone=True)
    assert missing_in(half) == ["Nama dan jabatan pihak kedua belum diisi."]


@pytest.mark.parametrize(("sphere", "depth", "columns"), [
    ("central", 0, ("SASARAN STRATEGIS", "PROGRAM")), ("central", 1, ("SASARAN PROGRAM", "PROGRAM")),
    ("central", 2, ("SASARAN KEGIATAN", "KEGIATAN")), ("central", 5, ("SASARAN KEGIATAN", "KEGIATAN")),
    ("regional", 0, ("SASARAN STRATEGIS", "PROGRAM")), ("regional", 1, ("SASARAN STRATEGIS", "PROGRAM")),
    ("regional", 3, ("SASARAN PROGRAM/ KEGIATAN", "PROGRAM/ KEGIATAN")),
])
def test_columns_at_each_level(sphere, depth, columns):
    assert columns_at(sphere, depth) == columns


def test_doubtful_in_tells_a_missing_budget():
    assert doubtful_in(AgreementFacts("", "", "")) == ["Belum ada baris anggaran. Isi bila unit ini mengelola anggaran."]
    assert doubtful_in(AgreementFacts("", "", "", budget_lines=1)) == []
