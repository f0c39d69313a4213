from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "capaian.progress"
    label = "progress"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from capaian.foundation.files import register_reader  # noqa: PLC0415 - models are known only now
        from capaian.foundation.record.own_data import register_own_data  # noqa: PLC0415
        from capaian.planning.queries.past import register_realisations  # noqa: PLC0415
        from capaian.progress.queries.evidence import may_read_evidence  # noqa: PLC0415
        from capaian.progress.queries.own_data import held_by_progress  # noqa: PLC0415
        from capaian.progress.queries.past import realised_until  # noqa: PLC0415

        register_own_data(held_by_progress)
        register_reader(may_read_evidence)
        register_realisations(realised_until)
