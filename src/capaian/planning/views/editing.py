"""What the edit pages have in common: show, try, tell beside the field, keep what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from capaian.foundation.errors import InvalidInput
from capaian.foundation.forms import tell
from capaian.kernel.numbers import whole_number
from capaian.planning.actions.recording import STALE
from capaian.planning.forms.fields import Together
from capaian.planning.queries.freshness import LastChange
from capaian.planning.rules.steps import LAST
from capaian.planning.views.hinting import remind, reminders
from capaian.planning.views.merging import OPENED, compared, fields_of, opened


def edit_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, form: BaseForm, save: Callable[[], object],
    to: str | Callable[[], str], said: str, valid: Callable[[], bool] | None = None,
    changed: Callable[[], LastChange | None] | None = None,
) -> HttpResponse:
    """GET shows the form; a good POST saves, says so and goes to `to` (asked for afterwards where it names
    what was made); a bad one is shown again with 422.

    A formset that the page calls `rows` is judged and summed up with the form.
    Where the record changed since the form was opened (`version` in the context), nothing is saved and the page compares
    what was typed with what is stored now; `changed` says by whom it was changed.
    """
    page = {**context, "form": form}
    if "skp" in context:
        page |= {"back": page_or_step(request, context["skp"].pk), "from_step": _step_of(request)}
    rows = page.get("rows")
    forms = [form]
    if isinstance(rows, BaseFormSet):
        forms, page["together"] = [form, rows], Together(form, *rows)
    bounds = fields_of(page)
    if request.method == "POST" and (valid() if valid else not [one for one in forms if not one.is_valid()]):
        said_better = reminders(request)
        try:
            save()
        except InvalidInput as error:
            tell(form, error.problems)
            if any(problem.field == STALE for problem in error.problems):
                page["stale"] = compared(bounds, request.POST.get(OPENED, ""), changed() if changed else None)
        else:
            messages.success(request, said)
            remind(request, said_better)
            return redirect(to() if callable(to) else to)
    if "version" in context:
        page["opened"] = opened(bounds)
    return render(request, template, page, status=422 if request.method == "POST" else 200)


def confirm_page(
    request: HttpRequest, context: Mapping[str, Any], *, act: Callable[[], object], to: str, said: str
) -> HttpResponse:
    """GET asks whether to delete; POST does it."""
    if request.method == "POST":
        act()
        messages.success(request, said)
        return redirect(to)
    return render(request, "planning/deletion.html", {**context, "back": to})


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, for a form; None on a GET."""
    return request.POST if request.method == "POST" else None


def version(request: HttpRequest) -> str | None:
    """The version that the form was opened with."""
    return request.POST.get("version") or None


def page_or_step(request: HttpRequest, pk: int) -> str:
    """Where an edit of an SKP returns to: the step it was opened from (`?step=7`), or the page of the SKP."""
    step = _step_of(request)
    return reverse("planning:skp_step", args=[pk, step]) if step else reverse("planning:skp", args=[pk])


def _step_of(request: HttpRequest) -> int:
    """The step that an edit was opened from, 0 for none."""
    step = whole_number(request.GET.get("step"), 0) or 0
    return step if 1 <= step <= LAST else 0


def unstopped(name: str) -> str:
    """A name at the end of a sentence: a degree's full stop (`S.Pd.`) is the sentence's, too."""
    return name.removesuffix(".")
