"""Long work that is seen under Pekerjaan: queued, counted, cancelled, taken up again.

    @job_kind("people.import.read", title=N_("Membaca berkas pegawai"))
    def read(progress: Progress, *, batch_id: int) -> str: ...          # in the module's tasks.py

    enqueue("people.import.read", by=actor, at=at, title="pegawai.xlsx", arguments={"batch_id": 7})   # in an action
"""

from capaian.foundation.jobs.progress import Progress
from capaian.foundation.jobs.registry import job_kind
from capaian.foundation.jobs.runner import enqueue, run_queued

__all__ = ["Progress", "enqueue", "job_kind", "run_queued"]
