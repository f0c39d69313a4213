"""Who holds what, and roles lent to colleagues."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation.actor import CAPACITY, Role
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.forms import tell
from capaian.foundation.permissions import require
from capaian.foundation.roles import LONGEST_LENDING, ROLES
from capaian.people.actions import roles as actions
from capaian.people.forms.roles import GrantForm, LendingForm, ReasonForm
from capaian.people.permissions.roles import grantable, may_grant_roles, may_take_back_role
from capaian.people.queries import roles as queries

PER_PAGE = 25


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody with a role, now, soon or formerly."""
    today, wanted = timezone.localdate(request.now), queries.GrantFilter.read(request.GET.dict())
    page = Paginator(queries.grants_for(request.actor, wanted, today), PER_PAGE).get_page(request.GET.get("page"))
    mine = grantable(request.actor)
    for grant in page.object_list:
        grant.facts = ROLES[Role(grant.role)]
        grant.may_end = grant.role in mine and wanted.show != "past"
    context = {
        "page_obj": page, "wanted": wanted, "roles": [(role.value, facts) for role, facts in ROLES.items() if facts.granted_by],
        "may_grant": bool(may_grant_roles(request.actor)),
    }
    return render(request, "people/roles.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def granting(request: HttpRequest) -> HttpResponse:
    """Give somebody a role."""
    require(may_grant_roles(request.actor))
    today, roles = timezone.localdate(request.now), grantable(request.actor)
    form = GrantForm(request.POST or None, agency_id=request.actor.agency_id, roles=roles, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            grant = actions.grant_role(**form.values(), by=request.actor, at=request.now)
        except InvalidInput as error:
            tell(form, error.problems)
        else:
            messages.success(request, _("%(name)s: peran diberikan.") % {"name": grant.employee.name})
            if warning := actions.warning_of(grant, today):
                messages.warning(request, warning)
            return redirect("people:roles")
    context = {"form": form, "facts": [ROLES[role] for role in roles]}
    return render(request, "people/role_new.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revocation(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Take a role back, with a reason."""
    grant = queries.get_grant_for(request.actor, grant_id)
    require(may_take_back_role(request.actor, grant, last=queries.is_last(grant, timezone.localdate(request.now))))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.take_back_role(grant=grant, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)
        messages.success(request, _("%(name)s: peran dicabut.") % {"name": grant.employee.name})
        return redirect("people:roles")
    context = {"form": form, "grant": grant, "facts": ROLES[Role(grant.role)]}
    return render(request, "people/role_revocation.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: HttpRequest) -> HttpResponse:
    """What I lent and what was lent to me; POST lends one of my roles."""
    today = timezone.localdate(request.now)
    grants = queries.own_grants_of(request.actor, today)
    form = LendingForm(request.POST or None, agency_id=request.actor.agency_id, grants=grants, today=today)
    if request.method == "POST" and not grants:
        raise Refused(_("Anda tidak memegang peran yang dapat dipinjamkan."))
    if request.method == "POST" and form.is_valid():
        try:
            lending = actions.lend_role(**form.values(), by=request.actor, at=request.now)
        except InvalidInput as error:
            tell(form, error.problems)
        else:
            messages.success(request, _("%(name)s: peran dipinjamkan.") % {"name": lending.delegate.name})
            return redirect("people:delegations")
    return render(request, "people/delegations.html", _desk(request, form, grants), status=422 if form.errors else 200)


def _desk(request: HttpRequest, form: Form, grants: list[Any]) -> dict[str, Any]:
    today = timezone.localdate(request.now)
    usable = set(queries.usable_lendings_of(request.actor, today).values_list("pk", flat=True))
    page = Paginator(queries.lendings_for(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    for one in page.object_list:
        one.facts, one.mine = ROLES[Role(one.role)], one.lender_id == request.actor.employee_id
        one.over = one.ended_at is not None or one.end < today
        one.usable = one.pk in usable and one.delegate_id == request.actor.employee_id
        one.coming = not one.over and one.start > today
        one.in_use = one.pk == request.actor.capacity_id
    return {"form": form, "grants": grants, "page_obj": page, "longest": LONGEST_LENDING}


@login_required
@require_POST
def delegation_end(request: HttpRequest, lending_id: int) -> HttpResponse:
    """Take a lent role back before its end."""
    lending = queries.get_lending_to_end_for(request.actor, lending_id)
    actions.end_lending(lending=lending, by=request.actor, at=request.now)
    messages.success(request, _("%(name)s: peminjaman diakhiri.") % {"name": lending.delegate.name})
    return redirect("people:delegations")


@login_required
@require_POST
def capacity(request: HttpRequest, lending_id: int) -> HttpResponse:
    """Act on the lender's behalf from now on, until one ends it or it ends."""
    lending = queries.get_lending_to_use_for(request.actor, lending_id)
    actions.use_lending(lending=lending, by=request.actor, at=request.now)
    request.session[CAPACITY] = lending.pk
    return redirect("home")


@login_required
@require_POST
def capacity_end(request: HttpRequest) -> HttpResponse:
    """Be oneself again."""
    request.session.pop(CAPACITY, None)
    return redirect("people:delegations")
