"""The core values of the civil service as the official forms print them (PermenPANRB 6/2022 Art 10(3), p.8-9; forms p.32-36)."""

from __future__ import annotations

from dataclasses import dataclass

from capaian.kernel.words import N_


@dataclass(frozen=True, slots=True)
class CoreValue:
    """One value: its slug in the database, its printed name and its three behaviour guides."""

    slug: str
    name: str
    guides: tuple[str, str, str]


BERAKHLAK: tuple[CoreValue, ...] = (
    CoreValue("berorientasi-pelayanan", N_("Berorientasi pelayanan"), (
        N_("Memahami dan memenuhi kebutuhan masyarakat"),
        N_("Ramah, cekatan, solutif, dan dapat diandalkan"),
        N_("Melakukan perbaikan tiada henti"),
    )),
    CoreValue("akuntabel", N_("Akuntabel"), (
        N_("Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, dan berintegritas tinggi"),
        N_("Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, dan efisien"),
        N_("Tidak menyalahgunakan kewenangan jabatan"),
    )),
    CoreValue("kompeten", N_("Kompeten"), (
        N_("Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah"),
        N_("Membantu orang lain belajar"),
        N_("Melaksanakan tugas dengan kualitas terbaik"),
    )),
    CoreValue("harmonis", N_("Harmonis"), (
        N_("Menghargai setiap orang apapun latar belakangnya"),
        N_("Suka menolong orang lain"),
        N_("Membangun lingkungan kerja yang kondusif"),
    )),
    CoreValue("loyal", N_("Loyal"), (
        N_("Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia Tahun 1945, "
           "setia pada NKRI serta pemerintahan yang sah"),
        N_("Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara"),
        N_("Menjaga rahasia jabatan dan negara"),
    )),
    CoreValue("adaptif", N_("Adaptif"), (
        N_("Cepat menyesuaikan diri menghadapi perubahan"),
        N_("Terus berinovasi dan mengembangkan kreativitas"),
        N_("Bertindak proaktif"),
    )),
    CoreValue("kolaboratif", N_("Kolaboratif"), (
        N_("Memberi kesempatan kepada berbagai pihak untuk berkontribusi"),
        N_("Terbuka dalam bekerja sama untuk menghasilkan nilai tambah"),
        N_("Menggerakkan pemanfaatan berbagai sumberdaya untuk tujuan bersama"),
    )),
)

BY_SLUG = {value.slug: value for value in BERAKHLAK}
