"""Sample data of the gallery: every component in every state. Fictional people and figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

CHOICES = (("below", _("Bawah")), ("meets", _("Sesuai")), ("above", _("Atas")))
BAD_INPUT = {"value": "n/a", "note": "", "polarity": "", "link": "bukan tautan", "tone": "", "confirm": ""}


class Sample(forms.Form):
    """A field of each shape."""

    title = forms.CharField(label=_("Rencana hasil kerja"), initial="Imunisasi dasar lengkap", required=False)
    value = forms.DecimalField(label=_("Realisasi bulan ini"), max_digits=9, decimal_places=2, localize=True)
    note = forms.CharField(label=_("Catatan"), widget=forms.Textarea(attrs={"rows": 3}))
    polarity = forms.ChoiceField(
        label=_("Arah"),
        choices=(("", _("Pilih…")), ("higher", _("Lebih tinggi lebih baik")), ("lower", _("Lebih rendah lebih baik")))
    )
    link = forms.URLField(label=_("Tautan bukti"), assume_scheme="https")
    tone = forms.ChoiceField(
        label=_("Nada umpan balik"), widget=forms.RadioSelect, choices=(("praise", _("Apresiasi")), ("advice", _("Saran")))
    )
    confirm = forms.BooleanField(label=_("Saya sudah membaca isi SKP ini"))


STEPS = (
    {"label": _("Perencanaan"), "note": "disepakati 24 Jan", "state": "done"},
    {"label": _("Pelaksanaan"), "note": "November berjalan", "state": "current"},
    {"label": _("Penilaian"), "note": "mulai 28 Des", "state": "todo"},
    {"label": _("Tindak lanjut"), "note": "Februari 2027", "state": "todo"},
)
TODOS = (
    {"title": "Kirim progres November", "note": "3 dari 5 hasil sudah terisi · batas 30 November, 9 hari lagi",
     "href": "#todo", "action": "Lanjutkan", "kind": "primary"},
    {"title": "Jawab dr. Budi tentang target imunisasi", "note": "Usul: 92 % menjadi 90 %, karena stok vaksin",
     "href": "#todo", "action": "Jawab", "kind": "plain"},
    {"title": "Progres Oktober", "note": "diperiksa dr. Budi sejak 2 November", "chip": ("Diperiksa", "info")},
)
CHAIN = (
    {"title": "Capaian organisasi: Baik", "small": "Unit yang dipimpin penilai Anda. Menentukan pola sebaran, bukan nilai Anda."},
    {"title": "Hasil kerja: sesuai ekspektasi", "text": "4 dari 5 hasil memenuhi target.",
     "small": "Kunjungan rumah 68 % dengan umpan balik beralasan (stok vaksin, 3 September)."},
    {"title": "Perilaku kerja: sesuai ekspektasi", "small": "6 umpan balik, 1 catatan perbaikan."},
    {"title": "Sel matriks: sesuai × sesuai = Baik", "small": "PermenPANRB 6/2022, Lampiran IV.B.3"},
)
COUNTS = {"SANGAT_BAIK": 2, "BAIK": 8, "BUTUH_PERBAIKAN": 2, "KURANG": 0, "SANGAT_KURANG": 0}
GUIDANCE = {"SANGAT_BAIK": Decimal(20), "BAIK": Decimal(60), "BUTUH_PERBAIKAN": Decimal(20)}
COURSE = (*map(Decimal, (8, 17, 25, 31)), None, *map(Decimal, (52, 60, 66, 71, 80)))
TEAM = (
    {"name": "Siti Aminah, A.Md.Kep.", "post": "Perawat Mahir", "pct": Decimal(104), "proof": 3, "result": "meets",
     "behaviour": "meets", "predikat": "Baik", "tone": "good"},
    {"name": "Rudi Saputra", "post": "Bidan Ahli Pertama", "pct": Decimal("118.25"), "proof": 5, "result": "above",
     "behaviour": "above", "predikat": "Sangat Baik", "tone": "good"},
    {"name": "Maria Latuconsina", "post": "Sanitarian Terampil", "pct": Decimal("81.4"), "proof": 2, "result": "below",
     "behaviour": "meets", "predikat": "Butuh Perbaikan", "tone": "warn"},
    {"name": "Yusuf Tehupelasury", "post": "Pengadministrasi", "pct": None, "proof": 0, "result": "", "behaviour": "",
     "predikat": "Belum lengkap", "tone": ""},
)
TONES = (("good", "Baik"), ("warn", "Butuh Perbaikan"), ("bad", "Dikembalikan"), ("info", "Diperiksa"), ("", "Belum lengkap"))
SURFACES = ("paper", "card", "sunken", "ink", "ink-2", "line", "line-2", "accent", "accent-soft", "good", "good-soft",
            "warn", "warn-soft", "info", "info-soft")


def data(*, bound: bool) -> dict[str, Any]:
    """The gallery's template data; `bound` shows the form as it comes back with problems."""
    wrong = Sample({f"wrong-{name}": value for name, value in BAD_INPUT.items()}, prefix="wrong")
    return {
        "empty_form": Sample(), "wrong_form": wrong if bound else Sample(prefix="wrong"), "bound": bound, "choices": CHOICES,
        "steps": STEPS, "todos": TODOS, "chain": CHAIN, "counts": COUNTS, "guidance": GUIDANCE, "course": COURSE,
        "target": Decimal(92), "nothing": (None, None, None), "team": TEAM, "tones": TONES, "surfaces": SURFACES,
        "pages": Paginator(range(1_234), 50).page(2), "attrs": {"data-example": "hx-post"},
        "decimal": Decimal("1250000.50"), "exact": Decimal("88.310"),
    }
