from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "capaian.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from capaian.foundation.record.own_data import register_own_data  # noqa: PLC0415 - models are known only now
        from capaian.planning.queries.own_data import held_by_planning  # noqa: PLC0415

        register_own_data(held_by_planning)
