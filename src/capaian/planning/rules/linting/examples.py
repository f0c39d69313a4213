"""An example from the writer's own field of work: a teacher is not shown the ward."""

from __future__ import annotations

from enum import StrEnum

from capaian.kernel.words import N_
from capaian.planning.rules.linting.shapes import Code, Context, Kind, Worded
from capaian.planning.rules.linting.vocabulary import (
    OF_COUNTER,
    OF_HEALTH,
    OF_MONEY,
    OF_OFFICE,
    OF_SCHOOL,
    OF_VILLAGE,
    OF_WORKS,
)


class Sector(StrEnum):
    HEALTH = "health"
    SCHOOL = "school"
    WORKS = "works"
    COUNTER = "counter"  # licensing, civil registry: who serves applicants
    MONEY = "money"
    VILLAGE = "village"
    OFFICE = "office"
    ANY = "any"


_TOLD_BY = (
    (Sector.HEALTH, OF_HEALTH), (Sector.SCHOOL, OF_SCHOOL), (Sector.WORKS, OF_WORKS), (Sector.COUNTER, OF_COUNTER),
    (Sector.VILLAGE, OF_VILLAGE), (Sector.MONEY, OF_MONEY), (Sector.OFFICE, OF_OFFICE),
)

_RESULTS = {
    Sector.HEALTH: N_("“Melakukan kunjungan rumah” → “Ibu hamil berisiko terpantau dan dirujuk tepat waktu”"),
    Sector.SCHOOL: N_("“Melaksanakan pembelajaran” → “Peserta didik mencapai tujuan pembelajaran”"),
    Sector.WORKS: N_("“Mengawasi pekerjaan jalan” → “Pekerjaan jalan selesai tepat waktu sesuai spesifikasi”"),
    Sector.COUNTER: N_("“Memproses permohonan” → “Permohonan selesai dalam tiga hari kerja tanpa dikembalikan”"),
    Sector.MONEY: N_("“Menyusun laporan keuangan” → “Laporan keuangan disampaikan tepat waktu dan tanpa koreksi”"),
    Sector.VILLAGE: N_("“Mendampingi perangkat desa” → “Perangkat desa menetapkan APBDes tepat waktu”"),
    Sector.OFFICE: N_("“Menata arsip” → “Arsip dapat ditemukan kembali dalam sepuluh menit”"),
    Sector.ANY: N_("“Menyusun laporan” → “Laporan diterima tepat waktu dan tanpa koreksi”"),
}
_INDICATORS = {
    Sector.HEALTH: N_("“Melakukan kunjungan rumah” → “Persentase ibu hamil berisiko yang terpantau”"),
    Sector.SCHOOL: N_("“Melaksanakan remedial” → “Persentase peserta didik yang tuntas setelah remedial”"),
    Sector.WORKS: N_("“Mengawasi proyek” → “Persentase paket yang selesai sesuai spesifikasi”"),
    Sector.COUNTER: N_("“Melayani pemohon” → “Persentase permohonan yang selesai dalam tiga hari kerja”"),
    Sector.ANY: N_("“Menyusun laporan bulanan” → “Persentase laporan bulanan yang diterima tepat waktu”"),
}
_BY_CODE = {
    Code.CATEGORY: {
        Sector.HEALTH: N_("“Layanan persalinan” → “Ibu bersalin terlayani sesuai standar”"),
        Sector.SCHOOL: N_("“Pembinaan siswa” → “Siswa binaan naik kelas dengan nilai yang membaik”"),
        Sector.WORKS: N_("“Pengawasan jalan” → “Jalan selesai sesuai spesifikasi”"),
        Sector.COUNTER: N_("“Layanan akta kelahiran” → “Akta kelahiran diterima pemohon pada hari yang sama”"),
        Sector.MONEY: N_("“Pengelolaan kas” → “Saldo kas cocok dengan pembukuan pada akhir bulan”"),
        Sector.VILLAGE: N_("“Pembinaan desa” → “Desa binaan menetapkan APBDes tepat waktu”"),
        Sector.OFFICE: N_("“Kearsipan” → “Arsip dapat ditemukan kembali dalam sepuluh menit”"),
        Sector.ANY: N_("“Monitoring” → “Temuan lapangan ditindaklanjuti sebelum akhir triwulan”"),
    },
    Code.NOT_MEASURABLE: {
        Sector.HEALTH: N_("“Pelayanan yang baik” → “Persentase pasien yang dilayani dalam 30 menit”"),
        Sector.SCHOOL: N_("“Pembelajaran bermutu” → “Persentase siswa yang mencapai tujuan pembelajaran”"),
        Sector.WORKS: N_("“Jalan yang baik” → “Panjang jalan dalam kondisi mantap, dalam km”"),
        Sector.MONEY: N_("“Keuangan yang tertib” → “Persentase SPJ tanpa koreksi”"),
        Sector.VILLAGE: N_("“Desa yang maju” → “Jumlah desa mandiri”"),
        Sector.OFFICE: N_("“Administrasi yang rapi” → “Persentase surat yang sampai pada hari yang sama”"),
        Sector.ANY: N_("“Pelayanan yang baik” → “Persentase pemohon yang dilayani dalam 15 menit”"),
    },
    Code.ABSOLUTE: {
        Sector.HEALTH: N_("“Semua pasien dilayani cepat” → “90 – 95 persen pasien dilayani dalam 30 menit”"),
        Sector.SCHOOL: N_("“Semua siswa hadir” → “Kehadiran siswa 95 – 98 persen”"),
        Sector.COUNTER: N_("“Setiap izin terbit tepat waktu” → “90 – 95 persen izin terbit dalam 3 hari kerja”"),
        Sector.MONEY: N_("“Seluruh SPJ selalu benar” → “95 – 98 persen SPJ tanpa koreksi”"),
        Sector.ANY: N_("“Semua laporan tepat waktu” → “90 – 95 persen laporan tepat waktu”"),
    },
}


def sector_of(text: str) -> Sector:
    """Kebijakan Capaian: whose work the words are about, by the words alone; ANY where they do not tell."""
    lower = text.lower()
    return next((sector for sector, told in _TOLD_BY if told.search(lower)), Sector.ANY)


def example_for(code: Code, about: Worded, context: Context) -> str:
    """Kebijakan Capaian: an example from the sector of the words, else of the place where their writer works, else any."""
    sector = sector_of(about.statement)
    if sector is Sector.ANY:
        sector = sector_of(context.workplace)
    told = (_INDICATORS if about.kind is Kind.INDICATOR else _RESULTS) if code is Code.ACTIVITY else _BY_CODE[code]
    return told.get(sector, told[Sector.ANY])
