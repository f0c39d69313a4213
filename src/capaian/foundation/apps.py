from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "capaian.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from capaian.foundation.record.held import held_by_foundation  # noqa: PLC0415 - needs the applications loaded
        from capaian.foundation.record.own_data import register_own_data  # noqa: PLC0415
        from capaian.foundation.tenancy import watch_connections  # noqa: PLC0415

        register_own_data(held_by_foundation)
        watch_connections()
