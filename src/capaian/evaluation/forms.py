"""What is typed or clicked in evaluation, read from the request."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.evaluation.actions import RatingInput
from capaian.evaluation.models import OrganisationLevel

FIELDS = {
    "result": "result_rating", "behaviour": "behaviour_rating", "reason": "reason", "recommendation": "recommendation",
}
_NAME = re.compile(rf"({'|'.join(FIELDS)})-([0-9]{{1,18}})", re.ASCII)


def read_ratings(posted: Mapping[str, str]) -> list[RatingInput]:
    """The grid's fields (`result-12=meets`) as one input per SKP; a field that was not sent stays as it is."""
    said: dict[int, dict[str, str]] = {}
    for name, value in posted.items():
        match = _NAME.fullmatch(name)
        if match:
            said.setdefault(int(match[2]), {})[FIELDS[match[1]]] = value
    return [RatingInput(skp_id=skp_id, **fields) for skp_id, fields in said.items()]


def read_rating(posted: Mapping[str, str], skp_id: int) -> RatingInput:
    """What was said of one SKP; what the request says of others is not heard."""
    own = [rating for rating in read_ratings(posted) if rating.skp_id == skp_id]
    return own[0] if own else RatingInput(skp_id=skp_id)


class AchievementForm(forms.Form):
    """The level of a unit and what it rests on."""

    level = forms.ChoiceField(
        label=_("Capaian kinerja organisasi"), choices=OrganisationLevel.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu dari lima predikat organisasi.")},
    )
    basis = forms.CharField(
        label=_("Dasar penetapan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000,
        error_messages={"required": _("Sebutkan dokumen atau angka yang menjadi dasarnya.")},
    )
