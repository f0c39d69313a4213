from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "capaian.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from capaian.foundation.tenancy import watch_connections  # noqa: PLC0415 - needs the applications loaded

        watch_connections()
