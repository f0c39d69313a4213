"""The eight steps by which an SKP is drafted (Annex II.A, p.26-61), in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from capaian.kernel.words import N_

LAST = 8


@dataclass(frozen=True, slots=True)
class Step:
    """What a step asks for, what good looks like, and whose it is: everybody's, the leader's (whoever leads a unit does it for
    the own SKP, the others only read), or the appraiser's."""

    number: int
    title: str
    what: str
    good: str
    example: str
    whose: str


STEPS = (
    Step(1, N_("Lihat organisasi secara utuh"),
         N_("Baca sasaran unit Anda dan unit di atasnya, lalu temukan di mana pekerjaan Anda tergantung."),
         N_("Anda dapat menyebut satu sasaran organisasi yang akan meleset bila pekerjaan Anda tidak terwujud."),
         N_("Sasaran dinas: menurunnya angka kematian ibu. Di situlah kunjungan rumah ibu hamil berisiko bergantung."), "all"),
    Step(2, N_("Ekspektasi pimpinan"),
         N_("Pimpinan mengambil alih sasaran, indikator dan target perjanjian kinerja, lalu menambah direktif dan rencana aksi."),
         N_("Semua indikator perjanjian kinerja ada dan utama, keempat perspektif ditimbang, dan Anggaran ada."),
         N_("Angka kematian ibu, 12 kasus, Penerima Layanan. Nilai IKPA, 95, Anggaran."), "leader"),
    Step(3, N_("Manual indikator"),
         N_("Setiap indikator yang dapat dipahami berbeda dijelaskan: tujuan, definisi, rumus, sumber data, periode."),
         N_("Dua orang yang menghitung sendiri-sendiri memperoleh angka yang sama."),
         N_("Kunjungan K4: jumlah ibu hamil dengan empat kunjungan dibagi sasaran ibu hamil, dari e-kohort, bulanan."), "leader"),
    Step(4, N_("Strategi mencapai hasil"),
         N_("Untuk setiap indikator, tentukan outcome antara, output atau layanan yang membawa ke sana, dan cara menurunkannya."),
         N_("Strategi menyebut apa yang akan terwujud, bukan kegiatan."),
         N_("Ibu hamil berisiko dikenali sebelum usia kandungan 12 minggu."), "leader"),
    Step(5, N_("Membagi peran"),
         N_("Peran setiap pegawai ditulis dalam matriks pembagian peran dan hasil; yang tidak berperan disebut demikian."),
         N_("Tidak ada strategi tanpa pemilik dan tidak ada pegawai tanpa peran."),
         N_("Bidan desa: ibu hamil berisiko di Desa Galala terpantau. Pengadministrasi: TIDAK ADA PERAN pada indikator ini."),
         "leader"),
    Step(6, N_("Menentukan utama dan tambahan"),
         N_("Pejabat penilai menetapkan hasil kerja utama (prioritas tinggi) dan tambahan. Anda mengusulkan jenisnya."),
         N_("Paling sedikit satu hasil kerja utama. Tugas Plt., Plh. atau jabatan struktural selalu utama."),
         N_("Utama: ibu hamil berisiko terpantau. Tambahan: rekan sejawat menguasai e-kohort."), "appraiser"),
    Step(7, N_("Hasil kerja dan perilaku"),
         N_("Tuliskan hasil kerja dengan indikator dan targetnya, lalu baca nilai BerAKHLAK dan ekspektasi khusus pimpinan."),
         N_("Hasil, bukan kegiatan; target menantang tetapi mungkin; kata mutlak seperti “selalu” dihindari."),
         N_("80 – 90 persen ibu hamil berisiko dikunjungi dua kali sebulan."), "all"),
    Step(8, N_("Sumber daya, pertanggungjawaban, konsekuensi"),
         N_("Isi lampiran SKP: dukungan yang Anda perlukan, cara Anda melapor, dan akibatnya bila terpenuhi atau tidak."),
         N_("Dukungan menyebut siapa memberi apa sampai kapan; laporan menyebut seberapa sering dan dengan data apa."),
         N_("Satu kendaraan roda dua setiap Selasa dan Kamis. Progres dilaporkan setiap bulan beserta register kunjungan."),
         "all"),
)


def first_unfinished(done: Mapping[int, bool | None]) -> int:
    """II.A, p.26-61: where drafting goes on. A step of somebody else, or one that may be left out, is None and never waited
    for; when nothing is left, the last step."""
    return next((step.number for step in STEPS if done.get(step.number) is False), LAST)
