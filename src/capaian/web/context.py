"""What every page's frame needs: nothing that costs a query on its own."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def chrome(request: HttpRequest) -> dict[str, object]:
    return {"demo": settings.DEMO}
