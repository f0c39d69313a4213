"""The month and the rating grid on a browser without JavaScript: ordinary forms, sent with a button, lose nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from capaian.evaluation.models import Evaluation
from capaian.evaluation.tests import factories as evaluation
from capaian.planning.tests import factories as planning
from capaian.planning.workflow import AGREED
from tests.system.steps.people import Clock, Desk, box, follow, press, told

ON_TIME = datetime(2026, 10, 6, 1, 14, tzinfo=UTC)


@pytest.fixture
def desk(page_at, sign_in, shot, fits, monkeypatch):
    """Looking leaves out axe, which is a script itself; it read the same pages in the other journeys."""
    def look(page, name: str) -> None:
        shot(page, name)
        fits(page)

    return Desk(page_at, sign_in, look, Clock(monkeypatch, ON_TIME), name="tanpa-skrip", width=390, javascript=False)


@pytest.fixture
def period(cast):
    evaluation.adopt(cast.agency)
    return evaluation.quarter(cast.agency)


def test_a_month_is_kept_and_sent_by_ordinary_forms(desk, cast, period):
    planning.skp(cast.ani, state=AGREED, results=2)
    page = desk.of(cast.ani)
    page.goto("/progress/")
    figures, notes = box(page, "Realisasi bulan ini"), box(page, "Catatan")
    figures.nth(0).fill("tiga puluh")
    notes.nth(1).fill("Data dinas belum terbit")
    press(page, "Simpan dahulu")
    told(page, "“tiga puluh” bukan angka yang dikenal")
    assert (figures.nth(0).input_value(), notes.nth(1).input_value()) == ("tiga puluh", "Data dinas belum terbit")

    figures.nth(0).fill("30")
    press(page, "Simpan dahulu")
    told(page, "Isian tersimpan.")
    told(page, "2 dari 2 terisi")
    desk.look(page, "progres")
    press(page, "Kirim progres Oktober")
    told(page, "Sekarang giliran dr. Budi Hartono untuk memeriksa.")


def test_twenty_choices_and_one_button(desk, cast, period):
    evaluation.agreed(cast.ani)
    evaluation.agreed(evaluation.colleague(cast, 1))
    evaluation.level(cast.unit, period)
    page = desk.of(cast.budi)
    page.goto("/team/")
    for row in page.locator(".rating-grid tbody tr").all():
        for group in row.get_by_role("group").all():
            group.get_by_role("radio", name="Sesuai").check()
    press(page, "Simpan semua penilaian")
    told(page, "Penilaian tersimpan.")
    told(page, "2 orang · 2 lengkap · 0 diterbitkan")
    desk.look(page, "tim")
    press(page, "Terbitkan 2 hasil")
    press(page, "Terbitkan yang dicentang")
    told(page, "2 hasil diterbitkan.")
    assert [one.predikat for one in Evaluation.objects.all()] == ["BAIK", "BAIK"]
    follow(page, "diterbitkan Ani Lestari, A.Md.Kep.")
    told(page, "Ani Lestari, A.Md.Kep.: Baik")
