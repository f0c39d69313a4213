from capaian.people.models.agency import Agency, Sphere, Unit
from capaian.people.models.correction import Correction, CorrectionStatus, CorrectionSubject
from capaian.people.models.employee import Delegation, Employee, EmployeeKind, Invitation, RoleGrant
from capaian.people.models.imports import ColumnMapping, ImportBatch, ImportBatchStatus, ImportRow, Outcome, Sheet
from capaian.people.models.ledger import (
    Circumstance,
    CircumstanceKind,
    Posting,
    PostingKind,
    Reporting,
    ReportingBasis,
    TaskTeam,
    TeamMembership,
)
from capaian.people.models.position import FunctionalLevel, Position, PositionGroup
from capaian.people.models.search import Affiliation, DirectoryDay, SearchWord, UnitSize

__all__ = [
    "Affiliation", "Agency", "Circumstance", "CircumstanceKind", "ColumnMapping", "Correction", "CorrectionStatus",
    "CorrectionSubject", "Delegation", "DirectoryDay", "Employee", "EmployeeKind", "FunctionalLevel", "ImportBatch",
    "ImportBatchStatus", "ImportRow", "Invitation", "Outcome", "Position", "PositionGroup", "Posting", "PostingKind",
    "Reporting", "ReportingBasis", "RoleGrant", "SearchWord", "Sheet", "Sphere", "TaskTeam", "TeamMembership", "Unit", "UnitSize",
]
