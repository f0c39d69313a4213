"""Performance agreements: who promises what to whom, with which means, and since when that stands."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation.language import told
from capaian.foundation.permissions import require
from capaian.kernel.calendar import year_in
from capaian.kernel.numbers import whole_number
from capaian.planning import queries as planning
from capaian.planning.actions import agreements as actions
from capaian.planning.actions.agreements import AgreementDraft, Budget
from capaian.planning.documents.agreement import agreement_document, agreement_file_name
from capaian.planning.forms.fields import kept_rows
from capaian.planning.forms.objectives import AgreementForm, ReopeningForm, budget_rows
from capaian.planning.permissions.objectives import may_edit_agreement, may_fix_agreement, may_reopen_agreement
from capaian.planning.queries import agreements as queries
from capaian.planning.rules.agreements import doubtful_in, missing_in
from capaian.planning.views.editing import edit_page, sent, version

PER_PAGE = 25
SHOW_AND_SEND = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def agreement_list(request: HttpRequest) -> HttpResponse:
    """The units of a year with their agreements, what is missing and how long is left."""
    today = timezone.localdate(request.now)
    years = planning.performance_years_for(request.actor)
    year = year_in(request.GET.get("year"), today.year)
    search = request.GET.get("q", "").strip()[:100]
    units = queries.units_with_agreements_for(request.actor, year, today, search)
    page = Paginator(units, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page, "rows": queries.agreements_of(request.actor, list(page), year, today), "year": year,
        "years": sorted({year, *years}, reverse=True),
        "search": search,
    }
    return render(request, "planning/objectives/agreements.html", context)


@login_required
@require_POST
def agreement_new(request: HttpRequest) -> HttpResponse:
    """Begin the agreement of a unit and year, the head's superior filled in."""
    today = timezone.localdate(request.now)
    unit = planning.get_unit_for(request.actor, whole_number(request.POST.get("unit")), today)
    year = planning.get_performance_year_for(request.actor, year_in(request.POST.get("year"), today.year))
    agreement = actions.begin_agreement(unit=unit, performance_year=year, by=request.actor, at=request.now)
    return redirect("planning:performance_agreement", agreement.pk)


@login_required
@require_safe
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreement as it stands; everybody of the agency reads."""
    agreement = queries.get_agreement_for(request.actor, pk)
    today = timezone.localdate(request.now)
    objectives = list(queries.promised_by(agreement))
    facts = queries.agreement_facts(agreement, objectives)
    may_fix = bool(may_fix_agreement(request.actor, agreement, today))
    context = {
        "agreement": agreement, "objectives": objectives, "missing": [told(one) for one in missing_in(facts)],
        "alone": facts.alone, "doubtful": [told(one) for one in doubtful_in(facts)], "may_edit": may_fix, "may_fix": may_fix,
        "may_reopen": bool(may_reopen_agreement(request.actor, agreement)),
        "holder": queries.holder_of(agreement.first_party, agreement.fixed_on or today),
        "total": sum(one.amount for one in agreement.budget_lines.all()),
        "due": queries.agreement_due(agreement.unit, agreement.performance_year, today),
    }
    return render(request, "planning/objectives/agreement.html", context)


@login_required
@SHOW_AND_SEND
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Parties, number and budget."""
    agreement = queries.get_agreement_for(request.actor, pk)
    require(may_edit_agreement(request.actor, agreement, timezone.localdate(request.now)))
    positions = queries.positions_to_sign_for(request.actor, agreement)
    form = AgreementForm(sent(request), agreement=agreement, positions=positions)
    rows = budget_rows(agreement, list(queries.promised_by(agreement)), sent(request))

    def save() -> None:
        actions.change_agreement(
            agreement=agreement, draft=_draft(form, rows), version=version(request), by=request.actor, at=request.now,
        )

    to = reverse("planning:performance_agreement", args=[pk])
    context = {
        "agreement": agreement, "rows": rows, "back": to,
        "version": planning.version_of([agreement, *agreement.budget_lines.all()]),
    }
    return edit_page(
        request, "planning/objectives/agreement_form.html", context, form=form, save=save, to=to,
        said=_("Perjanjian kinerja tersimpan."),
    )


@login_required
@require_POST
def agreement_fixing(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = queries.get_agreement_for(request.actor, pk)
    actions.fix_agreement(agreement=agreement, by=request.actor, at=request.now)
    messages.success(request, _("Perjanjian kinerja ditetapkan. Sasaran dan targetnya sekarang tetap."))
    return redirect("planning:performance_agreement", pk)


@login_required
@SHOW_AND_SEND
def agreement_reopening(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = queries.get_agreement_for(request.actor, pk)
    require(may_reopen_agreement(request.actor, agreement))
    form = ReopeningForm(sent(request))

    def save() -> None:
        actions.reopen_agreement(agreement=agreement, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)

    to = reverse("planning:performance_agreement", args=[pk])
    return edit_page(
        request, "planning/objectives/reopening.html", {"agreement": agreement, "back": to}, form=form, save=save, to=to,
        said=_("Perjanjian kinerja dibuka kembali."),
    )


@login_required
@require_safe
def agreement_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The performance agreement as PDF."""
    agreement = queries.get_agreement_for(request.actor, pk)
    response = HttpResponse(agreement_document(agreement, timezone.localdate(request.now)), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, agreement_file_name(agreement))
    return response


def _draft(form, rows) -> AgreementDraft:
    kept = [row.cleaned_data for row in kept_rows(rows)]
    given = form.cleaned_data
    return AgreementDraft(
        whole_number(given["first_party"]), given["second_party"], given["second_party_post"], given["number"],
        [Budget(row["program"], row["amount"], row["source"], whole_number(row["objective"])) for row in kept],
    )
