"""What is typed on the screens of planning."""

from capaian.planning.forms.fields import Together
from capaian.planning.forms.objectives import ObjectiveForm, indicator_rows, objective_draft
from capaian.planning.forms.skp import IndicatorForm, LinesForm, PromiseForm, ResultForm, ReturnForm

__all__ = [
    "IndicatorForm", "LinesForm", "ObjectiveForm", "PromiseForm", "ResultForm", "ReturnForm", "Together",
    "indicator_rows", "objective_draft",
]
