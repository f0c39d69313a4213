"""Filling many cells at once: a text for many, TIDAK ADA PERAN, templates, last year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from capaian.foundation.errors import InvalidInput
from capaian.foundation.forms import tell
from capaian.kernel.numbers import whole_number, whole_numbers
from capaian.planning.actions import matrix_filling as actions
from capaian.planning.actions import templates
from capaian.planning.forms.matrix import AssignForm, PeopleForm
from capaian.planning.queries import matrix as queries
from capaian.planning.queries.matrix_last_year import last_year_of
from capaian.planning.queries.matrix_own import get_row_of
from capaian.planning.queries.matrix_templates import get_template_for
from capaian.planning.views.matrix_showing import drawn


@login_required
@require_POST
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """One text for everybody of a post title, everybody, or the ticked, in one column."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    grid = queries.grid_of(matrix, timezone.localdate(request.now))
    form = AssignForm(grid, request.POST, whole_numbers(request.POST.getlist("person")))

    def act() -> int:
        return actions.assign_text(
            matrix=matrix, column=form.cleaned_data["column"], text=form.given(), rows=form.rows(), by=request.actor,
            at=request.now,
        )

    return _filled(request, grid, form, act, "assign")


@login_required
@require_POST
def no_role(request: HttpRequest, pk: int) -> HttpResponse:
    """TIDAK ADA PERAN in every empty cell, of one column or one row where named."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    row = whole_number(request.POST.get("row"))
    count = actions.fill_no_role(
        matrix=matrix, column=whole_number(request.POST.get("column")), row=row, by=request.actor, at=request.now
    )
    messages.success(request, _said(count))
    return redirect("planning:matrix_row", pk, row) if row else redirect("planning:matrix", pk)


@login_required
@require_POST
def template_saving(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a row as a template for people of the same post."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    row = get_row_of(matrix, whole_number(request.POST.get("row"), 0))
    try:
        made, count = templates.save_template(
            row=row, name=request.POST.get("name", ""), spread="spread" in request.POST, by=request.actor, at=request.now
        )
    except InvalidInput as error:
        grid = queries.grid_of(matrix, timezone.localdate(request.now))
        context = drawn(request, grid, None) | {"told": error.problems}
        return render(request, "planning/matrix/grid.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    said = _("Templat “%(name)s” tersimpan.") % {"name": made.name}
    messages.success(request, f"{said} {_said(count)}" if count else said)
    return redirect("planning:matrix", pk)


@login_required
@require_POST
def template_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a template into the cells of everybody of a post title, everybody, or the ticked."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    grid = queries.grid_of(matrix, timezone.localdate(request.now))
    form = PeopleForm(grid, request.POST, whole_numbers(request.POST.getlist("person")), prefix="template")
    template = get_template_for(request.actor, whole_number(request.POST.get("template")))

    def act() -> int:
        return templates.apply_template(matrix=matrix, template=template, rows=form.rows(), by=request.actor, at=request.now)

    return _filled(request, grid, form, act, "for_template")


@login_required
def last_year(request: HttpRequest, pk: int) -> HttpResponse:
    """What people had agreed for last year, as a start: proposed, ticked, taken over."""
    matrix = queries.get_matrix_to_edit_for(request.actor, pk)
    problems: Sequence[object] = ()
    if request.method == "POST":
        chosen = whole_numbers(request.POST.getlist("result"))
        try:
            count = actions.start_from_last_year(matrix=matrix, results=chosen, by=request.actor, at=request.now)
        except InvalidInput as error:
            problems = error.problems
        else:
            messages.success(request, _said(count))
            return redirect("planning:matrix", pk)
    grid = queries.grid_of(matrix, timezone.localdate(request.now))
    context = {"matrix": matrix, "proposals": last_year_of(grid, request.actor), "problems": problems}
    return render(request, "planning/matrix/last_year.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else 200)


def _filled(request: HttpRequest, grid: queries.Grid, form: PeopleForm, act: Callable[[], int], name: str) -> HttpResponse:
    """Do it and go back to the grid; or show the grid again with the reasons beside the fields."""
    if form.is_valid():
        try:
            count = act()
        except InvalidInput as error:
            tell(form, error.problems)
        else:
            messages.success(request, _said(count))
            return redirect("planning:matrix", grid.matrix.pk)
    context = drawn(request, grid, None) | {name: form, "opened": name, "ticked": form.ticked}
    return render(request, "planning/matrix/grid.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _said(count: int) -> str:
    if not count:
        return _("Tidak ada sel yang berubah: isinya sudah ada.")
    return ngettext("%(count)d sel diisi.", "%(count)d sel diisi.", count) % {"count": count}
