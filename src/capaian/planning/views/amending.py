"""What the page of an SKP says about its changes: which version stands, which change is open, what it would change."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from capaian.planning import workflow
from capaian.planning.models import Skp
from capaian.planning.permissions.amendments import may_discard_amendment, may_open_amendment
from capaian.planning.queries.successions import clarifies_with, open_amendment_of
from capaian.planning.queries.versions import content_of, let_go_by, stored_content, version_made_by
from capaian.planning.rules.difference import difference
from capaian.planning.views.changes import shown


def amending_of(request: HttpRequest, skp: Skp) -> dict[str, Any]:
    """The context of `amendments/panel.html`. Of an agreed SKP two queries, for who may change it; of a change that is being
    made those that read what it changes; none otherwise."""
    if skp.amends_id is not None:
        return {"amending": _of_copy(request, skp)}
    if not may_open_amendment(request.actor, skp):
        return {"amending": {}}
    opened = open_amendment_of(skp)
    named = None if opened is not None else clarifies_with(skp, timezone.localdate(request.now))
    return {"amending": {"may_open": opened is None, "opened": opened, "named": named}}


def _of_copy(request: HttpRequest, skp: Skp) -> dict[str, Any]:
    context: dict[str, Any] = {"first": next(iter(skp.statuses.all()), None)}
    if skp.state in workflow.OPEN_STATES:
        assert skp.amends_id is not None
        context["changed"] = shown(difference(stored_content(skp.amends_id), content_of(skp)))
        context["let_go"] = let_go_by(skp)
        discards = skp.WORKFLOW.find("discard", skp.state) is not None
        context["may_discard"] = discards and bool(may_discard_amendment(request.actor, skp))
    elif skp.state == workflow.MERGED:
        context["became"] = version_made_by(skp)
    return context
