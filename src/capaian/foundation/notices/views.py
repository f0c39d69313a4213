"""What one was told: the list, one press to the thing, and how one wants to be told by mail."""

from __future__ import annotations

from django.conf import settings as configured
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from capaian.foundation.errors import InvalidInput
from capaian.foundation.forms import tell
from capaian.foundation.notices import actions, queries
from capaian.foundation.notices.forms import DeliveryForm, NoticeFilter
from capaian.foundation.notices.kinds import label_of
from capaian.foundation.notices.telling import is_own_path

ON_A_PAGE = 30


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    chosen = NoticeFilter(request.GET)
    kind, unread_only = chosen.chosen()
    found = queries.notices_for(request.actor, kind=kind, unread_only=unread_only)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [{"notice": notice, "label": label_of(notice.kind)} for notice in page]
    context = {"page": page, "rows": rows, "filter": chosen, "filtered": bool(kind or unread_only)}
    return render(request, "notices/notices.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark as read and go to the thing: also by a plain link, as in a mail."""
    notice = queries.get_notice_for(request.actor, notice_id)
    actions.mark_read(notice=notice, by=request.actor, at=request.now)
    return redirect(notice.href if is_own_path(notice.href) else "notices:notices")


@login_required
@require_POST
def reading(request: HttpRequest, notice_id: int) -> HttpResponse:
    notice = queries.get_notice_for(request.actor, notice_id)
    actions.mark_read(notice=notice, by=request.actor, at=request.now)
    return redirect("notices:notices")


@login_required
@require_POST
def reading_all(request: HttpRequest) -> HttpResponse:
    actions.mark_all_read(by=request.actor, at=request.now)
    messages.success(request, _("Semua pemberitahuan sudah ditandai dibaca."))
    return redirect("notices:notices")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    chosen = queries.settings_for(request.actor)
    form = DeliveryForm(request.POST if request.method == "POST" else None, chosen)
    try:
        if request.method == "POST" and form.is_valid():
            given = {**form.cleaned_data, "muted": frozenset(form.cleaned_data["muted"])}
            actions.choose_delivery(**given, by=request.actor, at=request.now)
            messages.success(request, _("Cara pemberitahuan tersimpan."))
            return redirect("notices:settings")
    except InvalidInput as invalid:
        tell(form, invalid.problems)
    context = {"form": form, "mail_ready": configured.MAIL_READY}
    return render(request, "notices/settings.html", context, status=422 if form.is_bound else 200)
