from __future__ import annotations

from datetime import date

import pytest

from capaian.people.rules.nip import NipFinding, birth_date_of, check_nip, normal_nip

ANI = "199012312015032999"


@pytest.mark.parametrize(("nip", "kind"), [(ANI, None), (ANI, "pns"), (ANI, "cpns"), ("199012312022211999", "pppk")])
def test_a_sound_number_passes(nip, kind):
    found = check_nip(nip, birth_date=date(1990, 12, 31), kind=kind)
    assert found == NipFinding()
    assert found


@pytest.mark.parametrize(("nip", "said"), [
    ("19901231201503299X", ("NIP hanya berisi angka.",)),
    ("١٩٩٠١٢٣١٢٠١٥٠٣٢٩٩٩", ("NIP hanya berisi angka.",)),
    ("", ("NIP hanya berisi angka.",)),
    ("1990123120150329", ("NIP terdiri atas 18 angka; yang ini 16 angka.",)),
    ("199002302015032999", ("Delapan angka pertama NIP (19900230) bukan tanggal lahir.",)),
    ("199012312015132999",
     ("Angka ke-13 dan 14 NIP (13) bukan bulan pengangkatan (01–12) atau urutan PPPK (mulai 21).",)),
    ("199012312015033999", ("Angka ke-15 NIP (3) bukan 1 (laki-laki) atau 2 (perempuan).",)),
    ("000000000000000000", (
        "Delapan angka pertama NIP (00000000) bukan tanggal lahir.",
        "Angka ke-13 dan 14 NIP (00) bukan bulan pengangkatan (01–12) atau urutan PPPK (mulai 21).",
        "Angka ke-15 NIP (0) bukan 1 (laki-laki) atau 2 (perempuan).",
    )),
])
def test_a_structure_no_number_has_is_an_error(nip, said):
    found = check_nip(nip)
    assert (found.errors, found.warnings) == (said, ())
    assert not found


def test_what_disagrees_with_the_records_only_warns():
    assert check_nip(ANI, birth_date=date(1991, 1, 1)).warnings == (
        "Tanggal lahir pada NIP (31-12-1990) berbeda dengan yang tercatat (01-01-1991).",
    )
    assert check_nip("199012312001032999").warnings == (
        "Tahun pengangkatan pada NIP (2001) kurang dari 17 tahun sesudah tahun lahir.",
    )
    assert check_nip(ANI, kind="pppk").warnings == (
        "NIP ini bentuknya NIP PNS, sedangkan pegawai ini tercatat sebagai PPPK.",
    )
    assert check_nip("199012312022211999", kind="pns").warnings == (
        "NIP ini bentuknya nomor induk PPPK, sedangkan pegawai ini tercatat sebagai PNS atau CPNS.",
    )


def test_how_a_number_is_typed_does_not_matter():
    assert normal_nip(" '1990 1231.201503-2999 ") == ANI
    assert birth_date_of(ANI) == date(1990, 12, 31)
    assert birth_date_of("1990") is None
    assert birth_date_of("1990ab31") is None
