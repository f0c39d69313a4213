"""One sentence for every hint: what whoever switches it off will not be told any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from capaian.kernel.words import N_
from capaian.planning.rules.linting.shapes import Code, Context, Kind, Peers, Worded

_NONE = Context()

SAMPLES: Mapping[Code, tuple[Worded, Context]] = {
    Code.NOT_MEASURABLE: (Worded(N_("Pelayanan yang baik")), _NONE),
    Code.NO_UNIT: (Worded(N_("Jumlah kunjungan rumah: 60"), target=Decimal(60)), _NONE),
    Code.NO_BASELINE: (Worded(N_("Penurunan waktu tunggu pasien")), _NONE),
    Code.ACTIVITY: (Worded(N_("Menyusun laporan"), kind=Kind.RESULT), _NONE),
    Code.CATEGORY: (Worded(N_("Monitoring"), kind=Kind.RESULT), _NONE),
    Code.BELOW_LAST_YEAR: (
        Worded(N_("Persentase izin tepat waktu: 90, tahun lalu 95"), target=Decimal(90), unit="persen", polarity="higher"),
        Context(last_year=Decimal(95)),
    ),
    Code.SAME_FOR_ALL: (
        Worded(N_("Jumlah kunjungan rumah: 60 bagi semua bidan"), target=Decimal(60), unit="kunjungan"),
        Context(peers=Peers(5, 5)),
    ),
    Code.IMPOSSIBLE: (Worded(N_("Persentase desa terlayani: 110"), target=Decimal(110), unit="persen"), _NONE),
    Code.ABSOLUTE: (Worded(N_("Semua surat selalu tepat waktu"), kind=Kind.RESULT), Context(is_staff=True)),
    Code.POLARITY: (Worded(N_("Angka putus sekolah, lebih tinggi lebih baik"), polarity="higher"), _NONE),
    Code.DUPLICATE: (
        Worded(N_("Meningkatnya mutu layanan"), kind=Kind.RESULT), Context(others=("Mutu layanan meningkat",)),
    ),
    Code.WEIGHTS: (Worded(N_("Hasil pertama, bobot 60; kedua, bobot 30"), kind=Kind.RESULT), Context(weights_total=Decimal(100))),
    Code.DEADLINE: (
        Worded(N_("Laporan selesai paling lambat Maret 2027"), kind=Kind.RESULT),
        Context(start=date(2026, 1, 1), end=date(2026, 12, 31)),
    ),
}
