"""The states of an evaluation (Art 23-26; IV): rated by the appraiser, then published to the person."""

from django.utils.translation import gettext_lazy as _

from capaian.foundation.workflow import Transition, Workflow

RATING, PUBLISHED = "rating", "published"

EVALUATION = Workflow(
    name="evaluation",
    initial=RATING,
    labels={RATING: _("Dinilai"), PUBLISHED: _("Diterbitkan")},
    turn_of={RATING: "appraiser", PUBLISHED: "nobody"},
    transitions=(Transition("publish", frozenset({RATING}), PUBLISHED, by="appraiser"),),
)
