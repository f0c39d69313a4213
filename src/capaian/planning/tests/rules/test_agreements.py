from __future__ import annotations

from capaian.planning.rules.agreements import AgreementFacts, ObjectiveFact, doubtful_in, missing_in


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


def test_doubtful_in_tells_a_missing_budget():
    assert doubtful_in(AgreementFacts("", "", "")) == ["Belum ada baris anggaran. Isi bila unit ini mengelola anggaran."]
    assert doubtful_in(AgreementFacts("", "", "", budget_lines=1)) == []
