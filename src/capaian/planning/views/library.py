"""The indicator library: finding, writing, approving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from capaian.foundation.permissions import require
from capaian.planning import queries, workflow
from capaian.planning.actions import library as actions
from capaian.planning.forms.library import LibraryForm, ReasonForm, RevisionForm
from capaian.planning.models import Aspect, LibraryIndicator
from capaian.planning.permissions import may_edit_skp
from capaian.planning.permissions.library import (
    may_add_to_library,
    may_approve_library,
    may_import_library,
    may_switch_hints,
    may_write_library,
)
from capaian.planning.queries import library
from capaian.planning.queries.library_seed import seed_of
from capaian.planning.views.editing import edit_page, sent, version

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PER_PAGE = 25


@login_required
@require_safe
def library_list(request: HttpRequest) -> HttpResponse:
    """Everybody of the agency reads; filters stand in the address."""
    wanted = library.LibraryFilter.read(request.GET.dict())
    page = Paginator(library.library_for(request.actor, wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page, "wanted": wanted, "states": workflow.LIBRARY.labels.items(), "aspects": Aspect.choices,
        "is_filtered": wanted != library.LibraryFilter(),
        "may_add": bool(may_add_to_library(request.actor, timezone.localdate(request.now))),
        "waiting": library.waiting_for(request.actor),
        "may_import": bool(may_import_library(request.actor)), "may_switch": bool(may_switch_hints(request.actor)),
    }
    return render(request, "planning/library/list.html", context)


@login_required
@require_safe
def library_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator as form A.1.3 has it, with its versions and what each said differently."""
    return _shown(request, library.get_library_indicator_for(request.actor, pk), ReasonForm())


@login_required
def library_new(request: HttpRequest) -> HttpResponse:
    """A new indicator; begun from an indicator of one's own plan where the address names one."""
    today = timezone.localdate(request.now)
    require(may_add_to_library(request.actor, today))
    unit = queries.get_unit_for(request.actor, None, today)
    form = LibraryForm(
        sent(request), agency_id=request.actor.agency_id, owner=unit.name if unit else "",
        content=seed_of(request.actor, request.GET.get("indicator", ""), request.GET.get("key", "")),
    )

    made: list[LibraryIndicator] = []

    def save() -> None:
        owner = form.cleaned_data["owner"]
        made.append(actions.add_library_indicator(unit=owner, draft=form.draft(), by=request.actor, at=request.now))

    response = edit_page(
        request, "planning/library/edit.html", {"back": reverse("planning:library_list")}, form=form, save=save,
        to=reverse("planning:library_list"), said=_("Indikator tersimpan sebagai rancangan."),
    )
    return redirect("planning:library_indicator", made[0].pk) if made else response


@login_required
def library_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The wording that is being drafted."""
    indicator = library.get_library_indicator_for(request.actor, pk)
    require(may_write_library(request.actor, indicator.owner, timezone.localdate(request.now)))
    current = library.newest_version(indicator)
    form = RevisionForm(sent(request), agency_id=request.actor.agency_id, content=library.content_of(current))
    back = reverse("planning:library_indicator", args=[pk])
    context = {"indicator": indicator, "back": back, "version": queries.version_of([current])}

    def save() -> None:
        actions.change_library_indicator(
            indicator=indicator, draft=form.draft(), version=version(request), by=request.actor, at=request.now
        )

    return edit_page(
        request, "planning/library/edit.html", context, form=form, save=save, to=back, said=_("Indikator tersimpan.")
    )


@login_required
@require_safe
def library_lookup(request: HttpRequest) -> HttpResponse:
    """Suggestions under “Dari kamus indikator”; a page of its own is the list."""
    name = request.GET.get("name", "")
    text = request.GET.get(name, "") or request.GET.get("q", "")
    if not request.htmx:
        return redirect(f"{reverse('planning:library_list')}?q={text[:100]}")
    options = [(library.written(row), row) for row in library.suggestions_for(request.actor, text.partition(" · ")[0])]
    return render(request, "planning/library/options.html", {"options": options, "name": name, "asked": bool(text.strip())})


@login_required
@require_safe
def library_choice(request: HttpRequest, skp_pk: int, result_pk: int) -> HttpResponse:
    """From what was typed under “Dari kamus indikator” to a new indicator of this result that follows it."""
    result = queries.get_result_for(request.actor, skp_pk, result_pk)
    require(may_edit_skp(request.actor, result.skp))
    address = reverse("planning:indicator_new", args=[skp_pk, result_pk])
    found = library.chosen_version(request.actor.agency_id, request.GET.get("entry", ""))
    if found is None:
        messages.warning(request, _("Tidak ada di kamus. Pilih dari saran, atau tulis sendiri indikatornya."))
        return redirect(address)
    return redirect(f"{address}?definition={found.pk}")


View = Callable[[HttpRequest, int], HttpResponse]


def _verb(act: Callable[..., object], said: StrOrPromise, *, on_what_is_read: bool = False) -> View:
    """The page behind a button: one action about one indicator, then back to it. `on_what_is_read`: refused where the wording
    changed since the page was shown."""

    @login_required
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        more = {"version": version(request)} if on_what_is_read else {}
        act(indicator=library.get_library_indicator_for(request.actor, pk), by=request.actor, at=request.now, **more)
        return _back(request, pk, said)

    return view


def _decision(act: Callable[..., object], said: StrOrPromise) -> View:
    """The page behind a manager's decision, which takes a reason; without a good one the indicator is shown again with 422."""

    @login_required
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        indicator, form = library.get_library_indicator_for(request.actor, pk), ReasonForm(request.POST)
        require(may_approve_library(request.actor, indicator))
        if not form.is_valid():
            return _shown(request, indicator, form, status=422)
        act(indicator=indicator, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)
        return _back(request, pk, said)

    return view


def _back(request: HttpRequest, pk: int, said: StrOrPromise) -> HttpResponse:
    messages.success(request, said)
    return redirect("planning:library_indicator", pk)


library_submission = _verb(actions.offer_library_indicator, _("Diajukan untuk disetujui."))
library_revision = _verb(actions.revise_library_indicator, _("Versi baru dimulai dari yang berlaku."))
library_approval = _verb(actions.approve_library_indicator, _("Indikator disetujui dan berlaku."), on_what_is_read=True)
library_return = _decision(actions.return_library_indicator, _("Dikembalikan kepada unit pemilik."))
library_retirement = _decision(actions.retire_library_indicator, _("Indikator tidak ditawarkan lagi."))


def _shown(request: HttpRequest, indicator: LibraryIndicator, form: ReasonForm, status: int = 200) -> HttpResponse:
    versions = library.versions_of(indicator)
    earlier = [*versions[1:], None]
    rows = [(row, library.changes_between(old, row) if old else []) for row, old in zip(versions, earlier, strict=True)]
    context = {
        "indicator": indicator, "newest": versions[0], "rows": rows, "form": form, "version": queries.version_of([versions[0]]),
        "facts": library.facts_of(versions[0]), "verbs": workflow.LIBRARY.verbs_from(indicator.state),
        "may_write": bool(may_write_library(request.actor, indicator.owner, timezone.localdate(request.now))),
        "may_approve": bool(may_approve_library(request.actor, indicator)), "history": library.history_of(indicator),
        "used": sum(row.used for row in versions), "states": workflow.LIBRARY.labels.items(),
    }
    return render(request, "planning/library/indicator.html", context, status=status)
