"""Long work of planning, a file a job: each registers itself with `foundation.jobs` when it is imported."""

from capaian.planning.tasks import chain, documents, drafts

__all__ = ["chain", "documents", "drafts"]
