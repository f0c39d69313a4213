from capaian.planning.models.assignment import Assignment, AssignmentForm, AssignmentStatus, Host
from capaian.planning.models.coverage import CoverageCount
from capaian.planning.models.deadline import DeadlineKind, PlanningDeadline
from capaian.planning.models.dialogue import DialogueEntry, Outcome
from capaian.planning.models.library import (
    Exempt,
    HintExemption,
    HintSwitch,
    LibraryIndicator,
    LibraryIndicatorStatus,
    LibraryVersion,
)
from capaian.planning.models.linking import LinkProposal
from capaian.planning.models.matrix import MatrixCell, MatrixLevel, MatrixRow, RoleMatrix, RoleTemplate, Strategy
from capaian.planning.models.measures import Aspect, ControlLevel, Measurement, Perspective, Polarity, Rhythm
from capaian.planning.models.need import EvidenceKind, Need, NeedEvidence, NeedsAnalysis, Sector
from capaian.planning.models.objective import (
    BudgetLine,
    Objective,
    ObjectiveIndicator,
    ObjectiveNeed,
    PerformanceAgreement,
    PerformanceAgreementStatus,
    PlanKind,
    StrategicPlan,
    YearTarget,
)
from capaian.planning.models.result import Cascade, Indicator, ResultKind, ResultPlan, ResultSource
from capaian.planning.models.skp import (
    AmendmentBasis,
    AnnexItem,
    AnnexSection,
    Approach,
    BehaviourExpectation,
    PromiseState,
    Skp,
    SkpStatus,
    SkpVersion,
)

__all__ = [
    "AmendmentBasis", "AnnexItem", "AnnexSection", "Approach", "Aspect", "Assignment", "AssignmentForm", "AssignmentStatus",
    "BehaviourExpectation", "BudgetLine", "Cascade", "ControlLevel", "CoverageCount", "DeadlineKind",
    "DialogueEntry", "EvidenceKind", "Exempt", "HintExemption", "HintSwitch", "Host", "Indicator", "LibraryIndicator",
    "LibraryIndicatorStatus",
    "LibraryVersion", "LinkProposal",
    "MatrixCell", "MatrixLevel", "MatrixRow", "Measurement", "Need", "NeedEvidence", "NeedsAnalysis", "Objective",
    "ObjectiveIndicator", "ObjectiveNeed", "Outcome", "PerformanceAgreement", "PerformanceAgreementStatus", "Perspective",
    "PlanKind", "PlanningDeadline", "Polarity", "PromiseState", "ResultKind", "ResultPlan", "ResultSource", "Rhythm",
    "RoleMatrix", "RoleTemplate", "Sector", "Skp", "SkpStatus", "SkpVersion", "StrategicPlan", "Strategy",
    "YearTarget",
]
