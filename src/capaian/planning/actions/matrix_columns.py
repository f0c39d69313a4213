"""What a matrix asks before a column of it disappears."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from capaian.foundation.errors import Refused
from capaian.planning.models import Indicator, MatrixCell, ResultPlan


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
