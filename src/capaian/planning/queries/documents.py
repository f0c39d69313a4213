"""What may be printed, and that it was: opening a form of somebody's plan is noted."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused
from capaian.planning.models import RoleMatrix, Skp, SkpVersion
from capaian.planning.queries.family import leads
from capaian.planning.queries.skps import get_skp_to_print_for


def get_leading_skp_to_print_for(actor: Actor, pk: int) -> Skp:
    """The SKP of somebody who leads, for the forms that only they have. Refused for others' SKPs."""
    skp = get_skp_to_print_for(actor, pk)
    if not leads(skp):
        raise Refused(
            _("Manual indikator kinerja (format A.1.3) dibuat untuk SKP pejabat pimpinan tinggi dan pimpinan unit kerja mandiri.")
        )
    return skp


def get_version_to_print_for(actor: Actor, pk: int, number: int) -> SkpVersion:
    """One version of an SKP that this person may read."""
    skp = get_skp_to_print_for(actor, pk)
    version: SkpVersion | None = SkpVersion.objects.filter(skp=skp, number=number).first()
    if version is None:
        raise Http404
    version.skp = skp
    return version


def get_matrix_to_print_for(actor: Actor, pk: int) -> RoleMatrix:
    """The matrix of a leader's SKP."""
    skp = get_skp_to_print_for(actor, pk)
    matrix: RoleMatrix | None = RoleMatrix.objects.filter(skp=skp).select_related("unit", "team").first()
    if matrix is None:
        raise Http404
    matrix.skp = skp
    return matrix
