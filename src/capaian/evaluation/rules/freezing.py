"""What is written beside a predikat so that it can be explained, and recomputed, years later."""

from __future__ import annotations

from collections.abc import Sequence

from capaian.kernel.trace import Step
from capaian.kernel.words import N_

ORGANISATION_ARTICLE = "PermenPANRB 6/2022, Lampiran IV.B.1.g"
RATING_ARTICLE = "PermenPANRB 6/2022, Lampiran IV.B.3"


def frozen_trace(
    *, score: Sequence[Step], unit: str, level: str, result: str, behaviour: str, decision: Sequence[Step],
    appraiser: str, scheme: str,
) -> list[dict[str, object]]:
    """PermenPANRB 6/2022 Annex IV.B: organisation level, then scores, both ratings and the cell, as stored steps.

    The ratings are the appraiser's judgement (IV.B.3 prescribes no threshold), so their steps name the person and
    not a formula. The order is the order in which the "why" page tells it.
    """
    organisation = Step(
        N_("Capaian kinerja organisasi unit yang dipimpin pejabat penilai"), ORGANISATION_ARTICLE, {"unit": unit}, level
    )
    judged = (
        Step(N_("Rating hasil kerja oleh pejabat penilai"), RATING_ARTICLE, {"penilai": appraiser}, result),
        Step(N_("Rating perilaku kerja oleh pejabat penilai"), RATING_ARTICLE, {"penilai": appraiser}, behaviour),
    )
    adopted = Step(N_("Skema yang berlaku"), "SK penetapan skema instansi", {}, scheme)
    steps = (organisation, *score, *judged, *decision, adopted)
    return [step.as_json() for step in steps]
