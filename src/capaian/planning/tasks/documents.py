"""Long work on plans: the documents of a whole unit as one ZIP file."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from capaian.foundation.documents.engine import DocumentError
from capaian.foundation.documents.wording import file_name
from capaian.foundation.files import ZIP, keep, workshop
from capaian.foundation.jobs import Progress, job_kind
from capaian.foundation.policy import policy_for
from capaian.foundation.record.readings import collecting, note_reading, write
from capaian.kernel.batches import in_batches
from capaian.kernel.words import N_, say
from capaian.planning import documents
from capaian.planning.actions.printing import KIND
from capaian.planning.documents.content import form_of
from capaian.planning.models import Skp
from capaian.planning.queries.documents import named_to_print
from capaian.planning.rules.formats import Format

CHUNK = 25
"""SKPs in one step: what is held in memory at once, and what a worker that dies has to do again."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One of the two documents: how many SKPs are read at once, and how one of them is printed or written."""

    load: Callable[[Sequence[int]], list[Skp]]
    to_pdf: Callable[[Skp], bytes]
    to_xlsx: Callable[[Skp, Path], None]
    name: Callable[[Skp], str]


FORMS = {
    "skp": _Form(documents.load_many, documents.print_skp, documents.write_skp, lambda skp: str(form_of(skp))),
    "annex": _Form(documents.load_annexes, documents.print_annex, documents.write_annex, lambda skp: str(Format.ANNEX)),
}


@job_kind(KIND, title=_("Dokumen satu unit"))
def make_unit_documents(progress: Progress, *, skp_ids: list[int], forms: list[str], ending: str, name: str) -> str:
    """Print the SKPs chunk by chunk into a folder, then put them into one ZIP; a run that was interrupted goes on where the
    folder is still there."""
    agency_id = progress.by.agency_id
    folder = workshop(agency_id, progress.job.pk)
    first = int(progress.checkpoint.get("next", 0)) if folder.is_dir() else 0
    folder.mkdir(parents=True, exist_ok=True)
    progress.step(done=first, total=len(skp_ids))
    names = _names(agency_id, skp_ids)
    failed: list[str] = list(progress.checkpoint.get("failed", [])) if first else []
    for start in range(first, len(skp_ids), CHUNK):
        chunk = [pk for pk in skp_ids[start:start + CHUNK] if pk in names]
        _note(progress, chunk, names)
        failed += [line for form in forms for line in _make(FORMS[form], chunk, ending, folder, names)]
        with transaction.atomic():
            done = min(start + CHUNK, len(skp_ids))
            progress.step(done=done, checkpoint={"next": done, "failed": failed[:20]})
    return _hand_out(progress, folder, name, missing=len(skp_ids) - len(names), failed=failed)


@dataclass(frozen=True, slots=True)
class _Named:
    """What an SKP's files are called, and whose it is."""

    folder: str
    stem: str
    employee_id: int
    year: int

    def path(self, form: str, ending: str) -> str:
        return f"{self.folder}/{form} - {self.stem}.{ending}"


def _names(agency_id: int, skp_ids: Sequence[int]) -> dict[int, _Named]:
    """Names that every file system takes and none takes for another's."""
    found: dict[int, tuple[str, str, int, int]] = {}
    for some in in_batches(skp_ids, 500):
        found |= named_to_print(agency_id, some)
    ids = [pk for pk in skp_ids if pk in found]
    folders = {pk: _plain(found[pk][0]) for pk in ids}
    told = documents.told_apart(f"{folders[pk]}/{_plain(found[pk][1], str(found[pk][2]))}.x" for pk in ids)
    return {
        pk: _Named(folders[pk], path.removesuffix(".x").partition("/")[2], found[pk][3], found[pk][2])
        for pk, path in zip(ids, told, strict=True)
    }


def _plain(*parts: str) -> str:
    return file_name(*parts).removesuffix(".pdf")


def _note(progress: Progress, skp_ids: Sequence[int], names: dict[int, _Named]) -> None:
    """Each person can see that this document was opened, as where it is fetched alone (UU 27/2022)."""
    with collecting() as noted:
        for pk in skp_ids:
            note_reading(
                progress.by, subject_id=names[pk].employee_id, thing="skp-pdf", thing_id=pk, label=str(names[pk].year)
            )
    write(noted)


def _make(form: _Form, skp_ids: Sequence[int], ending: str, folder: Path, names: dict[int, _Named]) -> Iterator[str]:
    """Write each SKP's file; the names of those that could not be made."""
    for skp in form.load(skp_ids):
        path = folder / names[skp.pk].path(form.name(skp), ending)
        path.parent.mkdir(exist_ok=True)
        try:
            if ending == "xlsx":
                form.to_xlsx(skp, path)
            else:
                path.write_bytes(form.to_pdf(skp))
        except DocumentError:
            path.unlink(missing_ok=True)
            yield path.stem


def _hand_out(progress: Progress, folder: Path, name: str, *, missing: int, failed: Sequence[str]) -> str:
    """One ZIP of everything, kept as a file of who asked; what came of it, in words."""
    packed = folder / "semua.zip"
    count = _pack(folder, packed, progress)
    if not count:
        shutil.rmtree(folder)
        return say(N_("Tidak ada dokumen yang dapat dibuat."))
    now = timezone.now()
    with transaction.atomic():
        stored = keep(packed, name=f"{_plain(name)}.zip", kind=ZIP, by=progress.by, at=now)
        progress.lead_to(reverse("files:file", args=[stored.pk]))
        progress.step(done=progress.total)
    shutil.rmtree(folder)
    days = policy_for(progress.by.agency_id, "retention.documents", timezone.localdate(now)).value
    told = [say(N_("%(count)s dokumen dalam satu berkas ZIP, disimpan %(days)s hari."), count=count, days=days)]
    if missing:
        told.append(say(N_("%(count)s SKP tidak ada lagi dan dilewati."), count=missing))
    if failed:
        told.append(say(N_("%(count)s dokumen tidak dapat dibuat: %(names)s."), count=len(failed), names="; ".join(failed[:5])))
    return "\n".join(str(line) for line in told)


def _pack(folder: Path, packed: Path, progress: Progress) -> int:
    """The files of the folder in one archive, one at a time, as they are: PDF and XLSX are packed already."""
    made = sorted(path for path in folder.glob("*/*") if path.is_file())
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for number, path in enumerate(made, start=1):
            archive.write(path, f"{path.parent.name}/{path.name}")
            if number % 500 == 0:
                progress.beat()
    return len(made)
