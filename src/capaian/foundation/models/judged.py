"""Base classes of everything a person is judged by: written only inside an action, states kept row by row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models

from capaian.foundation import writing

if TYPE_CHECKING:
    from capaian.foundation.workflow import Workflow


class OutsideAnAction(RuntimeError):  # noqa: N818
    """A judged record was about to be written without permission, transition and audit."""


def _insist() -> None:
    if not writing.is_open():
        raise OutsideAnAction("judged records change only inside an action (capaian.foundation.writing.action)")


class JudgedQuerySet(models.QuerySet[Any]):
    """Bulk doors are guarded as `.save()` is."""

    def update(self, **kwargs: Any) -> int:
        _insist()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        _insist()
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        _insist()
        return super().bulk_create(objs, *args, **kwargs)


class JudgedModel(models.Model):
    """A record that counts in somebody's appraisal."""

    objects = JudgedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        _insist()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _insist()
        return super().delete(*args, **kwargs)


class StatefulModel(JudgedModel):
    """A judged record with a workflow. `state` is the cached newest status row; rows are the truth."""

    WORKFLOW: ClassVar[Workflow]
    state = models.CharField(max_length=20)

    if TYPE_CHECKING:
        statuses: Any  # the reverse name of the module's StatusRow

    class Meta:
        abstract = True

    def lock(self) -> Self:
        """This record as stored, locked until the transaction ends (SQLite locks the file instead)."""
        return type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)

    @property
    def state_label(self) -> str:
        return str(self.WORKFLOW.labels[self.state])


class StatusRow(JudgedModel):
    """One state that a record entered: append-only. Subclasses add `record = FK(…, related_name="statuses")`."""

    state = models.CharField(max_length=20)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True
