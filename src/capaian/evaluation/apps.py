from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "capaian.evaluation"
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from capaian.evaluation.queries.own_data import held_by_evaluation  # noqa: PLC0415
        from capaian.foundation.record.own_data import register_own_data  # noqa: PLC0415 - models are known only now

        register_own_data(held_by_evaluation)
