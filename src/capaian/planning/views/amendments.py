"""Changing an agreed SKP, and reading what was agreed before."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation.permissions import require
from capaian.planning import queries
from capaian.planning.actions.amendments import discard_amendment, open_amendment
from capaian.planning.actions.study import start_study
from capaian.planning.actions.successions import clarify_anew
from capaian.planning.forms.amendments import AmendmentForm, StudyForm
from capaian.planning.models import AnnexSection, Skp
from capaian.planning.permissions.amendments import may_discard_amendment, may_open_amendment
from capaian.planning.queries.successions import open_amendment_of
from capaian.planning.queries.versions import get_version_for, versions_for
from capaian.planning.rules.content import from_json
from capaian.planning.rules.difference import difference
from capaian.planning.rules.study import GUIDES
from capaian.planning.views.changes import shown
from capaian.planning.views.editing import edit_page, sent


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why it changes; then the working copy is drafted like any SKP."""
    skp = _to_change(request, pk)
    form, made = AmendmentForm(sent(request), initial={"basis": request.GET.get("basis", "")}), []

    def save() -> None:
        made.append(open_amendment(skp=skp, by=request.actor, at=request.now, **form.cleaned_data))

    return edit_page(
        request, "planning/amendments/amendment.html", {"skp": skp, "opened": open_amendment_of(skp)}, form=form, save=save,
        to=lambda: reverse("planning:skp", args=[made[0].pk]), said=_began(skp),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study(request: HttpRequest, pk: int) -> HttpResponse:
    """Study leave begins: its expectations come to the running SKP."""
    skp = _to_change(request, pk)
    form, made = StudyForm(sent(request)), []

    def save() -> None:
        made.append(start_study(skp=skp, draft=form.draft(), by=request.actor, at=request.now))

    return edit_page(
        request, "planning/amendments/study.html", {"skp": skp, "guides": GUIDES}, form=form, save=save,
        to=lambda: reverse("planning:skp", args=[made[0].pk]), said=_began(skp),
    )


@login_required
@require_POST
def clarification(request: HttpRequest, pk: int) -> HttpResponse:
    """One button: clarify the expectation with the new appraiser."""
    skp = queries.get_skp_for(request.actor, pk)
    copied = clarify_anew(skp=skp, by=request.actor, at=request.now)
    messages.success(request, _began(skp))
    return redirect("planning:skp", pk=copied.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discarding(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a change up."""
    skp = queries.get_skp_for(request.actor, pk)
    require(may_discard_amendment(request.actor, skp))
    if request.method != "POST":
        return render(request, "planning/amendments/discarding.html", {"skp": skp})
    discard_amendment(amendment=skp, by=request.actor, at=request.now)
    messages.success(request, _("Perubahan dibatalkan. SKP yang disepakati tetap berlaku."))
    return redirect("planning:skp", pk=skp.amends_id)


@login_required
@require_safe
def skp_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was agreed about this SKP, newest first."""
    skp, versions = versions_for(request.actor, pk)
    return render(request, "planning/amendments/versions.html", {"skp": skp, "versions": versions})


@login_required
@require_safe
def skp_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version: what it changed, and all it says."""
    version, before = get_version_for(request.actor, pk, number)
    content = from_json(version.content)
    context = {
        "skp": version.skp, "version": version, "content": content,
        "changed": shown(difference(from_json(before.content), content)) if before else None,
        "digest": " ".join(version.digest[place: place + 8] for place in range(0, 64, 8)),
        "annex": [(section.label, [line for line in content.annex if line.place == section]) for section in AnnexSection],
    }
    return render(request, "planning/amendments/version.html", context)


def _to_change(request: HttpRequest, pk: int) -> Skp:
    skp = queries.get_skp_for(request.actor, pk)
    require(may_open_amendment(request.actor, skp))
    return skp


def _began(skp: Skp) -> str:
    words = _("Perubahan SKP %(year)s dimulai. SKP yang disepakati tetap berlaku sampai kedua pihak menyetujui perubahan ini.")
    return words % {"year": skp.performance_year.year}
