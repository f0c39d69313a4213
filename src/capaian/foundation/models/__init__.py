from capaian.foundation.models.audit import AuditAnchor, AuditEvent, AuditHead, Reading
from capaian.foundation.models.cache import CacheEntry
from capaian.foundation.models.file import StoredFile
from capaian.foundation.models.job import Job, JobState, Tick
from capaian.foundation.models.judged import JudgedModel, JudgedQuerySet, StatefulModel, StatusRow
from capaian.foundation.models.notice import Delivery, Notice, NoticeSettings
from capaian.foundation.models.user import User

__all__ = [
    "AuditAnchor", "AuditEvent", "AuditHead", "CacheEntry", "Delivery", "Job", "JobState", "JudgedModel", "JudgedQuerySet",
    "Notice", "NoticeSettings", "Reading", "StatefulModel", "StatusRow", "StoredFile", "Tick", "User",
]
