from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from capaian.foundation import audit
from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.permissions import require
from capaian.foundation.writing import action
from capaian.governance.models import SchemeAdoption
from capaian.governance.permissions import may_adopt_scheme
from capaian.governance.schemes import Scheme, load
from capaian.people.models import Agency


@action
def adopt_scheme(*, agency: Agency, scheme_id: str, start: date, by: Actor, at: datetime) -> SchemeAdoption:
    """From `start` on, the agency judges by this published scheme; the one before ends the day before.

    Raises Refused without the permission, and InvalidInput (SchemeErrors where the file is at fault) for a draft,
    a scheme that judges nobody, a start before the scheme is in force or not after the adoption before.
    """
    require(may_adopt_scheme(by, agency))
    Agency.objects.select_for_update().get(pk=agency.pk)  # two managers at once: the second sees the first one's choice
    scheme = load(scheme_id)
    latest = SchemeAdoption.objects.filter(agency=agency).order_by("-start").first()
    problems = _problems(scheme, start, latest)
    if problems:
        raise InvalidInput(problems)
    if latest is not None:
        latest.end = start - timedelta(days=1)
        latest.save(update_fields=["end"])
    adoption = SchemeAdoption.objects.create(agency=agency, scheme_id=scheme.id, scheme_hash=scheme.hash, start=start)
    audit.record(
        by=by, at=at, verb="scheme.adopt", subject=adoption,
        before={"scheme": latest.scheme_id, "hash": latest.scheme_hash} if latest else {},
        after={"scheme": scheme.id, "hash": scheme.hash, "start": start},
    )
    return adoption


def _problems(scheme: Scheme, start: date, latest: SchemeAdoption | None) -> list[Problem]:
    problems = []
    if not scheme.is_published:
        problems.append(Problem(_("Skema ini masih draf; hanya skema terbit yang dapat ditetapkan."), "scheme_id"))
    if scheme.find("predikat.matrix", start) is None:
        problems.append(Problem(_("Skema ini tidak memuat matriks predikat, sehingga tidak dapat dipakai menilai."), "scheme_id"))
    end = scheme.effective_until
    if start < scheme.effective_from or (end is not None and start > end):
        problems.append(Problem(_("Skema ini belum atau tidak lagi berlaku pada tanggal itu."), "start"))
    if latest is not None and start <= latest.start:
        words = _("Skema %(id)s sudah ditetapkan mulai %(day)s; pilih tanggal sesudahnya.")
        problems.append(Problem(words % {"id": latest.scheme_id, "day": f"{latest.start:%d-%m-%Y}"}, "start"))
    return problems
