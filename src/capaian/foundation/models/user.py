from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An account. `username` is the NIP; who the person *is* stands in `people.Employee`."""

    language = models.CharField(max_length=5, default="id")
