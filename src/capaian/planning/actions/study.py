"""Study leave adds its expectations to the running SKP; no new document is made (Annex II.B.2-7, II.B.12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.documents.wording import long_date
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.writing import action
from capaian.kernel.numbers import format_id
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.actions.recording import note, values_of
from capaian.planning.models import AmendmentBasis, Aspect, Indicator, Polarity, ResultKind, ResultPlan, ResultSource, Skp
from capaian.planning.rules.study import HIGHEST, Accreditation, Level

LONGEST = 150


@dataclass(frozen=True, slots=True)
class StudyDraft:
    """Where one studies and what is expected. `university` and `programme` are accreditations, empty abroad."""

    institution: str
    course: str
    level: str
    abroad: bool
    university: str
    programme: str
    gpa: Decimal | None
    graduation: date | None

    def problems(self) -> list[Problem]:
        found = [
            Problem(words, name)
            for name, words in (("institution", _("Tuliskan perguruan tingginya.")), ("course", _("Tuliskan program studinya.")))
            if not 0 < len(getattr(self, name).strip()) <= LONGEST
        ]
        if self.level not in set(Level):
            found.append(Problem(_("Pilih jenjangnya."), "level"))
        if not self.abroad:
            found += [
                Problem(_("Pilih akreditasinya; untuk studi di luar negeri tidak perlu."), name)
                for name in ("university", "programme") if getattr(self, name) not in set(Accreditation)
            ]
        if self.gpa is None or not 0 < self.gpa <= HIGHEST or self.gpa != self.gpa.quantize(Decimal("0.01")):
            found.append(Problem(_("Tulis IPK di atas 0 sampai 4, paling banyak dua angka di belakang koma."), "gpa"))
        if self.graduation is None:
            found.append(Problem(_("Isi perkiraan tanggal lulus menurut masa studi normatif."), "graduation"))
        return found

    def reason(self) -> str:
        """Why the SKP changes, for the version."""
        words = _("Tugas belajar dimulai: %(course)s, %(institution)s.")
        return words % {"course": self.course.strip(), "institution": self.institution.strip()}


@action
def start_study(*, skp: Skp, draft: StudyDraft, by: Actor, at: datetime) -> Skp:
    """Open the change that adds the academic results to an agreed SKP; the working copy, where both go on.

    Raises InvalidInput beside each field, Refused as `open_amendment`.
    """
    problems = draft.problems()
    if problems:
        raise InvalidInput(problems)
    copied: Skp = open_amendment(skp=skp, basis=AmendmentBasis.STUDY_START, reason=draft.reason(), by=by, at=at)
    assert draft.gpa is not None  # no problem was found
    assert draft.graduation is not None
    last = max((row.ordinal for row in copied.results.all()), default=0)
    about = {"course": draft.course.strip(), "institution": draft.institution.strip()}
    academic = _result(copied, last + 1, _("Prestasi akademik %(course)s di %(institution)s sesuai ekspektasi") % about)
    Indicator.objects.create(
        result=academic, aspect=Aspect.QUALITY, statement=_("Indeks Prestasi Kumulatif (IPK)"), unit="IPK", target=draft.gpa,
        target_text=_("Paling rendah %(gpa)s") % {"gpa": format_id(draft.gpa)}, polarity=Polarity.HIGHER,
    )
    finished = _result(copied, last + 2, _("Studi %(course)s di %(institution)s selesai tepat waktu") % about)
    words = _("Tepat waktu, lulus paling lambat %(day)s")
    Indicator.objects.create(
        result=finished, aspect=Aspect.TIME, statement=_("Waktu kelulusan menurut masa studi normatif"),
        target_text=words % {"day": long_date(draft.graduation)},
    )
    for row in (academic, finished):
        note("result.add", row, by, at, after=values_of(row))
    return copied


def _result(skp: Skp, ordinal: int, statement: str) -> ResultPlan:
    result: ResultPlan = ResultPlan.objects.create(
        skp=skp, ordinal=ordinal, statement=statement, kind=ResultKind.MAIN, source=ResultSource.STUDY
    )
    return result
