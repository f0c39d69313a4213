from capaian.planning.models.objective import Objective, ObjectiveIndicator
from capaian.planning.models.result import Aspect, Indicator, Measurement, Polarity, ResultKind, ResultPlan
from capaian.planning.models.skp import AnnexItem, AnnexSection, BehaviourExpectation, Skp, SkpStatus

__all__ = [
    "AnnexItem", "AnnexSection", "Aspect", "BehaviourExpectation", "Indicator", "Measurement", "Objective",
    "ObjectiveIndicator", "Polarity", "ResultKind", "ResultPlan", "Skp", "SkpStatus",
]
