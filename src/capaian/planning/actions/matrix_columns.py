"""What is asked before a result or an indicator disappears: nothing of anybody else may hang below it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from capaian.foundation.errors import Refused
from capaian.planning.models import Indicator, MatrixCell, ResultPlan


def insist_bare(below: Any) -> None:
    """Refuse where somebody's results hang here; `below` is their manager."""
    count = below.count()
    if count:
        words = _("Hasil kerja ini menjadi rujukan bagi %(count)s hasil kerja pegawai lain, jadi belum dapat dihapus.")
        raise Refused(words % {"count": count})


def release_column(gone: ResultPlan | Indicator) -> None:
    """Before a result or an indicator is deleted: refuse where somebody was given a role below it. TIDAK ADA PERAN alone goes
    with its column."""
    if isinstance(gone, ResultPlan):
        cells = MatrixCell.objects.filter(Q(parent=gone) | Q(indicator__result=gone))
    else:
        cells = MatrixCell.objects.filter(indicator=gone)
    count = cells.filter(no_role=False).count()
    if count:
        words = _("Ada %(count)s peran pegawai di bawah bagian ini dalam matriks. Pindahkan atau kosongkan dahulu.")
        raise Refused(words % {"count": count})
    cells.delete()
