"""What a person should know: in the app and by mail."""

from capaian.foundation.notices.kinds import KINDS, NoticeKind
from capaian.foundation.notices.telling import Telling, notify, notify_many

__all__ = ["KINDS", "NoticeKind", "Telling", "notify", "notify_many"]
