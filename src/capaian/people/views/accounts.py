"""Links into accounts: making one for a colleague, for the people of a unit, and using one."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation import tenancy
from capaian.foundation.accounts import digest
from capaian.foundation.errors import InvalidInput
from capaian.foundation.forms import tell
from capaian.foundation.models import User
from capaian.people import letters
from capaian.people.actions import accounts as actions
from capaian.people.forms.accounts import BulkLinkForm, FirstPasswordForm, LinkForm
from capaian.people.queries import accounts as queries

PER_PAGE = 25
SHOWS = (
    (queries.Show.EVERY, gettext_lazy("Semua")), (queries.Show.NONE, gettext_lazy("Belum dibuka")),
    (queries.Show.LINK, gettext_lazy("Memegang tautan")), (queries.Show.WEAK, gettext_lazy("Perlu verifikasi dua langkah")),
)
KEPT = "account_link"  # in the session: the digest of the link, so that the token leaves the address
insist_sure = reauthentication_required(app="allauth.account")(lambda request: None)  # raises where it was not proven lately


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The accounts of the agency, or of the units one manages: who has one, who waits, whose sign-in is too weak."""
    show, search = request.GET.get("show", ""), request.GET.get("q", "").strip()
    chosen = queries.Show(show) if show in set(queries.Show) else queries.Show.EVERY
    rows = queries.accounts_for(request.actor, chosen, search, request.now)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/accounts/accounts.html", {"page_obj": page, "show": chosen, "search": search, "shows": SHOWS})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def account(request: HttpRequest, employee_id: int) -> HttpResponse:
    """How somebody's account stands; a new link is shown on the answer, once."""
    found = queries.get_account_for(request.actor, employee_id, request.now)
    form = _asked(request, LinkForm)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_link(employee=found.employee, **form.cleaned_data, by=request.actor, at=request.now)
        except InvalidInput as problem:
            tell(form, problem.problems)
        else:
            letter = letters.Letter(found.email, made.link, _address(request, made))
            shown = {"account": found, "letter": letter, "mailed": letters.send([letter])}
            return render(request, "people/accounts/made.html", shown)
    return render(request, "people/accounts/account.html", {"account": found, "form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def revocation(request: HttpRequest, link_id: int) -> HttpResponse:
    """Take a link back."""
    found = queries.get_link_for(request.actor, link_id, request.now)
    actions.revoke_link(link=found.row, by=request.actor, at=request.now)
    messages.success(request, _("Tautan dicabut."))
    return redirect("people:account", found.row.employee_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unopened(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Who has no account yet in a unit; the links of the next hundred are shown on the answer, once."""
    found = queries.unopened_for(request.actor, unit_id, request.now)
    form = _asked(request, BulkLinkForm)
    if request.method == "POST" and form.is_valid():
        wanted = set(request.POST.getlist("employee"))
        people = [person for person in found.people if str(person.pk) in wanted]
        try:
            made = actions.invite_people(people=people, **form.cleaned_data, by=request.actor, at=request.now)
        except InvalidInput as problem:
            tell(form, problem.problems)
        else:
            sent = [letters.Letter(one.link.employee.email, one.link, _address(request, one)) for one in made]
            shown = {"found": found, "letters": sent, "mailed": letters.send(sent)}
            return render(request, "people/accounts/invited.html", shown)
    return render(request, "people/accounts/unopened.html", {"found": found, "form": form}, status=422 if form.errors else 200)


@require_safe
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The address that was handed over: the token goes into the session, and out of the address and the logs' referrers."""
    kept = digest(token)
    if queries.live_link(kept, request.now) is None:
        return _gone(request)
    request.session[KEPT] = kept
    return redirect("people:link_password")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password1", "password2")
def link_password(request: HttpRequest) -> HttpResponse:
    """The first or a new password, behind a link."""
    found = queries.live_link(request.session.get(KEPT, ""), request.now)
    if found is None:
        return _gone(request)
    person = found.employee
    user = person.user or User(username=person.nip, first_name=person.name[:150], email=person.email)
    form = FirstPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        with tenancy.scoped_to(person.agency_id):
            actions.use_link(link=found, password=form.cleaned_data["password1"], by=queries.actor_of(found), at=request.now)
        logout(request)  # whoever was signed in here, perhaps the maker of the link
        messages.success(request, _("Kata sandi disimpan. Silakan masuk."))
        return redirect("account_login")
    return render(request, "people/accounts/link.html", {"link": found, "form": form}, status=422 if form.errors else 200)


def _asked(request: HttpRequest, form: type[LinkForm | BulkLinkForm]) -> LinkForm | BulkLinkForm:
    """The form; before anything is made, whoever asks proves once more to be the one who signed in."""
    if request.method != "POST":
        return form()
    insist_sure(request)
    return form(request.POST)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "people/accounts/gone.html", {"reason": _(actions.GONE)}, status=404)


def _address(request: HttpRequest, made: actions.Made) -> str:
    return request.build_absolute_uri(reverse("people:link", args=[made.token]))
