from __future__ import annotations

from django.db import models


class CacheEntry(models.Model):
    """What every process remembers together for a short while: how often somebody tried to sign in, codes already used.

    The table of Django's own database cache, as a model, so that it comes with the others.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
