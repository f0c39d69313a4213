"""From the matrix into SKPs: by the leader for everybody who is drafting, or by each employee."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from capaian.foundation.errors import InvalidInput
from capaian.foundation.permissions import require
from capaian.kernel.numbers import whole_number, whole_numbers
from capaian.planning import queries as planning
from capaian.planning.actions import matrix_sending as actions
from capaian.planning.permissions.matrix import may_send_roles, may_take_roles
from capaian.planning.queries import matrix as queries
from capaian.planning.queries.matrix_sending import sendings_of, sendings_to
from capaian.planning.rules.matrix_sending import Obstacle


@login_required
def sending(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets what, what is in the way; a press sends everything that can go."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    if request.method == "POST":
        sent = actions.send_roles(matrix=matrix, by=request.actor, at=request.now)
        words = _("%(roles)s peran masuk ke SKP %(people)s pegawai. Mereka masih menyesuaikan dan menyepakatinya.")
        said = words % {"roles": sent.roles, "people": sent.people} if sent.roles else _("Tidak ada peran yang menunggu dikirim.")
        messages.success(request, said)
        return redirect("planning:matrix_sending", pk)
    rows = sendings_of(matrix, timezone.localdate(request.now))
    context = {
        "matrix": matrix, "rows": rows, "ready": sum(len(row.ready) for row in rows),
        "people": sum(1 for row in rows if row.ready),
        "agreed": sum(1 for row in rows if row.waiting and row.obstacle == Obstacle.AGREED),
        "may_send": bool(may_send_roles(request.actor, matrix)),
    }
    return render(request, "planning/matrix/sending.html", context)


@login_required
def own_roles(request: HttpRequest, skp_pk: int) -> HttpResponse:
    """The roles that wait for one's own SKP; a press takes the ticked ones over."""
    skp = planning.get_skp_for(request.actor, skp_pk)
    problems = ()
    if request.method == "POST":
        require(may_take_roles(request.actor, skp))
        cells = whole_numbers(request.POST.getlist("cell"))
        try:
            count = actions.take_roles(skp=skp, cells=cells, by=request.actor, at=request.now)
        except InvalidInput as error:
            problems = error.problems
        else:
            messages.success(request, _("%(count)s peran masuk ke SKP Anda. Lengkapi indikatornya.") % {"count": count})
            return redirect("planning:skp", skp.pk)
    offers = sendings_to(skp, timezone.localdate(request.now))
    context = {
        "skp": skp, "offers": offers, "problems": problems, "may_take": bool(may_take_roles(request.actor, skp)),
        "takeable": any((offer.waiting or offer.declined) and not offer.obstacle for offer in offers),
        "changed": any(offer.changed for offer in offers),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "planning/matrix/own_roles.html", context, status=status)


@login_required
@require_POST
def own_changes(request: HttpRequest, skp_pk: int) -> HttpResponse:
    """Roles that the leader changed after they were taken over: the new words, or one's own."""
    skp = planning.get_skp_for(request.actor, skp_pk)
    answers = {
        number: text for name, text in request.POST.items()
        if name.startswith("answer-") and (number := whole_number(name.removeprefix("answer-"))) is not None
    }
    count = actions.settle_changes(skp=skp, answers=answers, by=request.actor, at=request.now)
    said = _("%(count)s perbedaan diputuskan.") % {"count": count} if count else _("Pilih dulu teks mana yang berlaku.")
    messages.success(request, said)
    return redirect("planning:matrix_roles", skp.pk)
