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
from capaian.planning.rules.study import HIGHEST, PACES, Accreditation, Level, Pace

LONGEST = 150


@dataclass(frozen=True, slots=True)
class StudyDraft:
    """Where one studies and what is expected. `university` and `programme` are accreditations, empty abroad. `academic` is
    what is expected where the institution judges otherwise than by GPA, or beside it (II.B.3); `pace` is when one graduates,
    measured against the programme's own length (II.B.7)."""

    institution: str
    course: str
    level: str
    abroad: bool
    university: str
    programme: str
    gpa: Decimal | None
    graduation: date | None
    academic: str = ""
    pace: str = Pace.ON_TIME

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
        found += self._academic_problems()
        if self.pace not in set(Pace):
            found.append(Problem(_("Pilih kapan kelulusan diharapkan."), "pace"))
        if self.graduation is None:
            found.append(Problem(_("Isi perkiraan tanggal lulus menurut masa studi normatif."), "graduation"))
        return found

    def _academic_problems(self) -> list[Problem]:
        if len(self.academic.strip()) > LONGEST:
            return [Problem(_("Paling banyak %(longest)s huruf.") % {"longest": LONGEST}, "academic")]
        if self.gpa is None:
            said = bool(self.academic.strip())
            return [] if said else [Problem(_("Isi IPK, atau hasil evaluasi akademik yang lain di bawahnya."), "gpa")]
        if not 0 < self.gpa <= HIGHEST or self.gpa != self.gpa.quantize(Decimal("0.01")):
            return [Problem(_("Tulis IPK di atas 0 sampai 4, paling banyak dua angka di belakang koma."), "gpa")]
        return []

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
    assert draft.graduation is not None  # no problem was found
    last = max((row.ordinal for row in copied.results.all()), default=0)
    about = {"course": draft.course.strip(), "institution": draft.institution.strip()}
    academic = _result(copied, last + 1, _("Prestasi akademik %(course)s di %(institution)s sesuai ekspektasi") % about)
    _expect_academic(academic, draft)
    finished = _result(copied, last + 2, _FINISHED[Pace(draft.pace)]() % about)
    words = _("%(pace)s, lulus paling lambat %(day)s")
    Indicator.objects.create(
        result=finished, aspect=Aspect.TIME, statement=_("Waktu kelulusan menurut masa studi normatif"),
        target_text=words % {"pace": _(PACES[Pace(draft.pace)]), "day": long_date(draft.graduation)},
    )
    for row in (academic, finished):
        note("result.add", row, by, at, after=values_of(row))
    return copied


_FINISHED = {
    Pace.FASTER: lambda: _("Studi %(course)s di %(institution)s selesai lebih cepat"),
    Pace.ON_TIME: lambda: _("Studi %(course)s di %(institution)s selesai tepat waktu"),
    Pace.EXTENDED: lambda: _("Studi %(course)s di %(institution)s selesai dalam masa perpanjangan"),
}


def _expect_academic(result: ResultPlan, draft: StudyDraft) -> None:
    """II.B.3: GPA, academic predicate, or another form of evaluation that the institution uses."""
    if draft.gpa is not None:
        Indicator.objects.create(
            result=result, aspect=Aspect.QUALITY, statement=_("Indeks Prestasi Kumulatif (IPK)"), unit="IPK", target=draft.gpa,
            target_text=_("Paling rendah %(gpa)s") % {"gpa": format_id(draft.gpa)}, polarity=Polarity.HIGHER,
        )
    if draft.academic.strip():
        Indicator.objects.create(
            result=result, aspect=Aspect.QUALITY, statement=_("Hasil evaluasi akademik"), target_text=draft.academic.strip(),
            ordinal=2 if draft.gpa is not None else 1,
        )


def _result(skp: Skp, ordinal: int, statement: str) -> ResultPlan:
    result: ResultPlan = ResultPlan.objects.create(
        skp=skp, ordinal=ordinal, statement=statement, kind=ResultKind.MAIN, source=ResultSource.STUDY
    )
    return result
