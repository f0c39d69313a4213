from capaian.foundation.models.audit import AuditEvent
from capaian.foundation.models.judged import JudgedModel, JudgedQuerySet, StatefulModel, StatusRow
from capaian.foundation.models.user import User

__all__ = ["AuditEvent", "JudgedModel", "JudgedQuerySet", "StatefulModel", "StatusRow", "User"]
