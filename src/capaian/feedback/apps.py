from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "capaian.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from capaian.feedback.queries import held_by_feedback  # noqa: PLC0415
        from capaian.foundation.record.own_data import register_own_data  # noqa: PLC0415 - models are known only now

        register_own_data(held_by_feedback)
