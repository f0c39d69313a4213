from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "capaian.progress"
    label = "progress"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from capaian.foundation.files import register_reader  # noqa: PLC0415 - models are known only now
        from capaian.progress.queries.evidence import may_read_evidence  # noqa: PLC0415

        register_reader(may_read_evidence)
