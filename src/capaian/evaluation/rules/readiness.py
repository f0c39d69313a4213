"""What is still missing before an evaluation can be published."""

from __future__ import annotations

from capaian.foundation.workflow import MINIMUM_REASON
from capaian.kernel.words import N_, say

BELOW = "below"


def needs_reason(*, result: str, behaviour: str, feedback: int) -> bool:
    """PermenPANRB 6/2022 Art 17-19, Annex IV.B.3: "below" rests on feedback given during the year.

    Where none was recorded the appraiser owes the person a written reason instead.
    """
    return BELOW in {result, behaviour} and feedback == 0


def missing_for_publication(*, result: str, behaviour: str, reason: str, feedback: int) -> tuple[str, ...]:
    """PermenPANRB 6/2022 Annex IV.B.3: both ratings, and a reason where "below" stands on no feedback."""
    missing = []
    if not result:
        missing.append(N_("rating hasil kerja belum dipilih"))
    if not behaviour:
        missing.append(N_("rating perilaku belum dipilih"))
    if needs_reason(result=result, behaviour=behaviour, feedback=feedback) and len(reason.strip()) < MINIMUM_REASON:
        missing.append(say(
            "“di bawah ekspektasi” tanpa umpan balik tercatat perlu alasan tertulis, paling sedikit %(least)s huruf",
            least=MINIMUM_REASON,
        ))
    return tuple(missing)
