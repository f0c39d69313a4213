from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class AuditEvent(models.Model):
    """One deed. Holds no foreign keys, so that the record never blocks nor changes what it records.

    `digest` is the SHA-256 of what was done; `hash` chains it to the `previous` row of the same agency, `sequence` by
    `sequence` (foundation/record/chain.py). When the time of a content is over, `before`, `after` and `salt` are emptied
    and `cleared` keeps their digest, so that the chain still verifies.
    """

    agency_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    behalf_id = models.BigIntegerField(null=True, blank=True)
    behalf_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    request_id = models.CharField(max_length=64, blank=True)
    sequence = models.BigIntegerField()
    salt = models.CharField(max_length=32, blank=True)
    cleared = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)  # "" before the first
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency_id", "sequence"), name="audit_sequence_once"),)
        indexes = (
            models.Index(fields=("agency_id", "at", "id"), name="audit_agency_at"),
            models.Index(fields=("agency_id", "actor_id", "at"), name="audit_actor_at"),
            models.Index(fields=("agency_id", "verb", "at"), name="audit_verb_at"),
            models.Index(fields=("subject_type", "subject_id"), name="audit_subject"),
        )


class AuditHead(models.Model):
    """The end of an agency's chain: the row that writers lock, for as short as they can."""

    agency_id = models.BigIntegerField(unique=True)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)


class AuditAnchor(models.Model):
    """The end of an agency's chain at the end of a day, signed: what can be kept outside and held against the record.

    Anchors are chained themselves (`previous`), so that a missing one is noticed.
    """

    agency_id = models.BigIntegerField()
    day = models.DateField()
    sequence = models.BigIntegerField()
    head = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    public_key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency_id", "day"), name="audit_anchor_once_a_day"),)


class Reading(models.Model):
    """Somebody opened another person's appraisal. Shown to that person; one row per reader, subject, thing and day."""

    agency_id = models.BigIntegerField()
    day = models.DateField()
    first_at = models.DateTimeField()
    reader_id = models.BigIntegerField()  # people.Employee, as in AuditEvent without a key
    reader_name = models.CharField(max_length=200)
    reader_post = models.CharField(max_length=400, blank=True)
    behalf_name = models.CharField(max_length=200, blank=True)
    subject_id = models.BigIntegerField()  # 0: everybody of the agency
    thing = models.CharField(max_length=40)  # foundation/record/readings.py THINGS
    thing_id = models.BigIntegerField(default=0)
    label = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("subject_id", "reader_id", "thing", "thing_id", "day"), name="reading_once_a_day"),
        )
        indexes = (models.Index(fields=("subject_id", "day"), name="reading_subject_day"),)
