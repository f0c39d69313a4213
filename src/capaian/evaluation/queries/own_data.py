"""What this module holds about a person: what was published. A rating that is still being made is the appraiser's draft."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation
from capaian.foundation.actor import Actor
from capaian.foundation.record.own_data import Section, rows_of
from capaian.kernel.words import N_


def held_by_evaluation(actor: Actor) -> Iterator[Section]:
    published = Evaluation.objects.filter(skp__employee_id=actor.employee_id, state=workflow.PUBLISHED)
    yield Section("penilaian", N_("Hasil penilaian"), rows_of(
        published.order_by("period__end", "pk"),
        "result_rating", "behaviour_rating", "predikat", "reason", "recommendation", "achievement_pct",
        "organisation_level", "scheme_id", "scheme_hash", "trace", "published_at", start="period__start", end="period__end",
        appraiser="appraiser__name", skp="skp_id",
    ))
