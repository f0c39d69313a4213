from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WebConfig(AppConfig):
    name = "capaian.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_lock_again, sender=None, dispatch_uid="capaian-row-security")


def _lock_again(*, app_config: AppConfig, using: str, **_: Any) -> None:
    """After the last of our applications has its tables: policies for those that are new."""
    from capaian.foundation import row_security, tenancy  # noqa: PLC0415 - needs the applications loaded
    from capaian.web.belonging import BELONGS, COUNTED  # noqa: PLC0415

    if app_config.label == "foundation" and using == "default":
        with tenancy.everywhere():
            row_security.install(BELONGS, COUNTED)
