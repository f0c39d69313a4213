"""The role-result matrix: list, start, the grid, one person, the people in it."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from capaian.foundation.permissions import require
from capaian.kernel.calendar import year_in
from capaian.planning.actions import matrix as actions
from capaian.planning.forms.matrix import AddPersonForm
from capaian.planning.permissions.matrix import may_edit_matrix
from capaian.planning.queries import matrix as queries
from capaian.planning.queries import performance_years_for
from capaian.planning.queries.matrix_own import get_row_of
from capaian.planning.views.editing import confirm_page, edit_page, sent
from capaian.planning.views.matrix_showing import drawn, lines_of, typed_cells, written_words


@login_required
@require_safe
def matrix_list(request: HttpRequest) -> HttpResponse:
    """The matrices one leads, is in, or manages; and what one may start."""
    today = timezone.localdate(request.now)
    year = year_in(request.GET.get("year"), today.year)
    context = {
        "matrices": queries.matrices_for(request.actor, year), "startable": queries.leading_skps_for(request.actor, year),
        "year": year, "years": sorted({today.year, *performance_years_for(request.actor)}, reverse=True),
    }
    return render(request, "planning/matrix/list.html", context)


@login_required
def matrix_new(request: HttpRequest, skp_pk: int) -> HttpResponse:
    """Who would be in it; a press makes it."""
    today = timezone.localdate(request.now)
    skp = queries.get_skp_to_lead_from(request.actor, skp_pk, today)
    if request.method == "POST":
        matrix = actions.start_matrix(skp=skp, by=request.actor, at=request.now)
        return redirect("planning:matrix", matrix.pk)
    context = {"skp": skp, "people": queries.people_to_share_with(skp, today), "level": queries.level_of(skp)}
    return render(request, "planning/matrix/new.html", context)


@login_required
def matrix_grid(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole matrix. A POST is the one save of a browser without scripts."""
    matrix = queries.get_matrix_for(request.actor, pk)
    outcome = None
    if request.method == "POST":
        require(may_edit_matrix(request.actor, matrix))
        cells = typed_cells(request.POST)
        outcome = actions.write_cells(matrix=matrix, cells=cells, by=request.actor, at=request.now)
        if not (outcome.conflicts or outcome.problems):
            messages.success(request, written_words(outcome))
            return redirect("planning:matrix", pk)
    grid = queries.grid_of(matrix, timezone.localdate(request.now), actor=request.actor)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if outcome else HTTPStatus.OK
    return render(request, "planning/matrix/grid.html", drawn(request, grid, outcome), status=status)


@login_required
def matrix_row(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """One person's cells below each other: for a phone, and for whoever prefers one person at a time."""
    matrix = queries.get_matrix_for(request.actor, pk)
    row = get_row_of(matrix, row_pk)
    outcome = None
    if request.method == "POST":
        require(may_edit_matrix(request.actor, matrix))
        cells = typed_cells(request.POST, row_pk)
        outcome = actions.write_cells(matrix=matrix, cells=cells, by=request.actor, at=request.now)
        if not (outcome.conflicts or outcome.problems):
            messages.success(request, written_words(outcome))
            return redirect("planning:matrix_row", pk, row_pk)
    grid = queries.grid_of(matrix, timezone.localdate(request.now), actor=request.actor)
    places = [one.key for one in grid.people]
    here = places.index(row.pk)
    context = drawn(request, grid, outcome, only=row.pk) | {
        "person": grid.people[here], "before": grid.people[here - 1] if here else None,
        "after": grid.people[here + 1] if here + 1 < len(places) else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if outcome else HTTPStatus.OK
    return render(request, "planning/matrix/row.html", context, status=status)


@login_required
@require_POST
def matrix_cells(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """Save what changed in a row; answered by the row's state and what is missing now."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    row = get_row_of(matrix, row_pk)
    dropped = request.POST.get("drop", "")
    given = [one for one in typed_cells(request.POST, row.pk) if f"{one.row}-{one.column}" != dropped]
    outcome = actions.write_cells(matrix=matrix, cells=given, by=request.actor, at=request.now)
    grid = queries.grid_of(matrix, timezone.localdate(request.now))
    line = lines_of(grid, outcome, only=row.pk, sent=given)[0]
    context = {
        "matrix": matrix, "grid": grid, "line": line, "outcome": outcome, "gaps": grid.gaps, "saved": True,
        "dropped": [place for place in line.places if f"{row.pk}-{place.column.key}" == dropped],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if outcome.problems or outcome.conflicts else HTTPStatus.OK
    return render(request, "planning/matrix/_saved.html", context, status=status)


@login_required
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Add somebody of another unit."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    form = AddPersonForm(request.actor.agency_id, sent(request))

    def save() -> None:
        actions.add_person(matrix=matrix, employee=form.cleaned_data["employee"], by=request.actor, at=request.now)

    return edit_page(
        request, "planning/matrix/people.html", {"matrix": matrix}, form=form, save=save,
        to=reverse("planning:matrix", args=[pk]), said=_("Pegawai ditambahkan ke matriks."),
    )


@login_required
@require_POST
def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Add everybody who belongs in it by now."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    count = actions.renew_people(matrix=matrix, by=request.actor, at=request.now)
    words = ngettext("%(count)d pegawai ditambahkan.", "%(count)d pegawai ditambahkan.", count) % {"count": count}
    messages.success(request, words if count else _("Semua pegawai yang seharusnya ada sudah ada di matriks."))
    return redirect("planning:matrix", pk)


@login_required
def row_removal(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """Take a person out."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    row = get_row_of(matrix, row_pk)

    def act() -> None:
        actions.remove_person(row=row, by=request.actor, at=request.now)

    context = {"what": _("pegawai dari matriks"), "statement": row.employee.name}
    to = reverse("planning:matrix", args=[pk])
    return confirm_page(request, context, act=act, to=to, said=_("Pegawai dikeluarkan dari matriks."))
