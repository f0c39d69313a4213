"""What evaluation asks of a person: the rows for the home page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation
from capaian.evaluation.queries.organisation import units_for
from capaian.evaluation.queries.overview import people_without_skp_for
from capaian.evaluation.queries.periods import choose_period, local_day, periods_of
from capaian.evaluation.queries.team import unrated_count_of
from capaian.foundation.actor import Actor
from capaian.foundation.language import day_in_words
from capaian.governance.models import EvaluationPeriod
from capaian.people.permissions.scope import manages_units, within_management

Todo = dict[str, str]
RECENT = timedelta(days=30)


def todos_for(actor: Actor, now: datetime, periods: Sequence[EvaluationPeriod] | None = None) -> list[Todo]:
    """Rate the team while the window is open; what keeps others from it, for who manages; read a result that has just
    been published. At most three queries, two more for a manager, one less where the agency's `periods` are at hand."""
    found: list[Todo] = []
    if actor.appraises or manages_units(actor):
        period = choose_period(list(periods_of(actor.agency_id)) if periods is None else periods, now)
        if period is not None and period.window_start <= local_day(period, now) <= period.window_end:
            found += _to_rate(actor, period) if actor.appraises else []
            found += _to_manage(actor, period) if manages_units(actor) else []
    return found + _to_read(actor, now)


def _to_manage(actor: Actor, period: EvaluationPeriod) -> list[Todo]:
    """Units without a level (nobody there can publish) and people without an agreed SKP (nobody can rate them)."""
    waiting = (
        (within_management(actor, units_for(actor, period, only_missing=True), "pk").count(),
         _("Tetapkan capaian organisasi"), _("%(count)d unit belum ditetapkan"),
         reverse("evaluation:organisation_period", args=[period.pk]) + "?show=missing", _("Tetapkan")),
        (people_without_skp_for(actor, period).count(),
         _("Dampingi yang belum ber-SKP"), _("%(count)d orang belum punya SKP yang disepakati"),
         reverse("evaluation:without_skp", args=[period.pk]), _("Lihat")),
    )
    return [
        {
            "title": title, "note": f"{note % {'count': count}} · {period.label}", "href": href, "action": verb,
            "kind": "plain", "column": "todo",
        }
        for count, title, note, href, verb in waiting if count
    ]


def _to_rate(actor: Actor, period: EvaluationPeriod) -> list[Todo]:
    left, until = unrated_count_of(actor, period), day_in_words(period.window_end)
    href = reverse("evaluation:team_period", args=[period.pk])
    if not left:
        return []
    return [{
        "title": _("Nilai tim, %(period)s") % {"period": period.label},
        "note": _("%(count)d orang belum diterbitkan · sampai %(day)s") % {"count": left, "day": until},
        "href": href, "action": _("Nilai"), "kind": "primary", "column": "todo",
    }]


def _to_read(actor: Actor, now: datetime) -> list[Todo]:
    recent = (
        Evaluation.objects.filter(
            skp__employee_id=actor.employee_id, state=workflow.PUBLISHED, published_at__gt=now - RECENT
        )
        .select_related("period__performance_year")
        .order_by("-published_at")
    )
    return [
        {
            "title": _("Hasil %(period)s sudah terbit") % {"period": one.period.label},
            "note": _("Predikat Anda: %(predikat)s") % {"predikat": one.get_predikat_display()},
            "href": reverse("evaluation:result", args=[one.pk]), "action": _("Baca mengapa"), "kind": "plain",
            "column": "done",
        }
        for one in recent[:3]
    ]
