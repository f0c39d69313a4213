from capaian.people.models.agency import Agency, Unit
from capaian.people.models.employee import Employee, RoleGrant
from capaian.people.models.ledger import Posting, Reporting
from capaian.people.models.position import Position, PositionGroup

__all__ = ["Agency", "Employee", "Position", "PositionGroup", "Posting", "Reporting", "RoleGrant", "Unit"]
